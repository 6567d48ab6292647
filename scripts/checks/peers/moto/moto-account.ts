import { setTimeout as sleep } from 'node:timers/promises'
import { BedrockAgentCoreControl } from '@aws-sdk/client-bedrock-agentcore-control'
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs'
import { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider'
import { IAM } from '@aws-sdk/client-iam'

const LIMIT_MS = 60_000

export type MotoAccount = ReturnType<typeof motoAccount>

/** The SDK's own clients on moto, beside Slipway. */
export function motoAccount(endpoint: string) {
  const account = { url: endpoint, region: 'us-east-1', accessKeyId: 'testing', secretAccessKey: 'testing' }
  const config = { endpoint, region: account.region, credentials: account }
  return {
    account,
    iam: new IAM(config),
    logs: new CloudWatchLogs(config),
    cognito: new CognitoIdentityProvider(config),
    control: new BedrockAgentCoreControl(config),
  }
}

export async function runtimeNamed({ control }: MotoAccount, name: string) {
  const { agentRuntimes = [] } = await control.listAgentRuntimes({})
  return agentRuntimes.find(({ agentRuntimeName }) => agentRuntimeName === name)
}

/** Asks until there is an answer; throws after a minute without one. */
export async function until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + LIMIT_MS

  while (Date.now() < deadline) {
    const answer = await ask()

    if (answer !== undefined) {
      return answer
    }
    await sleep(250)
  }
  throw new Error(`${what} did not come within a minute`)
}
