import 'server-only'
import type { Connection } from '@/lib/aws/connection'
import { DEFAULT_NAME, DEFAULT_USER_NAME, newSpec } from '@/lib/deployments/defaults'
import { specFromRuntime } from '@/lib/deployments/export'
import { valuesFromSpec } from '@/lib/deployments/form'
import type { SetupValues } from '@/lib/deployments/form-fields'
import { ok, type Result } from '@/lib/result'

/** What the setup form starts with: a spec that can be launched as it is, or what an existing runtime has. */
export async function setupValues(connection: Connection, runtimeId: string | undefined): Promise<Result<SetupValues>> {
  if (runtimeId === undefined) {
    // The role is named after the server, whose name is only asked for later.
    return ok({
      ...valuesFromSpec(newSpec(DEFAULT_NAME, connection.region)),
      roleName: '',
      userName: DEFAULT_USER_NAME,
    })
  }
  const spec = await specFromRuntime(connection, runtimeId)
  return spec.ok ? ok(valuesFromSpec(spec.data)) : spec
}
