import 'server-only'
import type { Entry } from '@/lib/activity/model'
import { actionPrefixOf } from '@/lib/activity/operations'
import { readActivity } from '@/lib/activity/read-activity'
import { factsFor } from '@/lib/activity/sources/operation-facts'
import type { Connection } from '@/lib/aws/connection'
import { loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import { neededServices } from '@/lib/policies/catalogue/needed-services'
import { parsePolicy } from '@/lib/policies/document/document'
import { namedPolicy } from '@/lib/policies/evaluate/named-policy'
import { BASE_POLICY_NAME } from '@/lib/policies/templates/base-permissions'
import { type Failure, fail, ok, type Result } from '@/lib/result'
import { seenOf } from '@/lib/right-size/change/proposal'
import { type Fit, placePolicies } from '@/lib/right-size/fit'
import type { HeldPolicy, Margin, SeenCall, Use } from '@/lib/right-size/model'
import { narrowResources } from '@/lib/right-size/narrow-resources'
import { type Narrowed, type NarrowedPolicy, narrow } from '@/lib/right-size/propose'
import { readLastAccessed } from '@/lib/right-size/read-last-accessed'
import { refusedActions } from '@/lib/right-size/refused'
import type { RefusedAction } from '@/lib/right-size/refused-statements'
import { type Replay, replay } from '@/lib/right-size/replay'
import { judgeUse } from '@/lib/right-size/use'
import { type RoleDetail, roleNameOf } from '@/lib/roles/model'
import { getRole } from '@/lib/roles/queries'

const DAY_MS = 86_400_000

/** With less, what runs once a fortnight was never seen. */
export const FEW_DAYS = 14

export type RightSize = {
  role: string
  /** Stands for the role's policies as they were read. */
  seen: string
  detail: RoleDetail
  /** How far back was looked, and for how much of that the role was there. */
  days: number
  observedDays: number
  calls: SeenCall[]
  use: Use
  /** What was refused in that time, and what would allow it. */
  refused: RefusedAction[]
  /** Names of attached policies whose text may not be read: they stay as they are. */
  unread: string[]
  /** Sources that could not be read whole, and why. */
  missing: { source: 'last-accessed' | 'trail' | 'log' | 'record'; failure: Failure }[]
  actions: Narrowed & { fit: Fit; replay: Replay }
  /** The second step, on top of the first. */
  resources: { narrowed: string[]; fit: Fit; replay: Replay }
}

type Runtime = { id: string; name: string; arn: string; roleArn: string }
type Asked = { days: number; margin: Margin; now: number; signal: AbortSignal }

/** What the role of a runtime needs, from what it did. Changes nothing. Fails with `not-found` where the role is gone. */
export async function readRightSize(
  connection: Connection,
  runtime: Runtime,
  { days, margin, now, signal }: Asked,
): Promise<Result<RightSize>> {
  const since = now - days * DAY_MS
  const role = await getRole(connection, roleNameOf(runtime.roleArn))

  if (!role.ok) {
    return role
  }
  if (!role.data) {
    return fail({
      code: 'not-found',
      message: `There is no role ${roleNameOf(runtime.roleArn)}.`,
      remedy: 'Give the runtime a role that exists.',
    })
  }
  const held = heldPolicies(role.data)
  const [activity, report] = await Promise.all([
    readActivity(connection, runtime, { range: { since, until: now }, signal }),
    readLastAccessed(connection, runtime.roleArn, signal),
  ])
  const missing = missingSources(activity.sources, report)
  const calls = await seenCalls(activity.entries)
  const { policies, unread } = held
  const catalogue = await catalogueFor(policies, calls)
  // IAM's report counts what was refused and is hours behind: without CloudTrail, nothing can be called unused.
  const lastAccessed = report.ok && !missing.some(({ source }) => source === 'trail') ? report.data : null
  const use = judgeUse({ calls, lastAccessed, policies, catalogue, since })
  const actions = narrow(policies, { use, catalogue, margin })
  // Which resources are used can be told only where every call of the action was read.
  const isWhole = !missing.some(({ source }) => source !== 'record')
  const resources = isWhole
    ? narrowResources(actions.policies, calls, catalogue, elsewhere(use, calls))
    : { policies: actions.policies, narrowed: [] }
  const { name } = role.data
  const judged = (next: NarrowedPolicy[]) => ({
    fit: placePolicies(next, name),
    replay: replay(calls, policies, kept(next)),
  })
  const age = (now - Date.parse(role.data.createdAt)) / DAY_MS
  return ok({
    ...{
      role: role.data.name,
      seen: seenOf(role.data),
      detail: role.data,
      days,
      observedDays: Math.floor(Math.max(0, Math.min(days, age))),
      calls,
      use,
      refused: refusedActions(calls, {
        policies,
        boundary: namedPolicy('the permissions boundary', role.data.boundaryDocument) ?? undefined,
        catalogue,
      }),
      unread,
      missing,
    },
    actions: { ...actions, ...judged(actions.policies) },
    resources: { narrowed: resources.narrowed, ...judged(resources.policies) },
  })
}

/** Actions (in lower case) of which IAM reports a use in a region where no call of them was read. */
function elsewhere({ actions }: Use, calls: readonly SeenCall[]): ReadonlySet<string> {
  const read = new Set(
    calls.flatMap(({ actions: names, region }) => names.map((name) => `${name.toLowerCase()} ${region}`)),
  )
  return new Set(
    [...actions].flatMap(([key, { regions }]) =>
      regions.every((region) => read.has(`${key} ${region}`)) ? [] : [key],
    ),
  )
}

function kept(policies: readonly NarrowedPolicy[]) {
  return policies.flatMap(({ from, document }) => (document ? [{ name: from.name, document }] : []))
}

function heldPolicies({ inlinePolicies, attachedPolicies }: RoleDetail): { policies: HeldPolicy[]; unread: string[] } {
  const all = [
    ...inlinePolicies.map(({ name, document }) => ({ name, arn: null, text: document })),
    ...attachedPolicies.map(({ name, arn, document }) => ({ name, arn, text: document })),
  ]
  const policies = all.flatMap(({ name, arn, text }): HeldPolicy[] => {
    const read = text === null ? null : parsePolicy(text)
    const isBase = arn === null && name === BASE_POLICY_NAME
    return read?.ok && text !== null ? [{ name, arn, text, document: read.data, isBase }] : []
  })
  const read = new Set(policies.map(({ name, arn }) => `${arn} ${name}`))
  return { policies, unread: all.filter(({ name, arn }) => !read.has(`${arn} ${name}`)).map(({ name }) => name) }
}

type Sources = Awaited<ReturnType<typeof readActivity>>['sources']

function missingSources({ trail, log, record }: Sources, report: Result<unknown>): RightSize['missing'] {
  const read = { 'last-accessed': report, trail, log, record } as const
  const failed = (Object.keys(read) as (keyof typeof read)[]).flatMap((source) => {
    const one = read[source]
    return one.ok ? [] : [{ source, failure: one.error }]
  })
  const [region] = trail.ok ? trail.data.failed : []
  return [...failed, ...(region ? [{ source: 'trail' as const, failure: region.failure }] : [])]
}

/** What reached AWS. A call that only the record knows names no operation. */
async function seenCalls(entries: readonly Entry[]): Promise<SeenCall[]> {
  const sent = entries.filter(
    ({ service, refusedBy, code }) =>
      service !== 'mcp' && !/^(guard|server)$/.test(refusedBy ?? '') && code !== 'not sent',
  )
  const factsOf = await factsFor(sent)
  return sent.map(({ at, service, operation, outcome, refusedBy, region, resource }) => ({
    ...{ at: Date.parse(at), service: actionPrefixOf(service), operation, outcome },
    actions: factsOf(service, operation).actions,
    ...(refusedBy !== undefined && { refusedBy }),
    ...(region !== undefined && { region }),
    ...(resource !== undefined && { resource }),
  }))
}

async function catalogueFor(policies: readonly HeldPolicy[], calls: readonly SeenCall[]) {
  const known = await loadCatalogue([])
  const hasStar = policies.some(({ document }) =>
    document.Statement.some(({ Effect, Action }) => Effect === 'Allow' && Action?.includes('*')),
  )
  const named = policies.flatMap(({ text }) => neededServices(text, known))
  const called = calls.flatMap(({ actions }) => actions.map((action) => action.split(':')[0] ?? ''))
  return loadCatalogue(hasStar ? 'all' : [...named, ...called])
}
