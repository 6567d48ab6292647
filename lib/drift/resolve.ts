import 'server-only'
import { createHash } from 'node:crypto'
import { attempt } from '@/lib/aws/attempt'
import { type Connection, connectionKey } from '@/lib/aws/connection'
import { explainCredentials } from '@/lib/connections/identity'
import { perform } from '@/lib/deployments/advance/perform'
import { hasOwnRole, specOfLive } from '@/lib/deployments/observe/live-spec'
import type { Observed } from '@/lib/deployments/observe/observed'
import { specTagForLive } from '@/lib/deployments/plan/parts'
import { readLive } from '@/lib/deployments/setup/export'
import { readFingerprint, SPEC_TAG } from '@/lib/deployments/spec/fingerprint'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import type { DriftReport } from '@/lib/drift/model'
import { examine, observeLive } from '@/lib/drift/read-drift'
import { exclusively } from '@/lib/exclusively'
import { AppError, type Failure, fail, type Result } from '@/lib/result'
import type { Writer } from '@/lib/writer'

/** A report, and what stands for all that was there when it was made. */
export type DriftLook = { report: DriftReport; seen: string }

/** What is not as Slipway noted it. `seen` goes with what is accepted. Reads only. */
export async function lookAtDrift(connection: Connection, runtimeId: string): Promise<Result<DriftLook>> {
  const looked = await attempt(async () => {
    const { report, observed } = await examine(connection, runtimeId)
    return { report, seen: seenOf(observed) }
  })
  return looked.ok ? looked : fail(await explainCredentials(connection, looked.error))
}

/** `missing`: titles of rows that the spec leaves as they are, since what they were is not known or something else keeps them. */
export type TakeBack = { spec: DeploymentSpec; missing: string[]; report: DriftReport }

/** The spec that a launch takes the changes back with, made from the fingerprint, older versions and CloudTrail. Reads only. */
export function takeBackSpec(connection: Connection, runtimeId: string): Promise<Result<TakeBack>> {
  return attempt(async () => {
    const [{ observed, report, differences }, live] = await Promise.all([
      examine(connection, runtimeId),
      readLive(connection, runtimeId),
    ])
    let former: Observed = observed
    const missing: string[] = []

    for (const { row, restore } of differences) {
      if (restore && !row.owner) {
        former = restore(former)
      } else {
        missing.push(row.title)
      }
    }
    const { runtime, role, logGroup } = former
    return { spec: specOfLive({ ...live, role, logGroup, runtime: runtime ?? live.runtime }), missing, report }
  })
}

/** Notes what is there now as what Slipway left, as long as it is what was `seen`. Changes a tag of the runtime and nothing else. */
export function acceptDrift(
  writer: Writer,
  connection: Connection,
  runtimeId: string,
  seen?: string,
): Promise<Result<{ tag: string }>> {
  const name = runtimeId.slice(0, runtimeId.lastIndexOf('-'))
  return exclusively(`${connectionKey(connection)} ${name}`, () =>
    attempt(async () => {
      const observed = await observeLive(connection, runtimeId)

      if (seen !== undefined && seen !== seenOf(observed)) {
        throw new AppError(CHANGED_MEANWHILE)
      }
      const tags = tagsFor(observed)
      const input = { resourceArn: observed.runtime?.arn ?? '', tags }
      await perform(writer, connection, { operation: 'bedrock-agentcore:TagResource', input })
      return { tag: tags[SPEC_TAG] ?? '' }
    }),
  )
}

/** Of a role that was only adopted nothing is noted. */
function tagsFor(observed: Observed) {
  const { runtime, role, account } = observed
  const isNoted = readFingerprint(runtime?.tags[SPEC_TAG])?.hasPolicies === true
  const isOwn = runtime !== null && hasOwnRole({ runtime, role, region: account.region })
  return specTagForLive(observed, isNoted || isOwn)
}

function seenOf(observed: Observed): string {
  return createHash('sha256')
    .update(tagsFor(observed)[SPEC_TAG] ?? '')
    .digest('hex')
}

export const CHANGED_MEANWHILE: Failure = {
  code: 'conflict',
  message: 'Something changed since this was looked at, so nothing was sent.',
  remedy: 'Look again, and decide on what is there now.',
}
