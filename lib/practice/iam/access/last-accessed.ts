import { randomUUID } from 'node:crypto'
import type * as iam from '@aws-sdk/client-iam'
import { actionsForApi, prefixForSdkName } from '@/lib/policies/catalogue/api-names'
import { loadCatalogue, serviceNames } from '@/lib/policies/catalogue/catalogue'
import type { ServiceInfo } from '@/lib/policies/catalogue/catalogue-model'
import type { PolicyDocument } from '@/lib/policies/document/model'
import { coversAction } from '@/lib/policies/evaluate/evaluate'
import { matchesAction } from '@/lib/policies/evaluate/match'
import type { TrailEvent } from '@/lib/practice/cloudtrail/event'
import { isManagement } from '@/lib/practice/cloudtrail/kinds'
import { everyEventOf, KEPT_MS, keepEvents } from '@/lib/practice/cloudtrail/trail'
import { roleByArn } from '@/lib/practice/iam/access/assume'
import { policyDocument } from '@/lib/practice/iam/access/policy-cache'
import { wholeSeconds } from '@/lib/practice/iam/dates'
import { noSuchEntity } from '@/lib/practice/iam/errors'
import { page } from '@/lib/practice/iam/paging'
import { loadAttachedPolicies, policyText, textOfPolicies, withoutText } from '@/lib/practice/iam/policies/managed'
import { notHeld } from '@/lib/practice/wire/not-imitated'
import { type Call, operation } from '@/lib/practice/wire/service'
import type { StateStore } from '@/lib/practice/wire/state'

type Report = {
  granularity: iam.AccessAdvisorUsageGranularityType
  at: number
  services: iam.ServiceLastAccessed[]
}

/** AWS keeps a report for some days; here it lasts as long as the program, the newest hundred of them. */
const KEPT_REPORTS = 100
const WORKING_MS = 300
const reports = new WeakMap<StateStore, Map<string, Report>>()

function reportsOf(state: StateStore): Map<string, Report> {
  const kept = reports.get(state) ?? new Map<string, Report>()
  reports.set(state, kept)
  return kept
}

export const lastAccessedOperations = {
  GenerateServiceLastAccessedDetails: operation<
    iam.GenerateServiceLastAccessedDetailsCommandInput & { Arn: string },
    unknown
  >({
    authorization: ({ Arn }) => [{ action: 'iam:GenerateServiceLastAccessedDetails', resource: Arn }],
    run: async ({ Arn, Granularity = 'SERVICE_LEVEL' }, call) => {
      await loadAttachedPolicies(call.state)
      const documents = documentsOf(call, Arn)
      const services = await accessed(call, Arn, documents, Granularity === 'ACTION_LEVEL')
      const kept = reportsOf(call.state)
      const JobId = randomUUID()
      kept.set(JobId, { granularity: Granularity, at: call.now(), services })
      const [oldest] = kept.keys()

      if (kept.size > KEPT_REPORTS && oldest !== undefined) {
        kept.delete(oldest)
      }
      return { JobId }
    },
  }),
  GetServiceLastAccessedDetails: operation<iam.GetServiceLastAccessedDetailsCommandInput & { JobId: string }, unknown>({
    run: ({ JobId, ...input }, call) => {
      const report = reportsOf(call.state).get(JobId)

      if (!report) {
        throw noSuchEntity(`The job with ID ${JobId} cannot be found.`)
      }
      const begun = { JobType: report.granularity, JobCreationDate: wholeSeconds(report.at) }

      // AWS takes a while as well, and clients have to wait for it.
      if (call.now() < report.at + WORKING_MS) {
        return {
          JobStatus: 'IN_PROGRESS',
          ...begun,
          ServicesLastAccessed: [],
          JobCompletionDate: begun.JobCreationDate,
        }
      }
      const { items, ...rest } = page(report.services, ({ ServiceNamespace = '' }) => ServiceNamespace, input)
      return {
        JobStatus: 'COMPLETED',
        ...begun,
        ServicesLastAccessed: items,
        JobCompletionDate: wholeSeconds(report.at + WORKING_MS),
        ...rest,
      }
    },
  }),
}

/** What the role's policies say; nothing is told of one whose text isn't here. */
function documentsOf({ state }: Call, arn: string): PolicyDocument[] {
  const role = roleByArn(state, arn)

  if (!role) {
    throw noSuchEntity(`ARN ${arn} cannot be found.`)
  }
  const { inline, attached } = role.policies
  const unknown = withoutText(attached)

  if (unknown.length > 0) {
    throw notHeld(textOfPolicies(unknown))
  }
  const texts = [...Object.values(inline), ...attached.map((one) => policyText(state, one) ?? '')]
  return texts.map((text) => policyDocument(text))
}

