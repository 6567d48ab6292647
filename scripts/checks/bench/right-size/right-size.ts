import type { TrailCall } from '@/lib/activity/model'
import { loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import { resolveActions } from '@/lib/policies/catalogue/catalogue-lookup'
import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import { placePolicies } from '@/lib/right-size/fit'
import type { HeldPolicy, SeenCall } from '@/lib/right-size/model'
import { narrowResources } from '@/lib/right-size/narrow-resources'
import { narrow } from '@/lib/right-size/propose'
import { refusedActions } from '@/lib/right-size/refused'
import { replay } from '@/lib/right-size/replay'
import { basePolicyOf, granted, held, lastAccessedOf, NOW, remaining, SINCE } from '@/lib/right-size/testing/simulated'
import { judgeUse } from '@/lib/right-size/use'
import type { Measurement } from '../report'

const CALLS = 50_000
const RUNS = 5
/** Names a server sees in a month. */
const RESOURCES = 3000

/**
 * A role that may read everything, and what it did in a busy month: from the calls to the proposal. The peer parses the events of
 * these calls as CloudTrail sends them. What AWS takes to answer, two pages of 50 events a second, is no part of it.
 */
export async function benchRightSize(): Promise<Measurement[]> {
  const catalogue = await loadCatalogue('all')
  const policies = [basePolicyOf(), readsEverything(catalogue)]
  const calls = busyMonth(catalogue)
  const allowed = granted(catalogue, policies)
  const lastAccessed = lastAccessedOf(allowed, calls.slice(0, 200))
  const texts = calls.map((call) => JSON.stringify(eventOf(call)))
  const runs = Array.from({ length: RUNS }, () =>
    time(() => {
      const use = judgeUse({ calls, lastAccessed, policies, catalogue, since: SINCE })
      const actions = narrow(policies, { use, catalogue, margin: 'read' })
      const resources = narrowResources(actions.policies, calls, catalogue)
      refusedActions(calls, { policies, catalogue })

      for (const next of [actions.policies, resources.policies]) {
        placePolicies(next, 'role')
        const { lost } = replay(calls, policies, remaining(next))
        refuseAny(lost)
      }
    }),
  )
  return [
    {
      name: `right-size over ${CALLS} calls, ${allowed.length} permissions`,
      peer: 'JSON.parse of the events',
      unit: 'ms',
      runs,
      peerRuns: Array.from({ length: RUNS }, () => time(() => texts.map((text) => JSON.parse(text)))),
      goal: { value: 2000 },
    },
  ]
}

function readsEverything(catalogue: Catalogue): HeldPolicy {
  const Action = catalogue
    .prefixes()
    .flatMap((prefix) => ['Get*', 'List*', 'Describe*'].map((name) => `${prefix}:${name}`))
  return held(
    'ReadOnlyAccess',
    [{ Effect: 'Allow', Action, Resource: ['*'] }],
    'arn:aws:iam::aws:policy/ReadOnlyAccess',
  )
}

const SERVICES = 's3 ec2 lambda dynamodb cloudwatch iam sqs sns ecs rds logs kms ssm cloudformation'.split(' ')

/** One in fifty was refused, and half of the calls name a resource. */
function busyMonth(catalogue: Catalogue): SeenCall[] {
  const reads = SERVICES.flatMap((prefix) =>
    ['List*', 'Describe*', 'Get*'].flatMap((name) => resolveActions(catalogue, `${prefix}:${name}`).slice(0, 10)),
  )
  return Array.from({ length: CALLS }, (_, index): SeenCall => {
    const { service, action } = reads[index % reads.length] ?? reads[0] ?? refuse()
    const isRefused = index % 50 === 0
    return {
      at: NOW - index * 50_000,
      service: service.prefix,
      operation: action.name,
      actions: [`${service.prefix}:${isRefused ? action.name.replace(/^(Get|List|Describe)/, 'Delete') : action.name}`],
      outcome: isRefused ? 'refused' : 'allowed',
      ...(isRefused && { refusedBy: 'identity' as const }),
      region: 'us-east-1',
      ...(index % 2 > 0 && { resource: `arn:aws:s3:::bucket-${(index * 7919) % RESOURCES}` }),
    }
  })
}

function eventOf(call: SeenCall): object {
  const trail: Omit<TrailCall, 'id'> = {
    ...{ at: call.at, service: call.service, operation: call.operation, region: 'us-east-1', session: 'server' },
    isRead: true,
  }
  return {
    ...trail,
    eventVersion: '1.11',
    userIdentity: {
      type: 'AssumedRole',
      arn: 'arn:aws:sts::123456789012:assumed-role/role/server',
      accountId: '123456789012',
    },
    eventTime: new Date(call.at).toISOString(),
    eventSource: `${call.service}.amazonaws.com`,
    userAgent: 'awslabs/mcp/aws-api-mcp-server/1.0 Boto3/1.40 md/Botocore#1.40 ua/2.1 os/linux lang/python#3.13',
    requestParameters: { resource: call.resource ?? null, maxResults: 50 },
    requestID: '0b8a2f4e-5d0c-4bd4-9f6e-6a6ad94c8b11',
    resources: call.resource ? [{ ARN: call.resource, accountId: '123456789012', type: 'AWS::S3::Bucket' }] : [],
  }
}

function refuse(): never {
  throw new Error('The catalogue lists no action that reads.')
}

function refuseAny(lost: readonly SeenCall[]): void {
  if (lost.length > 0) {
    throw new Error(`${lost.length} calls would be lost, the first ${JSON.stringify(lost[0])}`)
  }
}

function time(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}
