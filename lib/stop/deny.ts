import { getNodeValue, type Node, parseTree } from 'jsonc-parser'
import { isObject, type Json } from '@/lib/json'
import { STOP_POLICY } from '@/lib/roles/stop-marks'

const INVOKE = 'bedrock-agentcore:InvokeAgentRuntime*'

const SID = 'SlipwayStop'
/** The statement stood by itself, without brackets: taking ours out gives it back like that. */
const ALONE = `${SID}Alone`
/** As `sidOf` writes them, so that somebody's own statement of a similar name is not taken for ours. */
const OUR_SID = new RegExp(`^${SID}(?:Alone)?\\d{8}T\\d{6}Z$`)

/** Without them the log would end with the stop, and the stop could not be followed. */
const TELEMETRY = [
  'logs:CreateLogGroup',
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  'logs:DescribeLogGroups',
  'logs:DescribeLogStreams',
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'cloudwatch:PutMetricData',
]

/** The role's deny: all but telemetry, for running sessions as well, since AWS decides each request anew. `at` is ISO 8601. */
export function roleDeny(at: string): string {
  const statement = { Sid: sidOf(SID, at), Effect: 'Deny', NotAction: TELEMETRY, Resource: '*' }
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
}

/** The text of a resource policy with a deny for everybody before what it says. One that has it stays as it is. */
export function withDeny(text: string | null, arn: string, at: string): string {
  if (text !== null && hasDeny(text, arn)) {
    return text
  }
  // What is left of a deny that somebody has changed would not be told from the new one.
  return denied(text === null ? null : withoutDeny(text), arn, at)
}

function denied(text: string | null, arn: string, at: string): string {
  if (text === null) {
    return JSON.stringify({ Version: '2012-10-17', Id: STOP_POLICY, Statement: [denyOf(SID, arn, at)] })
  }
  const statements = statementsNode(text)

  if (!statements) {
    return text
  }
  if (statements.type === 'array') {
    const start = statements.offset + 1
    return `${text.slice(0, start)}${JSON.stringify(denyOf(SID, arn, at))},${text.slice(start)}`
  }
  const end = statements.offset + statements.length
  const own = JSON.stringify(denyOf(ALONE, arn, at))
  return `${text.slice(0, statements.offset)}[${own},${text.slice(statements.offset, end)}]${text.slice(end)}`
}

/**
 * The text as it was before `withDeny`, character by character where AWS kept it so; else without our statements. Null: there was
 * no policy.
 */
export function withoutDeny(text: string): string | null {
  const statements = statementsNode(text)
  const items = statements?.type === 'array' ? (statements.children ?? []) : []
  const [first, second] = items

  if (!statements || !items.some(isOurs)) {
    return text
  }
  if (items.every(isOurs)) {
    return null
  }
  // A statement that was alone and has got company keeps its brackets.
  const isMore = first !== undefined && isAlone(first) && items.length > 2

  if (
    !first ||
    !second ||
    isMore ||
    !isOurs(first) ||
    items.slice(1).some(isOurs) ||
    !isOnlyComma(text, first, second)
  ) {
    return withoutOurs(text)
  }
  const rest = text.slice(first.offset + first.length + 1)

  if (!isAlone(first)) {
    return text.slice(0, first.offset) + rest
  }
  const close = statements.offset + statements.length - 1
  return text.slice(0, statements.offset) + text.slice(second.offset, close) + text.slice(close + 1)
}

/** Ours is there and holds: nobody has taken the deny, the callers or the resource out of it, or put a condition on it. */
export function hasDeny(text: string, arn: string): boolean {
  const statements = statementsNode(text)
  return (statements?.type === 'array' ? (statements.children ?? []) : []).some(
    (node) => isOurs(node) && holds(getNodeValue(node), arn),
  )
}

/** AWS may give back lists of one for what was sent without brackets, and `{ "AWS": "*" }` for everybody. */
function holds({ Principal, Action, Resource, Condition }: { [name: string]: Json }, arn: string): boolean {
  const everybody = isObject(Principal) ? Principal.AWS : Principal
  const isEverybody = [everybody].flat().includes('*')
  const isHere = [Resource].flat().some((one) => one === arn || one === '*')
  return !Condition && isEverybody && isHere && [Action].flat().includes(INVOKE)
}

/** For tags, which take few signs. At most 256 characters. */
export function tagText(text: string): string {
  const clean = text
    .slice(0, 4096)
    .replace(/[^\p{L}\p{N}\s_.:/=+\-@]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  // Never half of a character of two units: that is no text, and can't be sent.
  return clean.slice(0, 256).replace(/[\uD800-\uDBFF]$/, '')
}

function denyOf(sid: string, arn: string, at: string) {
  return {
    Sid: sidOf(sid, at),
    Effect: 'Deny',
    Principal: '*',
    Action: INVOKE,
    Resource: arn,
  }
}

/** A Sid has letters and digits only. */
function sidOf(prefix: string, at: string): string {
  return prefix + at.replace(/\.\d+/, '').replace(/[^0-9A-Za-z]/g, '')
}

function statementsNode(text: string): Node | undefined {
  const root = parseTree(text)
  const named = root?.children?.filter(({ children }) => children?.[0]?.value === 'Statement') ?? []
  // Of two members of that name AWS might read the other.
  const value = root?.type === 'object' && named.length === 1 ? named[0]?.children?.[1] : undefined
  return value?.type === 'array' || value?.type === 'object' ? value : undefined
}

function isOurs(node: Node): boolean {
  return isOurStatement(getNodeValue(node))
}

function isOurStatement(statement: Json): boolean {
  return isObject(statement) && statement.Effect === 'Deny' && OUR_SID.test(String(statement.Sid ?? ''))
}

function isAlone(node: Node): boolean {
  const { Sid } = getNodeValue(node)
  return String(Sid ?? '').startsWith(ALONE)
}

/** As `withDeny` writes it; anything else was written anew by somebody. */
function isOnlyComma(text: string, first: Node, second: Node): boolean {
  const end = first.offset + first.length
  return text[end] === ',' && (isAlone(first) ? end + 1 === second.offset : true)
}

function withoutOurs(text: string): string {
  const policy = JSON.parse(text) as Json

  if (!isObject(policy) || !Array.isArray(policy.Statement)) {
    return text
  }
  const Statement = policy.Statement.filter((one) => !isOurStatement(one))
  return JSON.stringify({ ...policy, Statement })
}