type Seen = { at: number; region: string }

/** Services that the policies allow now, with what was tried of them: a refused attempt counts, as on AWS. */
async function accessed(call: Call, arn: string, documents: PolicyDocument[], byAction: boolean) {
  const catalogue = await loadCatalogue([])
  const allowed = allowedPrefixes(documents, catalogue.prefixes())
  const names = await serviceNames(allowed)
  await loadCatalogue(byAction ? allowed : [])
  const seen = attempts(call, arn)

  return allowed.map((prefix): iam.ServiceLastAccessed => {
    const own = seen.get(prefix) ?? new Map<string, Seen>()
    const last = newest([...own.values()])
    const service = byAction ? catalogue.service(prefix) : undefined
    return {
      ServiceName: names.get(prefix) ?? prefix,
      ServiceNamespace: prefix,
      TotalAuthenticatedEntities: last ? 1 : 0,
      ...(last && {
        LastAuthenticated: wholeSeconds(last.at),
        LastAuthenticatedEntity: arn,
        LastAuthenticatedRegion: last.region,
      }),
      ...(service && { TrackedActionsLastAccessed: trackedActions(service, documents, own, arn) }),
    }
  })
}

function allowedPrefixes(documents: PolicyDocument[], known: readonly string[]): string[] {
  const allows = documents.flatMap(({ Statement }) => Statement).filter(({ Effect }) => Effect === 'Allow')
  const patterns = allows.flatMap(({ Action, NotAction }) => (NotAction ? ['*'] : (Action ?? [])))
  const prefixes = [...new Set(patterns.map((pattern) => pattern.split(':')[0] ?? ''))]
  return known.filter((one) => prefixes.some((prefix) => matchesAction(prefix, one))).sort()
}

/** The newest attempt of each action that CloudTrail has, by the service's prefix. Keys of actions are in lower case. */
function attempts({ state, now, switches }: Call, arn: string): Map<string, Map<string, Seen>> {
  const found = new Map<string, Map<string, Seen>>()
  const to = now() - switches.lastAccessedLagMs
  keepEvents(state, now())

  for (const event of everyEventOf(state, { from: to - KEPT_MS, to })) {
    if (event.actor.type !== 'assumed-role' || event.actor.issuer !== arn) {
      continue
    }
    for (const action of actionsOf(event)) {
      const [prefix = '', name = ''] = action.toLowerCase().split(':')
      const own = found.get(prefix) ?? new Map<string, Seen>()
      const before = own.get(name)
      own.set(name, before && before.at >= event.at ? before : { at: event.at, region: event.region })
      found.set(prefix, own)
    }
  }
  return found
}

/** CloudTrail and IAM have two names for some services, and for some actions. */
function actionsOf({ source, name }: TrailEvent): string[] {
  const service = source.split('.')[0] ?? ''
  const prefix = service === 'monitoring' ? 'cloudwatch' : (prefixForSdkName(service) ?? service)
  const operation = name.replace(/\d{8}(v\d)?$/, '')
  const known = actionsForApi(prefix, operation)
  return known.length > 0 ? known : [`${prefix}:${operation}`]
}

/** AWS tracks management actions, and not all of them; PassRole is no call of its own. */
function trackedActions(service: ServiceInfo, documents: PolicyDocument[], seen: Map<string, Seen>, arn: string) {
  const allows = documents.flatMap(({ Statement }) => Statement).filter(({ Effect }) => Effect === 'Allow')
  return service.actions
    .filter(({ name }) => name !== 'PassRole' && isManagement(service.prefix, name))
    .filter(({ name }) => allows.some((statement) => coversAction(statement, `${service.prefix}:${name}`)))
    .map(({ name }): iam.TrackedActionLastAccessed => {
      const last = seen.get(name.toLowerCase())
      return {
        ActionName: name,
        ...(last && {
          LastAccessedEntity: arn,
          LastAccessedTime: wholeSeconds(last.at),
          LastAccessedRegion: last.region,
        }),
      }
    })
}

function newest(all: readonly Seen[]): Seen | undefined {
  return all.reduce<Seen | undefined>((last, one) => (last && last.at >= one.at ? last : one), undefined)
}
