import { loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import { resolveActions } from '@/lib/policies/catalogue/catalogue-lookup'
import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import type { PolicyDocument, PolicyStatement } from '@/lib/policies/document/model'
import { basePolicy } from '@/lib/policies/templates/base-permissions'
import type { HeldPolicy, LastAccessed, Margin, SeenCall, ServiceAccessed } from '@/lib/right-size/model'
import { type NarrowedPolicy, narrow } from '@/lib/right-size/propose'
import { judgeUse } from '@/lib/right-size/use'

export const NOW = Date.parse('2026-12-01T12:00:00Z')
export const DAY_MS = 86_400_000
export const SINCE = NOW - 30 * DAY_MS

/** Actions that IAM tracks none of, as most that touch what is inside a resource. */
const DATA = /:(\w*Object\w*|Scan|Query|GetItem|PutItem|Invoke\w*|PassRole|SendMessage|ReceiveMessage)$/

export function isTracked(action: string): boolean {
  return !DATA.test(action)
}

export function held(name: string, Statement: PolicyStatement[], arn: string | null = null): HeldPolicy {
  const document: PolicyDocument = { Version: '2012-10-17', Statement }
  return { name, arn, document, text: JSON.stringify(document), isBase: false }
}

export function basePolicyOf(): HeldPolicy {
  const text = basePolicy({ partition: 'aws', region: 'us-east-1', accountId: '123456789012', ecr: null })
  const document = JSON.parse(text) as PolicyDocument
  return { name: 'AgentCoreBasePermissions', arn: null, document, text, isBase: true }
}

export function granted(catalogue: Catalogue, policies: readonly HeldPolicy[]): string[] {
  const patterns = policies.flatMap(({ document }) =>
    document.Statement.flatMap(({ Effect, Action }) => (Effect === 'Allow' ? (Action ?? []) : [])),
  )
  const names = patterns.flatMap((pattern) =>
    resolveActions(catalogue, pattern).map(({ service, action }) => `${service.prefix}:${action.name}`),
  )
  return [...new Set(names)]
}

export function callOf(action: string, at = NOW - DAY_MS, outcome: SeenCall['outcome'] = 'allowed'): SeenCall {
  const [service = '', operation = ''] = action.split(':')
  return { at, service, operation, actions: [action], outcome, region: 'us-east-1' }
}

/** What IAM would say of a role that may do all this and did that. It counts refused attempts too. */
export function lastAccessedOf(
  allowed: readonly string[],
  calls: readonly SeenCall[],
  idle: readonly string[] = [],
): LastAccessed {
  const services = new Map<string, ServiceAccessed & { tracked: Map<string, { at: number } | null> }>()

  for (const action of allowed) {
    const [prefix = '', name = ''] = action.split(':')
    const at = Math.max(0, ...calls.filter(({ actions }) => actions.includes(action)).map((call) => call.at))
    const service = services.get(prefix) ?? { last: null, tracked: new Map() }
    const last = at > (service.last?.at ?? 0) ? { at } : service.last
    services.set(prefix, { ...service, last })

    if (isTracked(action)) {
      service.tracked.set(name.toLowerCase(), at > 0 ? { at } : null)
    }
  }
  const asked = idle.map((prefix): [string, ServiceAccessed] => [prefix, { last: null, tracked: new Map() }])
  return new Map([...asked, ...services])
}

export function sized(catalogue: Catalogue, policies: HeldPolicy[], calls: SeenCall[], margin: Margin = 'none') {
  const named = policies.flatMap(({ text }) => [...text.matchAll(/"([a-z][\w-]*):/g)].map(([, prefix = '']) => prefix))
  const lastAccessed = lastAccessedOf(granted(catalogue, policies), calls, named)
  const use = judgeUse({ calls, lastAccessed, policies, catalogue, since: SINCE })
  return { use, ...narrow(policies, { use, catalogue, margin }) }
}

export function remaining(policies: NarrowedPolicy[]) {
  return policies.flatMap(({ from, document }) => (document ? [{ name: from.name, document }] : []))
}

/** The services that the made-up roles are about. */
export function simulatedCatalogue(): Promise<Catalogue> {
  return loadCatalogue([
    's3',
    'ec2',
    'dynamodb',
    'sqs',
    'iam',
    'lambda',
    'secretsmanager',
    'logs',
    'xray',
    'cloudwatch',
  ])
}
