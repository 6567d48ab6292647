import 'server-only'
import { attempt } from '@/lib/aws/attempt'
import type { Connection } from '@/lib/aws/connection'
import { DEPLOYMENT_TAG } from '@/lib/deployments/spec/names'
import { roleUsers } from '@/lib/deployments/teardown/queries'
import type { PermissionDiff } from '@/lib/policies/change/permission-diff-model'
import { namedPolicy } from '@/lib/policies/evaluate/named-policy'
import { ok, type Result } from '@/lib/result'
import { type Reach, reviewOf } from '@/lib/right-size/change/effect'
import type { Resize, ResizeRequest } from '@/lib/right-size/change/model'
import { itemsOf, replacementsOf } from '@/lib/right-size/change/proposal'
import type { RightSize } from '@/lib/right-size/read-right-size'
import { type RefusedSince, refusedSince } from '@/lib/right-size/refused-since'
import { readManagedPolicy } from '@/lib/roles/queries'

/** All that has to be seen before a role is changed. */
export type ProposalReview = {
  request: ResizeRequest
  diff: PermissionDiff
  before: Reach
  after: Reach
  /** Slipway made the role. */
  isOwn: boolean
  /** Names of the other runtimes that run with the role. */
  others: Result<string[]>
}

type Runtime = { name: string; roleArn: string }

/** What the proposal changes; null where it changes nothing. `resources`: with the second step. */
export async function reviewProposal(
  connection: Connection,
  runtime: Runtime,
  found: RightSize,
  resources: boolean,
): Promise<ProposalReview | null> {
  const { detail, seen, days, actions } = found
  const replacements = replacementsOf((resources ? found.resources.fit : actions.fit).placed)
  const items = itemsOf(replacements, detail)

  if (replacements.length === 0 || !items) {
    return null
  }
  const [review, users] = await Promise.all([reviewOf(detail, items), roleUsers(connection, runtime.roleArn)])
  const trimmed = actions.trimmed.length
  return {
    ...review,
    request: { roleName: detail.name, deployment: runtime.name, days, trimmed, replacements, seen },
    isOwn: detail.tags[DEPLOYMENT_TAG] !== undefined,
    others: users.ok ? ok(users.data.filter((name) => name !== runtime.name)) : users,
  }
}

/** What was refused since a change, by what it took away. */
export function readRefusedSince(
  connection: Connection,
  { detail, calls }: RightSize,
  { items, endedAt }: Resize,
): Promise<Result<RefusedSince[]>> {
  return attempt(async () => {
    const former = await Promise.all(
      items.map(async (item) => {
        const isGone = item.kind === 'attached' && item.before && !item.after
        return item.kind === 'inline' ? item.before : isGone ? readManagedPolicy(connection, item.arn) : null
      }),
    )
    const texts = [...detail.inlinePolicies, ...detail.attachedPolicies].map(({ document }) => document)
    const policiesOf = (all: readonly (string | null)[]) => all.flatMap((text) => namedPolicy('policy', text) ?? [])
    const sides = { former: policiesOf(former), now: policiesOf(texts) }
    return refusedSince(calls, Date.parse(endedAt ?? ''), sides)
  })
}
