import 'server-only'
import { attempt } from '@/lib/aws/attempt'
import { type Connection, connectionKey } from '@/lib/aws/connection'
import { perform } from '@/lib/deployments/advance/perform'
import { hasOwnRole, specOfLive } from '@/lib/deployments/observe/live-spec'
import type { Observed } from '@/lib/deployments/observe/observed'
import { specTagForLive } from '@/lib/deployments/plan/parts'
import { readLive } from '@/lib/deployments/setup/export'
import { readFingerprint, SPEC_TAG } from '@/lib/deployments/spec/fingerprint'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { examine } from '@/lib/drift/read-drift'
import { exclusively } from '@/lib/exclusively'
import type { Result } from '@/lib/result'
import type { Writer } from '@/lib/writer'

/** `missing`: titles of rows that the spec leaves as they are, since what they were is not known or something else keeps them. */
export type TakeBack = { spec: DeploymentSpec; missing: string[] }

/** The spec that a launch takes the changes back with, made from the fingerprint, older versions and CloudTrail. Reads only. */
export function takeBackSpec(connection: Connection, runtimeId: string): Promise<Result<TakeBack>> {
  return attempt(async () => {
    const [{ observed, differences }, live] = await Promise.all([
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
    return { spec: specOfLive({ ...live, role, logGroup, runtime: runtime ?? live.runtime }), missing }
  })
}

/** Notes what is there now as what Slipway left. Changes a tag of the runtime and nothing else. */
export function acceptDrift(
  writer: Writer,
  connection: Connection,
  runtimeId: string,
): Promise<Result<{ tag: string }>> {
  const name = runtimeId.slice(0, runtimeId.lastIndexOf('-'))
  return exclusively(`${connectionKey(connection)} ${name}`, () =>
    attempt(async () => {
      const { observed } = await examine(connection, runtimeId)
      const { runtime, role, account } = observed
      const isNoted = readFingerprint(runtime?.tags[SPEC_TAG])?.hasPolicies === true
      const isOwn = runtime !== null && hasOwnRole({ runtime, role, region: account.region })
      const tags = specTagForLive(observed, isNoted || isOwn)
      const input = { resourceArn: runtime?.arn ?? '', tags }
      await perform(writer, connection, { operation: 'bedrock-agentcore:TagResource', input })
      return { tag: tags[SPEC_TAG] ?? '' }
    }),
  )
}
