import { BedrockAgentCoreControl } from '@aws-sdk/client-bedrock-agentcore-control'
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs'
import { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider'
import { IAM } from '@aws-sdk/client-iam'
import { STS } from '@aws-sdk/client-sts'
import type { DifferentialCall } from '@/scripts/checks/peers/differential/differential-call'
import { type Shape, shapeOf } from '@/scripts/checks/peers/differential/differential-shape'

export type Account = { url: string; accessKeyId: string; secretAccessKey: string }

/** How a call ended: `ok 200`, or `NoSuchEntityException 404`. */
export type Outcome = { status: string; shape: Shape }

type Send = (input: object) => Promise<object>

/** Sends all calls, in order, and answers how each ended. What one learns goes into the inputs of later ones. */
export async function runCalls(account: Account, calls: readonly DifferentialCall[]): Promise<Outcome[]> {
  const clients = clientsFor(account)
  const learned = new Map<string, string>()
  const outcomes: Outcome[] = []

  for (const [, operation, input, learns = {}] of calls) {
    const [client = '', method = ''] = operation.split('.')
    const send = (clients[client] as Record<string, Send>)[method]?.bind(clients[client])

    if (!send) {
      throw new Error(`There is no ${operation}.`)
    }
    const answer = await send(fill(input, learned) as object).catch((error: unknown) => error)
    outcomes.push(outcomeOf(answer))

    for (const [name, path] of Object.entries(learns)) {
      learned.set(name, String(at(answer, path)))
    }
  }
  return outcomes
}

function clientsFor({ url, accessKeyId, secretAccessKey }: Account): Record<string, object> {
  const credentials = { accessKeyId, secretAccessKey }
  const config = { endpoint: url, region: 'us-east-1', credentials, maxAttempts: 1 }
  return {
    sts: new STS(config),
    iam: new IAM(config),
    logs: new CloudWatchLogs(config),
    cognito: new CognitoIdentityProvider(config),
    control: new BedrockAgentCoreControl(config),
  }
}

function outcomeOf(answer: unknown): Outcome {
  const { name, $metadata } = answer as { name?: string; $metadata?: { httpStatusCode?: number } }
  const status = String($metadata?.httpStatusCode ?? '')

  if (answer instanceof Error) {
    return { status: `${name} ${status}`.trim(), shape: new Map() }
  }
  return { status: `ok ${status}`, shape: shapeOf(answer as object) }
}

/** `<role>` in any string becomes what was learned as `role`. */
function fill(value: unknown, learned: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') {
    return value.replace(/<(\w+)>/g, (_, name: string) => learned.get(name) ?? 'unknown')
  }
  if (Array.isArray(value)) {
    return value.map((item) => fill(item, learned))
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, fill(item, learned)]))
  }
  return value
}

function at(answer: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], answer)
}
