import type { Change, Plan } from '@/lib/deployments/model'
import type { Observed } from '@/lib/deployments/observe/observed'
import { CONFIG_PARTS, configParts } from '@/lib/deployments/plan/parts'
import { SPEC_TAG } from '@/lib/deployments/spec/fingerprint'
import type { DriftKind, DriftRow } from '@/lib/drift/model'
import { CONFIG_TITLES } from '@/lib/drift/titles'
import { whatOf, withoutSecretValues } from '@/lib/drift/words'
import { isObject, type Json, sameJson } from '@/lib/json'

const KINDS: Partial<Record<Change['kind'], DriftKind>> = {
  role: 'role-resource',
  'role-trust': 'role-trust',
  'role-policy': 'role-policy',
  'role-attachment': 'role-attachment',
  'user-pool': 'user-pool',
  'app-client': 'user-pool',
  'pool-user': 'pool-user',
  runtime: 'runtime',
  'runtime-metadata': 'runtime',
  'log-group': 'logs',
  tags: 'tags',
}

/** What of a plan comes with what: where the first is gone, the others are as well. */
const COMES_WITH: Record<string, RegExp> = {
  role: /^role/,
  'user-pool': /^(app-client|pool-user)/,
  'log-group': /^log-/,
  'app-client': /^pool-user-password/,
}

/** The rows of a plan the other way round: what the spec says is what was, what AWS has is what is. */
export function rowsOfPlan({ changes }: Plan, observed: Observed): DriftRow[] {
  const due = changes.filter(({ verb, operation }) => operation !== undefined && verb !== 'none' && verb !== 'adopt')
  const made = due.filter(({ verb }) => verb === 'create').map(({ id }) => id)
  const isAlong = (id: string) => made.some((one) => one !== id && COMES_WITH[one]?.test(id))
  return due.filter(({ id }) => !isAlong(id)).flatMap((change) => rowsOfChange(change, observed))
}

function rowsOfChange(change: Change, observed: Observed): DriftRow[] {
  const kind = change.id === 'role-tags' ? 'role-tags' : KINDS[change.kind]

  if (kind === undefined || isNoDrift(change)) {
    return []
  }
  if (change.id === 'runtime' && change.verb === 'update') {
    return configRows(change)
  }
  const state = ({ create: 'removed', delete: 'added' } as const)[change.verb as 'create' | 'delete'] ?? 'changed'
  const [before, after] = [state === 'added' ? null : change.after, state === 'removed' ? null : change.before]
  const shown = change.kind === 'tags' ? { before: withoutNote(before), after: withoutNote(after) } : { before, after }
  const title = kind === 'runtime' && observed.runtime === null ? `Runtime ${change.name}` : change.title
  return [{ part: change.id, kind, title, state, ...shown, what: whatOf({ state, ...shown }) }]
}

/** The tag of a fingerprint is older than the spec, or not there yet; MMDSv2 is off on what was made before AWS had it. */
function isNoDrift({ kind, id, before, after }: Change): boolean {
  if (kind === 'runtime-metadata') {
    return !(isObject(before) && before.requireMMDSV2 === false)
  }
  return id === 'runtime-tags' && sameJson(withoutNote(before), withoutNote(after))
}

function withoutNote(tags: Json): Json {
  const { [SPEC_TAG]: _, ...others } = isObject(tags) ? tags : {}
  return others
}

function configRows({ title, before, after, why }: Change): DriftRow[] {
  const [live, wanted] = [before, after].map((config) => configParts(isObject(config) ? config : {}))
  const rows = CONFIG_PARTS.flatMap((part): DriftRow[] => {
    const [was, is] = [wanted?.[part] ?? null, live?.[part] ?? null]
    return sameJson(was, is) ? [] : [configRow(part, was, is)]
  })
  // A member that no part has: the spec doesn't say it, and yet the plan would send it.
  return rows.length > 0
    ? rows
    : [{ part: 'runtime', kind: 'runtime', title, state: 'changed', what: why, after: null }]
}

/** A part of the runtime's configuration that is not as it was; `was` undefined: that isn't known. */
export function configRow(part: keyof typeof CONFIG_TITLES, was: Json | undefined, is: Json): DriftRow {
  const shown =
    part === 'environment'
      ? {
          ...(was === undefined ? {} : { before: withoutSecretValues(was, null) }),
          after: withoutSecretValues(is, was ?? null),
        }
      : { ...(was === undefined ? {} : { before: was }), after: is }
  const state = 'changed'
  return { part, kind: part, title: CONFIG_TITLES[part], state, ...shown, what: whatOf({ state, ...shown }) }
}
