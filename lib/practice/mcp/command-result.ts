import type { CommandService } from '@/lib/practice/mcp/catalogue'
import type { Command } from '@/lib/practice/mcp/command'
import { kebabCase } from '@/lib/practice/mcp/names'
import { applyQuery } from '@/lib/practice/mcp/query'
import type { Release } from '@/lib/practice/mcp/releases'
import { s3Wire } from '@/lib/practice/seed/wire/s3'
import { notImitatedText } from '@/lib/practice/wire/not-imitated'
import type { ServiceError } from '@/lib/practice/wire/service-error'

type Metadata = { service: string; service_full_name: string; operation: string; region_name: unknown }

type CommandAnswer = Record<string, unknown>

/** Either what the server answers to a command, or why it does not. */
export type Outcome = { answer: CommandAnswer } | { error: string }

const CONTENT_TYPES = {
  query: 'text/xml',
  json: 'application/x-amz-json-1.1',
  cbor: 'application/cbor',
  'rest-json': 'application/json',
} as const

export function metadataOf({ service, operation }: Command, region: string): Metadata {
  return {
    service: service.service,
    service_full_name: service.fullName,
    operation: operation.name,
    region_name: region,
  }
}

/** The id is that of the last page's request. */
type Answered = {
  output: Record<string, unknown>
  resumeToken: string | null
  requestId: string
  metadata: Metadata
}

/** What a command returned, in the server's form. `query` is JMESPath. */
export function describeAnswer(
  release: Release,
  { service, globals: { query } }: Command,
  { output, resumeToken, requestId, metadata }: Answered,
  now: number,
): CommandAnswer | { problem: string } {
  const json = toCliJson(output) as Record<string, unknown>
  const filtered = query === undefined ? { data: json } : applyQuery(query, json)

  if ('problem' in filtered) {
    return filtered
  }
  const whole = {
    ...(query === undefined ? json : { Result: filtered.data ?? null }),
    ResponseMetadata: responseMetadata(service, {
      operation: metadata.operation,
      id: requestId,
      output,
      length: JSON.stringify(json).length,
      now,
    }),
    ...(resumeToken === null ? {} : { pagination_token: resumeToken }),
  }
  return described(release, { status: 200, token: resumeToken, text: JSON.stringify(whole) }, placed(metadata, output))
}

/** AWS's refusal of a command: an answer like any other, as far as MCP is concerned. */
export function describeRefusal(
  release: Release,
  { code, message, status }: ServiceError,
  metadata: Metadata,
): CommandAnswer {
  return described(
    release,
    { status, error: refusalText(code, message, metadata.operation), code, token: null, text: null },
    metadata,
  )
}

export function refusalText(code: string, message: string, operation: string): string {
  return `An error occurred (${code}) when calling the ${operation} operation: ${message}`
}

/** `aws iam get-role help`: which options there are. What they mean is in AWS's documentation only. */
export function describeHelp({ output }: Release, { command, operation }: Command): CommandAnswer {
  const options = 'input' in operation ? Object.entries(operation.input.members()) : []
  const document = {
    command: `aws ${command.service} ${command.operation}`,
    description: notImitatedText("the AWS CLI's documentation"),
    parameters: Object.fromEntries(
      options.map(([name, { type }]) => [kebabCase(name), `--${kebabCase(name)} (${type})`]),
    ),
  }
  return {
    response: responseOf(output, { status: 200, token: null, text: JSON.stringify(document) }),
    metadata: null,
    validation_failures: null,
    missing_context_failures: null,
    failed_constraints: null,
  }
}

type Response = { status: number; error?: string; code?: string; token: string | null; text: string | null }

function described({ output }: Release, response: Response, metadata: Metadata): CommandAnswer {
  return {
    response: responseOf(output, response),
    metadata,
    validation_failures: null,
    missing_context_failures: null,
    failed_constraints: [],
  }
}

function responseOf(output: Release['output'], { status, error, code, token, text }: Response) {
  return {
    error: error ?? null,
    status_code: status,
    error_code: code ?? null,
    pagination_token: token,
    [output]: text,
  }
}

/** Of a bucket's location the server takes what it learned for the region of the call. */
function placed(metadata: Metadata, output: Record<string, unknown>): Metadata {
  return metadata.operation === 'GetBucketLocation' ? { ...metadata, region_name: output.LocationConstraint } : metadata
}

type Sent = { operation: string; id: string; output: Record<string, unknown>; length: number; now: number }

function responseMetadata({ service, protocol }: CommandService, { operation, id, output, length, now }: Sent) {
  // S3 says much of its answers in headers, its host and its ids among them.
  const own = service === 's3' ? s3Wire.answer(operation, output, id).headers : undefined
  return {
    RequestId: id,
    ...(own ? { HostId: own['x-amz-id-2'] } : {}),
    HTTPStatusCode: 200,
    HTTPHeaders: {
      'content-type': CONTENT_TYPES[protocol],
      'content-length': String(length),
      date: new Date(now).toUTCString(),
      ...(own ?? { 'x-amzn-requestid': id }),
    },
    RetryAttempts: 0,
  }
}

/** As boto3 and Python have it: times in ISO 8601, bytes in base64, policy documents as JSON. */
function toCliJson(value: unknown): unknown {
  if (value instanceof Date) {
    return value
      .toISOString()
      .replace(/\.000Z$/, 'Z')
      .replace(/(\.\d{3})Z$/, '$1000Z')
      .replace('Z', '+00:00')
  }
  if (value instanceof Uint8Array) {
    return Buffer.from(value).toString('base64')
  }
  if (typeof value === 'string') {
    return value.startsWith('%7B') ? decodedPolicy(value) : value
  }
  if (Array.isArray(value)) {
    return value.map(toCliJson)
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, member]) => member !== undefined)
    return Object.fromEntries(entries.map(([name, member]) => [name, toCliJson(member)]))
  }
  return value
}

function decodedPolicy(text: string): unknown {
  try {
    return JSON.parse(decodeURIComponent(text))
  } catch {
    return text
  }
}
