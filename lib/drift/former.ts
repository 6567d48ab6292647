import type { HistoryEvent } from '@/lib/aws/event-history'
import { textAt } from '@/lib/aws/event-history'
import type { Observed, RuntimeConfig } from '@/lib/deployments/observe/observed'
import { type ConfigPart, configParts } from '@/lib/deployments/plan/parts'
import { documentJson } from '@/lib/deployments/plan/step'
import { type Fingerprint, hashOf, managedHash, nameHash } from '@/lib/deployments/spec/fingerprint'
import { basePermissions, executionTrust } from '@/lib/deployments/spec/role-documents'
import { isObject, type Json } from '@/lib/json'
import { RETENTION_DAYS } from '@/lib/logs/retention'
import { canonicalPolicy } from '@/lib/policies/document/same-policy'
import { BASE_POLICY_NAME } from '@/lib/policies/templates/base-permissions'

/** Where what was before may be found: older versions, newest first, and CloudTrail's events. */
export type Traces = { versions: RuntimeConfig[]; events: HistoryEvent[] }

/** The configuration of the newest version whose part has the noted hash. */
export function formerConfig({ versions }: Traces, part: ConfigPart, hash: string): RuntimeConfig | undefined {
  return versions.find((config) => hashOf(part, configParts(config)[part]) === hash)
}

export function formerTrust({ account }: Observed, { events }: Traces, hash: string): Json | undefined {
  const texts = documentsOf(events, 'UpdateAssumeRolePolicy').map(documentJson)
  return [executionTrust(account), ...texts].find((one) => hashOf('trust', canonicalPolicy(one)) === hash)
}

/** The text that an inline policy had; Slipway's own is known, others where CloudTrail still has the event that wrote them. */
export function formerPolicy(observed: Observed, traces: Traces, name: string, hash: string): string | undefined {
  const written = documentsOf(
    traces.events.filter(({ parameters }) => textAt(parameters, 'policyName') === name),
    'PutRolePolicy',
  )
  const own =
    name === BASE_POLICY_NAME ? imagesOf(observed, traces).map((image) => basePermissions(observed.account, image)) : []
  return [...own, ...written].find((text) => hashOf('inline', canonicalPolicy(documentJson(text))) === hash)
}

/** Names are noted as hashes too. */
export function formerPolicyName({ events }: Traces, hash: string): string | undefined {
  const names = [BASE_POLICY_NAME, ...events.map(({ parameters }) => textAt(parameters, 'policyName'))]
  return names.find((name) => name !== '' && nameHash(name) === hash)
}

/** Those that the setup offers, for who may not read CloudTrail. */
const USUAL_POLICIES = ['aws', 'aws-us-gov', 'aws-cn'].flatMap((partition) =>
  ['ReadOnlyAccess', 'job-function/ViewOnlyAccess', 'SecurityAudit', 'PowerUserAccess'].map(
    (name) => `arn:${partition}:iam::aws:policy/${name}`,
  ),
)

export function formerAttachment({ events }: Traces, hash: string): string | undefined {
  const arns = [...events.map(({ parameters }) => textAt(parameters, 'policyArn')), ...USUAL_POLICIES]
  return arns.find((arn) => arn !== '' && managedHash(arn) === hash)
}

/** There are so few that trying each finds it. */
export function formerRetention(hash: string): number | null | undefined {
  return [null, ...RETENTION_DAYS].find((days) => hashOf('logs', days) === hash)
}

export function formerFlows({ events }: Traces, hash: string): Json | undefined {
  const told = events.flatMap(({ parameters }) => {
    const flows = isObject(parameters) ? parameters.explicitAuthFlows : undefined
    return Array.isArray(flows) ? [flows.map(String)] : []
  })
  const usual = ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_USER_AUTH']
  const some = usual.map((_, index) => usual.slice(0, index + 1))
  return [...some, ...told].map((flows) => flows.toSorted()).find((flows) => hashOf('pool', flows) === hash)
}

export type PolicyDifference =
  | { state: 'changed' | 'removed'; nameHash: string; hash: string; name?: string | undefined }
  | { state: 'added'; name: string }

/** Which inline policies are not as they were noted. */
export function policyDifferences(noted: Fingerprint, live: Record<string, Json>): PolicyDifference[] {
  const isAsNoted = (name: string, hash: string) => hashOf('inline', live[name] ?? null) === hash
  const taken = new Set<string>()
  const known = Object.entries(noted.inline).flatMap(([hashedName, hash]): PolicyDifference[] => {
    // A name can be chosen so that it has another's hash: only one of them is what was noted.
    const alike = Object.keys(live).filter((name) => nameHash(name) === hashedName)
    const name = alike.find((one) => isAsNoted(one, hash)) ?? alike[0]

    if (name === undefined) {
      return [{ state: 'removed', nameHash: hashedName, hash }]
    }
    taken.add(name)
    return isAsNoted(name, hash) ? [] : [{ state: 'changed', nameHash: hashedName, hash, name }]
  })
  const added = Object.keys(live).filter((name) => !taken.has(name))
  return [...known, ...added.map((name): PolicyDifference => ({ state: 'added', name }))]
}

function imagesOf({ runtime }: Observed, { versions }: Traces): string[] {
  const configs = [...(runtime ? [runtime.config] : []), ...versions]
  return [...new Set(configs.map((config) => String(configParts(config).image)))]
}

function documentsOf(events: HistoryEvent[], name: string): string[] {
  return events.filter((event) => event.name === name).map(({ parameters }) => textAt(parameters, 'policyDocument'))
}
