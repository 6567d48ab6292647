import type { Observed, RuntimeConfig } from '@/lib/deployments/observe/observed'
import { CONFIG_PARTS, type ConfigPart, configParts, liveParts, MEMBERS_OF_PART } from '@/lib/deployments/plan/parts'
import { type Fingerprint, fingerprintOf } from '@/lib/deployments/spec/fingerprint'
import { looksSecret } from '@/lib/deployments/spec/secret-names'
import { formerConfig, formerFlows, formerRetention, type Traces } from '@/lib/drift/former'
import { configRow } from '@/lib/drift/plan-rows'
import { roleDifferences } from '@/lib/drift/role-rows'
import { type Difference, rowOf } from '@/lib/drift/row'
import { isObject, type Json } from '@/lib/json'

const PASSWORD_FLOW = 'ALLOW_USER_PASSWORD_AUTH'

/** Everything that is not as Slipway noted it. What was not noted is not compared. */
export function differencesOf(noted: Fingerprint, observed: Observed, traces: Traces): Difference[] {
  const live = fingerprintOf(liveParts(observed)).plain
  const changed = CONFIG_PARTS.filter((part) => noted.plain[part] !== undefined && noted.plain[part] !== live[part])
  return [
    ...changed.map((part) => configDifference(part, noted.plain[part] ?? '', observed, traces)),
    // Of another role or another pool, what was noted says nothing.
    ...(changed.includes('role') ? [] : roleDifferences(noted, observed, traces)),
    ...logDifferences(noted.plain.logs, live.logs, observed),
    ...(changed.includes('auth') ? [] : poolDifferences(noted.plain.pool, live.pool, observed, traces)),
  ]
}

function configDifference(part: ConfigPart, hash: string, { runtime }: Observed, traces: Traces): Difference {
  const former = formerConfig(traces, part, hash)
  const is = configParts(runtime?.config ?? {})[part]
  const row = configRow(part, former && configParts(former)[part], is)
  return { row, restore: former && ((observed) => withConfig(observed, part, former)) }
}

function withConfig(observed: Observed, part: ConfigPart, former: RuntimeConfig): Observed {
  const { runtime } = observed
  const members = MEMBERS_OF_PART[part] as readonly string[]
  const kept = Object.entries(runtime?.config ?? {}).filter(([name]) => !members.includes(name))
  const back = Object.entries(former)
    .filter(([name]) => members.includes(name))
    .map(([name, value]) => [
      name,
      name === 'environmentVariables' ? withLiveSecrets(value, runtime?.config[name]) : value,
    ])
  return { ...observed, runtime: runtime && { ...runtime, config: Object.fromEntries([...kept, ...back]) } }
}

/** Values of secrets are not noted, so nobody knows that the older one is wanted: it may be the one that leaked. */
function withLiveSecrets(former: Json, live: Json | undefined): Json {
  if (!isObject(former) || !isObject(live)) {
    return former
  }
  const secrets = Object.entries(live).filter(([name]) => looksSecret(name) && Object.hasOwn(former, name))
  return { ...former, ...Object.fromEntries(secrets) }
}

function logDifferences(
  hash: string | undefined,
  live: string | undefined,
  { logGroup, runtime }: Observed,
): Difference[] {
  if (hash === undefined || hash === live) {
    return []
  }
  const days = formerRetention(hash)
  const restore = days === undefined ? undefined : (observed: Observed) => withRetention(observed, days)
  const group = logGroup?.name ?? `of ${runtime?.name}`
  const before = days === undefined ? {} : { before: { retentionInDays: days } }
  const row = logGroup
    ? rowOf('log-retention', 'logs', `Log retention of ${group}`, {
        ...before,
        after: { retentionInDays: logGroup.retentionDays },
      })
    : rowOf('log-group', 'logs', `Log group ${group}`, { ...before, after: null })
  return [{ row, restore }]
}

function withRetention(observed: Observed, retentionDays: number | null): Observed {
  const group = observed.logGroup ?? { name: '', tags: { ...observed.runtime?.tags } }
  return { ...observed, logGroup: { ...group, retentionDays } }
}

function poolDifferences(
  hash: string | undefined,
  live: string | undefined,
  { pool }: Observed,
  traces: Traces,
): Difference[] {
  if (hash === undefined || hash === live) {
    return []
  }
  const flows = pool?.client?.authFlows.toSorted() ?? null
  const before = formerFlows(traces, hash)
  const title = flows ? `Sign-in flows of the app client of ${pool?.name}` : 'User pool or its app client'
  const row = rowOf('app-client', 'user-pool', title, { ...(before === undefined ? {} : { before }), after: flows })
  // A launch adds the one flow that Slipway needs, and leaves all others as they are.
  const mended = [...new Set([...(flows ?? []), PASSWORD_FLOW])].toSorted()
  const isMended = flows !== null && JSON.stringify(before) === JSON.stringify(mended)
  return [{ row, restore: isMended ? (observed) => observed : undefined }]
}
