import type { AccessAnalyzer } from '@aws-sdk/client-accessanalyzer'
import type { BedrockAgentCore } from '@aws-sdk/client-bedrock-agentcore'
import type { BedrockAgentCoreControl } from '@aws-sdk/client-bedrock-agentcore-control'
import type { CloudTrail } from '@aws-sdk/client-cloudtrail'
import type { CloudWatch } from '@aws-sdk/client-cloudwatch'
import type { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs'
import type { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider'
import type { CostExplorer } from '@aws-sdk/client-cost-explorer'
import type { IAM } from '@aws-sdk/client-iam'
import type { STS } from '@aws-sdk/client-sts'

export type AwsClients = {
  accessAnalyzer: AccessAnalyzer
  sts: STS
  iam: IAM
  logs: CloudWatchLogs
  cloudtrail: CloudTrail
  cloudwatch: CloudWatch
  costExplorer: CostExplorer
  cognito: CognitoIdentityProvider
  agentcoreControl: BedrockAgentCoreControl
  agentcore: BedrockAgentCore
}

/**
 * How AWS's names of requests that change nothing begin, held against AWS's access levels in scripts/read-verbs.test.ts. `send`,
 * which takes any request, is none of them.
 * @internal
 */
export const READ_VERBS = ['adminGet', 'describe', 'filter', 'get', 'list', 'lookup', 'simulate', 'validate'] as const

/** Begins like a read and hands out a credential: AWS calls it a write. */
type HandsOut = `get${string}Token${string}`

/** What is named otherwise and still leaves every setting of the account as it is. */
type AlsoReads = {
  /** A search bills what it scans; it changes nothing, so read-only mode allows it. */
  logs: 'startQuery' | 'stopQuery'
  /**
   * A pool's user signing in and out, by their own password or token and without a permission of these credentials. Two answers change
   * that user; `answerChallenge` in lib/tokens asks for a writer before it gives either.
   */
  cognito:
    | 'associateSoftwareToken'
    | 'getTokensFromRefreshToken'
    | 'globalSignOut'
    | 'initiateAuth'
    | 'respondToAuthChallenge'
    | 'revokeToken'
    | 'verifySoftwareToken'
  /** Has IAM write a report of when a role's permissions were last used, which is nobody's but the asker's. */
  iam: 'generateServiceLastAccessedDetails'
  /** Ends the machine of a test's own session. */
  agentcore: 'stopRuntimeSession'
}

type ReadName<Service extends keyof AwsClients> =
  | Exclude<Extract<keyof AwsClients[Service], `${(typeof READ_VERBS)[number]}${string}`>, HandsOut>
  | Extract<keyof AwsClients[Service], Service extends keyof AlsoReads ? AlsoReads[Service] : never>

/** The SDK's clients with the methods that need no writer. */
export type ReadClients = { [Service in keyof AwsClients]: Pick<AwsClients[Service], ReadName<Service>> }
