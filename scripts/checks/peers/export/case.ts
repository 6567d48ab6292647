import type { CodeFormat } from '@/lib/export/formats'
import type { Exported, Written } from '@/lib/export/model'
import type { Recorder } from '@/scripts/checks/peers/aws-cli/cli-recorder'
import type { Sample } from '@/scripts/checks/peers/export/samples'
import type { Programs } from '@/scripts/checks/peers/programs'

export const FORMATS: CodeFormat[] = ['cloudformation', 'terraform', 'cdk', 'cli']

export type Texts = Record<CodeFormat, Written>

/** A deployment as it was read, and all that was written of it. */
export type Case = { sample: Sample; exported: Exported; written: Texts }

/** What judges work with; `folder` is theirs. */
export type Bench = { folder: string; programs: Programs; check: Recorder['check'] }

/** The text of a file of an export. Throws when there is none of that name. */
export function textOf({ files }: Written, name: string): string {
  const file = files.find((one) => one.name === name)

  if (!file) {
    throw new Error(`There is no ${name}.`)
  }
  return file.text
}
