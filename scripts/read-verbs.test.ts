import { AccessAnalyzer } from '@aws-sdk/client-accessanalyzer'
import { BedrockAgentCore } from '@aws-sdk/client-bedrock-agentcore'
import { BedrockAgentCoreControl } from '@aws-sdk/client-bedrock-agentcore-control'
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs'
import { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider'
import { CostExplorer } from '@aws-sdk/client-cost-explorer'
import { IAM } from '@aws-sdk/client-iam'
import { STS } from '@aws-sdk/client-sts'
import { expect, it } from 'vitest'
import { READ_VERBS } from '@/lib/aws/read-clients'
import { loadCatalogue } from '@/lib/policies/catalogue/catalogue'

const CLIENTS = {
  'access-analyzer': [AccessAnalyzer],
  'bedrock-agentcore': [BedrockAgentCore, BedrockAgentCoreControl],
  ce: [CostExplorer],
  'cognito-idp': [CognitoIdentityProvider],
  iam: [IAM],
  logs: [CloudWatchLogs],
  sts: [STS],
}

it('AWS calls every request that a reader is given a read or a list', async () => {
  const catalogue = await loadCatalogue(Object.keys(CLIENTS))
  const isRead = (name: string) => READ_VERBS.some((verb) => name.startsWith(verb)) && !/^get.*Token/.test(name)
  const levels = Object.entries(CLIENTS).flatMap(([prefix, clients]) => {
    const actions = new Map(catalogue.service(prefix)?.actions.map(({ name, access }) => [name.toLowerCase(), access]))
    const names = clients.flatMap((client) => Object.getOwnPropertyNames(client.prototype)).filter(isRead)
    return names.map((name) => [`${prefix}:${name}`, actions.get(name.toLowerCase())])
  })
  expect(levels.length).toBeGreaterThan(200)
  expect(levels.filter(([, level]) => level !== undefined && level !== 'read' && level !== 'list')).toEqual([])
})
