import { expect, it } from 'vitest'
import { userAgentOf } from '@/lib/practice/mcp/user-agent'

function of(environmentVariables: Record<string, string>, client = { name: 'Visual Studio Code', version: '1.99' }) {
  const containerUri = '000000000000.dkr.ecr.us-east-1.amazonaws.com/aws-api-mcp-server:1.5.6'
  return userAgentOf(
    { agentRuntimeArtifact: { containerConfiguration: { containerUri } }, environmentVariables },
    client,
  ).replace(/^Botocore\/.* (?=md\/awslabs)/, '')
}

const SERVER = 'md/awslabs#mcp#aws-api-mcp-server#1.5.6 md/via/AWS-API-MCP'

it.each<[string, Record<string, string>]>([
  [
    `${SERVER} MCPClient/Visual-Studio-Code#1.99 cfg/ro#1 cfg/consent#0 cfg/scripts#0 cfg/file-access#no-access`,
    { READ_OPERATIONS_ONLY: 'true', AWS_API_MCP_ALLOW_UNRESTRICTED_LOCAL_FILE_ACCESS: 'no-access' },
  ],
  [
    `${SERVER} cfg/ro#0 cfg/consent#1 cfg/scripts#1 cfg/file-access#workdir`,
    { REQUIRE_MUTATION_CONSENT: 'true', EXPERIMENTAL_AGENT_SCRIPTS: 'true', AWS_API_MCP_STATELESS_HTTP: 'true' },
  ],
  [SERVER, { AWS_API_MCP_TELEMETRY: 'false', READ_OPERATIONS_ONLY: 'true' }],
])('is %s', (expected, environment) => {
  expect(of(environment)).toBe(expected)
})

it('takes no words from a client that are more than one', () => {
  expect(of({}, { name: 'a b/c\r\nx: y', version: '' })).toContain(' MCPClient/a-b-c--x--y# cfg/ro#0')
})
