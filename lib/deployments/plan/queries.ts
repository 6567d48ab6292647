import 'server-only'
import { attempt } from '@/lib/aws/attempt'
import type { Connection } from '@/lib/aws/connection'
import { explainCredentials } from '@/lib/connections/identity'
import type { Plan } from '@/lib/deployments/model'
import { observe } from '@/lib/deployments/observe/observe'
import { plan } from '@/lib/deployments/plan/plan'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { fail, type Result } from '@/lib/result'

/** The plan for a spec, from what AWS has right now. Reads only. What forbids it is in `refusals`. */
export async function planDeployment(connection: Connection, spec: DeploymentSpec): Promise<Result<Plan>> {
  const planned = await attempt(async () => plan(spec, await observe(connection, spec)))
  return planned.ok ? planned : fail(await explainCredentials(connection, planned.error))
}
