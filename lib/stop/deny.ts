import { type Node, parseTree } from 'jsonc-parser'
import { isObject, type Json } from '@/lib/json'
import { STOP_POLICY } from '@/lib/roles/stop-marks'

const SID = 'SlipwayStop'
/** The statement stood by itself, without brackets: taking ours out gives it back like that. */
const ALONE = `${SID}Alone`

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
  if (text === null) {
    return JSON.stringify({ Version: '2012-10-17', Id: STOP_POLICY, Statement: [denyOf(SID, arn, at)] })
  }
  const statements = statementsNode(text)

  if (!statements || hasDeny(text)) {
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
  if (!first || !second || !isOurs(first) || items.slice(1).some(isOurs) || !isOnlyComma(text, first, second)) {
    return withoutOurs(text)
  }
  const rest = text.slice(first.offset + first.length + 1)

  if (!sidOfNode(first).startsWith(ALONE)) {
    return text.slice(0, first.offset) + rest
  }
  const close = statements.offset + statements.length - 1
  return text.slice(0, statements.offset) + text.slice(second.offset, close) + text.slice(close + 1)
}

export function hasDeny(text: string): boolean {
  const statements = statementsNode(text)
  return (statements?.type === 'array' ? (statements.children ?? []) : []).some(isOurs)
}

/** For tags, which take few signs. At most 256 characters. */
export function tagText(text: string): string {
  return text
    .replace(/[^\p{L}\p{N}\s_.:/=+\-@]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 256)
}

function denyOf(sid: string, arn: string, at: string) {
  return {
    Sid: sidOf(sid, at),
    Effect: 'Deny',
    Principal: '*',
    Action: 'bedrock-agentcore:InvokeAgentRuntime*',
    Resource: arn,
  }
}

/** A Sid has letters and digits only. */
function sidOf(prefix: string, at: string): string {
  return prefix + at.replace(/\.\d+/, '').replace(/[^0-9A-Za-z]/g, '')
}

function statementsNode(text: string): Node | undefined {
  const root = parseTree(text)
  const property = root?.children?.find(({ children }) => children?.[0]?.value === 'Statement')
  const value = root?.type === 'object' ? property?.children?.[1] : undefined
  return value?.type === 'array' || value?.type === 'object' ? value : undefined
}

function isOurs(node: Node): boolean {
  return sidOfNode(node).startsWith(SID)
}

function sidOfNode(node: Node): string {
  const property = node.children?.find(({ children }) => children?.[0]?.value === 'Sid')
  return node.type === 'object' ? String(property?.children?.[1]?.value ?? '') : ''
}

/** As `withDeny` writes it; anything else was written anew by somebody. */
function isOnlyComma(text: string, first: Node, second: Node): boolean {
  const end = first.offset + first.length
  return text[end] === ',' && (sidOfNode(first).startsWith(ALONE) ? end + 1 === second.offset : true)
}

function withoutOurs(text: string): string {
  const policy = JSON.parse(text) as Json

  if (!isObject(policy) || !Array.isArray(policy.Statement)) {
    return text
  }
  const Statement = policy.Statement.filter((one) => !(isObject(one) && String(one.Sid ?? '').startsWith(SID)))
  return JSON.stringify({ ...policy, Statement })
}
