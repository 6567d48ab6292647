import { terminalConnection } from '@/cli/shared/connection'
import { readSpec } from '@/cli/shared/spec-file'
import { must } from '@/cli/shared/verb'
import type { Connection } from '@/lib/aws/connection'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'

/** What plan, apply and destroy are about: the spec of a file, and where it lives. */
export async function readDeployment(
  file: string,
  connection: Connection = terminalConnection(),
): Promise<{ spec: DeploymentSpec; connection: Connection }> {
  const spec = must(await readSpec(file))
  return { spec, connection: { ...connection, region: spec.region } }
}
