import type { Command } from '@/lib/practice/mcp/command'
import { applyQuery } from '@/lib/practice/mcp/query'
import type { ServiceError } from '@/lib/practice/wire/service-error'

type Metadata = { service: string; service_full_name: string; operation: string; region_name: string }

const NO_FAILURES = { validation_failures: null, missing_context_failures: null, failed_constraints: null }

export function metadataOf({ service, operation }: Command, region: string): Metadata {
  return {
    service: service.service,
    service_full_name: service.fullName,
    operation: operation.name,
    region_name: region,
  }
}

/** What a command returned, in the server's form (agentcore facts, section 6.3). `query` is JMESPath. */
export function describeAnswer(output: Record<string, unknown>, metadata: Metadata, query: string | undefined) {
  const json = toCliJson(output)
  const filtered = query === undefined ? { data: json } : applyQuery(query, json)

  if ('problem' in filtered) {
    return { error: filtered.problem }
  }
  return {
    response: {
      error: null,
      status_code: 200,
      error_code: null,
      pagination_token: paginationToken(output),
      as_json: JSON.stringify(filtered.data),
    },
    metadata,
    ...NO_FAILURES,
  }
}

/** AWS's refusal of a command: an answer like any other, as far as MCP is concerned. */
export function describeRefusal({ code, message, status }: ServiceError, operation: string, metadata: Metadata) {
  return {
    response: {
      error: `An error occurred (${code}) when calling the ${operation} operation: ${message}`,
      status_code: status,
      error_code: code,
      pagination_token: null,
      as_json: JSON.stringify({ Error: { Code: code, Message: message } }),
    },
    metadata,
    ...NO_FAILURES,
  }
}

/** As the CLI prints it: times in ISO 8601, bytes in base64, policy documents as JSON. */
function toCliJson(value: unknown): unknown {
  if (value instanceof Date) {
    return value
      .toISOString()
      .replace(/\.000Z$/, 'Z')
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

function paginationToken(output: Record<string, unknown>): string | null {
  const name = ['nextToken', 'NextToken', 'NextContinuationToken', 'Marker'].find(
    (one) => typeof output[one] === 'string',
  )
  return name === undefined ? null : String(output[name])
}
