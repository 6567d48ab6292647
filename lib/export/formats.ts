import { writeCdk } from '@/lib/export/cdk/write'
import { writeCli } from '@/lib/export/cli/write'
import { writeCloudFormation } from '@/lib/export/cloudformation/write'
import type { Exported, ExportFormat, Written } from '@/lib/export/model'
import { writeTerraform } from '@/lib/export/terraform/write'
import { arranged } from '@/lib/export/wired'

/** What Slipway's own spec is not written by: it is read on its own. */
export type CodeFormat = Exclude<ExportFormat, 'spec'>

const WRITERS: Record<CodeFormat, (exported: Exported) => Written> = {
  cloudformation: writeCloudFormation,
  terraform: writeTerraform,
  cdk: writeCdk,
  cli: writeCli,
}

/** The same deployment gives the same text, to the letter. */
export function writeExport(exported: Exported, format: CodeFormat): Written {
  return WRITERS[format](arranged(exported))
}
