import { BedrockAgentCoreControl } from '@aws-sdk/client-bedrock-agentcore-control'
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs'
import { IAM } from '@aws-sdk/client-iam'
import { STS } from '@aws-sdk/client-sts'
import { type Practice, type PracticeOptions, startPractice } from '@/lib/practice/server/start'

type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string }

/** No waiting in tests; a test about a delay sets its own. */
export const NO_DELAYS = { rolePropagationMs: 0, policyPropagationMs: 0, readyMs: 0, coldStartMs: 0 }

export const TRUSTS_AGENTCORE = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'bedrock-agentcore.amazonaws.com' }, Action: 'sts:AssumeRole' }],
})

export const TRUSTS_ACCOUNT = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::000000000000:root' }, Action: 'sts:AssumeRole' }],
})

export function allow(action: string | string[], resource: string | string[] = '*'): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: action, Resource: resource }],
  })
}

/** A practice account on a port of its own, and unmodified SDK clients for it that don't retry. */
export async function testAccount(options: PracticeOptions = {}) {
  const practice = await startPractice({ delays: NO_DELAYS, ...options })
  return { practice, ...clientsFor(practice, practice), clientsAs: (who: Credentials) => clientsFor(practice, who) }
}

function clientsFor({ url, region }: Practice, { accessKeyId, secretAccessKey, sessionToken }: Credentials) {
  const credentials = { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) }
  const config = { endpoint: url, region, credentials, maxAttempts: 1 }
  return {
    iam: new IAM(config),
    sts: new STS(config),
    control: new BedrockAgentCoreControl(config),
    logs: new CloudWatchLogs(config),
  }
}
