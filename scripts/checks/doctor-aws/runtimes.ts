import { configurationOf, unmanagedOf } from '@/lib/runtimes/configuration'
import { RUNTIME_STATUSES } from '@/lib/runtimes/model'
import { type Report, unknownNames } from '@/scripts/checks/doctor-aws/finding'
import type { Raw, Reader } from '@/scripts/checks/doctor-aws/reader'

export type SeenRuntime = { id: string; arn: string; roleArn: string; discoveryUrl?: string | undefined }

type Item = Record<string, unknown>

const MAX_READ = 20
const LIST_ITEM = [
  'agentRuntimeArn',
  'agentRuntimeId',
  'agentRuntimeName',
  'agentRuntimeVersion',
  'description',
  'lastUpdatedAt',
  'status',
]
const ENDPOINT = [
  'name',
  'id',
  'liveVersion',
  'targetVersion',
  'agentRuntimeEndpointArn',
  'agentRuntimeArn',
  'status',
  'description',
  'createdAt',
  'lastUpdatedAt',
  'failureReason',
]

/** Lists runtimes, reads each with its endpoints and first version, and compares their shapes with what the code expects. */
export async function checkRuntimes(reader: Reader, report: Report): Promise<SeenRuntime[]> {
  const listed = await reader.control('ListAgentRuntimes', '/runtimes/?maxResults=100')

  if (listed.status !== 200) {
    report(
      'differs',
      'list runtimes',
      `${listed.errorCode ?? ''} ${listed.status}: ${String(listed.body.message ?? '')}`,
    )
    return []
  }
  const items = itemsOf(listed, 'agentRuntimes')
  report('as-assumed', 'list runtimes', `${items.length} on the first page`)

  if (items.length === 0) {
    report('unseen', 'runtimes', 'there is none here; launch one and run this again')
    return []
  }
  checkItems(items, report)
  const seen: SeenRuntime[] = []

  for (const item of items.slice(0, MAX_READ)) {
    seen.push(...(await checkRuntime(reader, String(item.agentRuntimeId), report)))
  }
  return seen
}

function checkItems(items: Item[], report: Report): void {
  const unknown = unknownNames([...new Set(items.flatMap(Object.keys))], LIST_ITEM)
  const odd = items.map(({ agentRuntimeArn }) => String(agentRuntimeArn)).filter((arn) => !/:runtime\/[^/]+$/.test(arn))
  const empty = items.filter(
    ({ description }) => description === '' || description === undefined || description === null,
  )
  compare(report, 'list items', unknown, 'fields of the list are known')
  compare(report, 'runtime ARNs', odd, 'all end in runtime/ID')
  const how = empty.some((item) => item.description === '') ? 'an empty text' : 'left out'
  report('note', 'no description', empty.length === 0 ? 'every runtime has one' : `is ${how} in the list`)
}

async function checkRuntime(reader: Reader, id: string, report: Report): Promise<SeenRuntime[]> {
  const path = `/runtimes/${encodeURIComponent(id)}/`
  const [got, first, endpoints] = await Promise.all([
    reader.control('GetAgentRuntime', path),
    reader.control('GetAgentRuntime', `${path}?version=1`),
    reader.control('ListAgentRuntimeEndpoints', `${path}runtime-endpoints/?maxResults=100`),
  ])

  if (got.status !== 200) {
    report('unseen', id, `could not be read: ${got.errorCode ?? got.status}`)
    return []
  }
  const others = Object.keys(unmanagedOf(configurationOf(got.body)))
  const text = others.length === 0 ? 'Slipway knows them all' : `sent back as they are: ${others.join(', ')}`
  report('as-assumed', `${id} fields`, text)
  compare(report, `${id} status`, unknownNames([String(got.body.status)], RUNTIME_STATUSES), String(got.body.status))
  checkMetadata(id, got, first, report)
  checkEndpoints(id, endpoints, report)
  return [seenRuntime(got.body)]
}

/** Whether a new runtime can be invoked without an update decides whether the launch's second step is needed. */
function checkMetadata(id: string, got: Raw, first: Raw, report: Report): void {
  const now = requiresMmdsV2(got.body)
  const text = now === true ? 'required' : 'NOT required: AWS refuses calls; open it in Slipway and repair it'
  report(now === true ? 'as-assumed' : 'differs', `${id} MMDSv2`, text)
  report('note', `${id} as it was made`, `version 1 has requireMMDSV2 ${String(requiresMmdsV2(first.body))}`)
  report('note', `${id} platformVersion`, String(got.body.platformVersion ?? 'not answered'))
}

function requiresMmdsV2({ metadataConfiguration }: Record<string, unknown>): unknown {
  return (metadataConfiguration as { requireMMDSV2?: boolean } | undefined)?.requireMMDSV2
}

function checkEndpoints(id: string, listed: Raw, report: Report): void {
  const items = itemsOf(listed, 'runtimeEndpoints')
  const hasDefault = items.some(({ name }) => name === 'DEFAULT')
  const unknown = unknownNames([...new Set(items.flatMap(Object.keys))], ENDPOINT)
  report(hasDefault ? 'as-assumed' : 'differs', `${id} DEFAULT`, hasDefault ? 'is listed' : 'is not listed')
  compare(report, `${id} endpoint fields`, unknown, 'are known')
}

function seenRuntime(body: Record<string, unknown>): SeenRuntime {
  const authorizer = body.authorizerConfiguration as { customJWTAuthorizer?: { discoveryUrl?: string } } | undefined
  const discoveryUrl = authorizer?.customJWTAuthorizer?.discoveryUrl
  return {
    id: String(body.agentRuntimeId),
    arn: String(body.agentRuntimeArn),
    roleArn: String(body.roleArn),
    discoveryUrl,
  }
}

function compare(report: Report, check: string, odd: string[], fine: string, trouble = 'not known:'): void {
  report(odd.length === 0 ? 'as-assumed' : 'differs', check, odd.length === 0 ? fine : `${trouble} ${odd.join(', ')}`)
}

function itemsOf({ body }: Raw, name: string): Item[] {
  return Array.isArray(body[name]) ? (body[name] as Item[]) : []
}
