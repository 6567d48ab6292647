import { dnsSuffix } from '@/lib/aws/arn'
import type { Connection } from '@/lib/aws/connection'
import { type AwsService, customEndpoint } from '@/lib/aws/endpoints'
import { requestSigner } from '@/lib/aws/signing/request-signer'

/** The raw answer: the SDK's clients would leave out what they don't know, and that is what is looked for. */
export type Raw = { status: number; body: Record<string, unknown>; errorCode?: string }

type Service = { host: string; signingName: string; endpoint?: AwsService }
type Request = { method: 'GET' | 'POST'; path: string; headers?: Record<string, string>; body?: string }

const SERVICES = {
  control: {
    host: 'bedrock-agentcore-control',
    signingName: 'bedrock-agentcore',
    endpoint: 'BEDROCK_AGENTCORE_CONTROL',
  },
  logs: { host: 'logs', signingName: 'logs', endpoint: 'CLOUDWATCH_LOGS' },
  metrics: { host: 'monitoring', signingName: 'monitoring' },
  quotas: { host: 'servicequotas', signingName: 'servicequotas' },
} as const satisfies Record<string, Service>

const READS = /^(Get|List|Describe|Filter)[A-Z]/
const TIMEOUT_MS = 20_000

/** Signed requests that only read. A name that doesn't say so is a bug, and throws. */
export function readerOf(connection: Connection) {
  return {
    /** AgentCore's control plane; lists are POST there, with an empty body. */
    control: (operation: `Get${string}` | `List${string}`, path: string) =>
      send(connection, 'control', operation, { method: /^ListAgent/.test(operation) ? 'POST' : 'GET', path }),
    logs: (operation: string, input: object) =>
      send(connection, 'logs', operation, json('1.1', `Logs_20140328.${operation}`, input)),
    metrics: (operation: string, input: object) =>
      send(connection, 'metrics', operation, json('1.0', `GraniteServiceVersion20100801.${operation}`, input)),
    quotas: (operation: string, input: object) =>
      send(connection, 'quotas', operation, json('1.1', `ServiceQuotasV20190624.${operation}`, input)),
    /** False on an emulator: it has none of the services that Slipway itself doesn't use. */
    hasAllOfAws: customEndpoint(connection, 'STS') === undefined,
  }
}

export type Reader = ReturnType<typeof readerOf>

function json(version: string, target: string, input: object): Request {
  const headers = { 'content-type': `application/x-amz-json-${version}`, 'x-amz-target': target }
  return { method: 'POST', path: '/', headers, body: JSON.stringify(input) }
}

async function send(
  connection: Connection,
  name: keyof typeof SERVICES,
  operation: string,
  request: Request,
): Promise<Raw> {
  if (!READS.test(operation)) {
    throw new Error(`${operation} does not only read.`)
  }
  const service: Service = SERVICES[name]
  const { region } = connection
  const custom = service.endpoint && customEndpoint(connection, service.endpoint)
  const url = new URL(request.path, custom ?? `https://${service.host}.${region}.${dnsSuffix(region)}`)
  const response = await fetch(url, {
    method: request.method,
    headers: await requestSigner(connection, service.signingName)({ ...request, headers: request.headers ?? {}, url }),
    ...(request.body === undefined ? {} : { body: request.body }),
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  const body = parse(await response.text())
  const errorCode = response.ok ? undefined : (response.headers.get('x-amzn-errortype') ?? String(body.__type ?? ''))
  return { status: response.status, body, ...(errorCode === undefined ? {} : { errorCode: shortCode(errorCode) }) }
}

function shortCode(code: string): string {
  return (code.split(':')[0] ?? code).replace(/^.*#/, '')
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return {}
  }
}
