import type { CommandOperation } from '@/lib/practice/mcp/catalogue'
import { incomplete, invalid } from '@/lib/practice/mcp/refusal'
import { ok, type Result } from '@/lib/result'

type Values = Record<string, unknown>

/** What a command says about pages: where to start, and how many items it wants. */
export type Paging = { startingToken?: string; maxItems?: number; pageSize?: number }

export const PAGING_OPTIONS = ['max-items', 'page-size', 'starting-token'] as const

const TOKENS: readonly [input: string, outputs: readonly string[]][] = [
  ['Marker', ['NextMarker', 'Marker']],
  ['nextToken', ['nextToken']],
  ['NextToken', ['NextToken']],
  ['ContinuationToken', ['NextContinuationToken', 'ContinuationToken']],
  ['ExclusiveStartKey', ['LastEvaluatedKey']],
  ['ExclusiveStartTableName', ['LastEvaluatedTableName']],
]
/** What botocore takes from the first page beside the lists; null when it isn't there. */
const BESIDE: Record<string, readonly string[]> = {
  ListBuckets: ['Owner', 'Prefix'],
  ListObjectsV2: ['RequestCharged', 'Prefix'],
  Scan: ['ConsumedCapacity'],
}
const SIZES = ['MaxItems', 'MaxResults', 'maxResults', 'Limit', 'limit', 'MaxKeys', 'MaxBuckets']

/** Whether the CLI fetches all pages of it: it can be told where to go on. GetLogEvents never says that it ends. */
export function hasPages({ name, input, isWhole }: CommandOperation): boolean {
  // Of a service that is here in part, the tokens may be what is missing.
  return isWhole
    ? tokenOf(input.members()) !== undefined && name !== 'GetLogEvents'
    : /^(List|Describe).*s(V2)?$|^(Scan|Query)$/.test(name)
}

function tokenOf(members: Values) {
  return TOKENS.find(([name]) => Object.hasOwn(members, name))
}

/** Takes the options about pages out of the others. */
export function takePaging(named: ReadonlyMap<string, string[]>): Result<Paging> {
  const paging: Paging = {}

  for (const name of PAGING_OPTIONS) {
    const words = named.get(name)
    const [value] = words ?? []

    if (words !== undefined && value === undefined) {
      return incomplete(`Failed handling '--${name}': 'expected one argument'`, {})
    }
    if (value === undefined) {
      continue
    }
    if (name === 'starting-token') {
      paging.startingToken = value
    } else if (/^[+-]?\d{1,9}$/.test(value)) {
      paging[name === 'max-items' ? 'maxItems' : 'pageSize'] = Number(value)
    } else {
      return invalid(`The parameter '--${name}' received an invalid type, must be of type <class 'int'>`, {})
    }
  }
  return ok(paging)
}

/** Fetches page after page. What is not in a list is left out, as botocore does it, except the counts of DynamoDB. */
export async function allPages(
  { name, input: { members } }: CommandOperation,
  input: Values,
  { startingToken, maxItems = Number.POSITIVE_INFINITY, pageSize }: Paging,
  fetchPage: (input: Values) => Promise<Values>,
): Promise<{ output: Values; resumeToken: string | null }> {
  const [tokenName = '', outputs = []] = tokenOf(members()) ?? []
  const size = pageSize === undefined ? undefined : SIZES.find((name) => Object.hasOwn(members(), name))
  const sized = size === undefined ? input : { ...input, [size]: pageSize }
  const start = startOf(startingToken, tokenName)
  const output: Values = {}
  let { token, skip } = start
  let left = maxItems

  for (;;) {
    const page = await fetchPage(token === undefined ? sized : { ...sized, [tokenName]: token })
    const lists = Object.keys(page).filter((name) => Array.isArray(page[name]))
    const [primary = ''] = lists
    const items = ((page[primary] ?? []) as unknown[]).slice(skip)

    for (const name of lists) {
      const more = name === primary ? items.slice(0, left) : (page[name] as unknown[])
      output[name] = [...((output[name] ?? []) as unknown[]), ...more]
    }
    for (const name of ['Count', 'ScannedCount'].filter((one) => typeof page[one] === 'number')) {
      output[name] = Number(output[name] ?? 0) + Number(page[name])
    }
    for (const one of BESIDE[name] ?? []) {
      output[one] ??= page[one] ?? null
    }
    if (items.length > left) {
      return { output, resumeToken: resumeTokenOf(tokenName, token, skip + left) }
    }
    const next = page[outputs.find((name) => page[name] !== undefined && page[name] !== '') ?? '']
    const isLast = next === undefined || next === null || page.IsTruncated === false
    left -= items.length

    if (isLast || left <= 0) {
      return { output, resumeToken: isLast ? null : resumeTokenOf(tokenName, next, 0) }
    }
    token = next
    skip = 0
  }
}

/** botocore's token: the service's own, and how much of that page was read, as JSON in base64. */
function resumeTokenOf(name: string, token: unknown, read: number): string {
  const amount = read > 0 ? `, "boto_truncate_amount": ${read}` : ''
  return Buffer.from(`{"${name}": ${JSON.stringify(token ?? null)}${amount}}`).toString('base64')
}

/** A token that is none of botocore's is the service's own. */
function startOf(given: string | undefined, name: string): { token: unknown; skip: number } {
  if (given === undefined) {
    return { token: undefined, skip: 0 }
  }
  try {
    const { [name]: token, boto_truncate_amount: skip } = JSON.parse(Buffer.from(given, 'base64').toString()) as Values
    return { token: token ?? undefined, skip: Number(skip ?? 0) }
  } catch {
    return { token: given, skip: 0 }
  }
}
