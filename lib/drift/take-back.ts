import 'server-only'
import { createHash } from 'node:crypto'
import type { Connection } from '@/lib/aws/connection'
import { explainCredentials } from '@/lib/connections/identity'
import { advance } from '@/lib/deployments/advance/advance'
import type { AdvanceOptions, AdvanceResult, Plan } from '@/lib/deployments/model'
import { planDeployment } from '@/lib/deployments/plan/queries'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { CHANGED_MEANWHILE, type TakeBack, takeBackSpec } from '@/lib/drift/resolve'
import { canonicalJson } from '@/lib/format/diff'
import { fail, ok, type Result } from '@/lib/result'
import type { Writer } from '@/lib/writer'

/** `seen` stands for what the plan was made from. */
export type TakeBackPlan = TakeBack & { plan: Plan; seen: string }

/** What taking back changes. Reads only. */
export async function planTakeBack(connection: Connection, runtimeId: string): Promise<Result<TakeBackPlan>> {
  const back = await takeBackSpec(connection, runtimeId)

  if (!back.ok) {
    return fail(await explainCredentials(connection, back.error))
  }
  const plan = await planDeployment(connection, back.data.spec)
  return plan.ok ? ok({ ...back.data, plan: plan.data, seen: seenOf(plan.data) }) : plan
}

/** One step of a launch of that spec. The first is taken only while AWS has what the plan was made from. */
export async function advanceTakeBack(
  writer: Writer,
  connection: Connection,
  { spec, seen }: { spec: DeploymentSpec; seen: string },
  options: AdvanceOptions = {},
): Promise<AdvanceResult> {
  const { performed = [], waiting } = options

  if (performed.length === 0 && !waiting) {
    const plan = await planDeployment(connection, spec)

    if (!plan.ok) {
      return { state: 'failed', plan: null, failure: plan.error }
    }
    if (seenOf(plan.data) !== seen) {
      return { state: 'failed', plan: plan.data, failure: CHANGED_MEANWHILE }
    }
  }
  return advance(writer, connection, spec, options)
}

/** A plan has both what is there and what shall be, so another one shows any change of either. */
function seenOf({ changes }: Plan): string {
  const told = changes.map(({ id, verb, before, after }) => ({ id, verb, before, after }))
  return createHash('sha256').update(canonicalJson(told)).digest('hex')
}
