import assert from 'node:assert/strict'
import type { AwsCli } from '@/scripts/checks/peers/aws-cli/cli-aws'
import { filled } from '@/scripts/checks/peers/aws-cli/cli-guide'
import { GUIDE_COMMANDS } from '@/scripts/checks/peers/aws-cli/cli-guide-commands'
import type { Recorder } from '@/scripts/checks/peers/aws-cli/cli-recorder'

/** Exit code of the CLI when the service answers with an error. */
const REFUSED = 255
const PASSWORD = 'Correct-horse-7-battery'
export const GUIDE_ROLE = 'aws-api-mcp-execution-role'

/** Every command of the deployment guide, in its order, with the placeholders filled in. */
export async function followGuide({ check }: Recorder, cli: AwsCli, accountId: string): Promise<void> {
  const values: Record<string, string> = {
    YOUR_ACCOUNT_ID: accountId,
    LATEST_VERSION: '1.2.0',
    YOUR_PASSWORD: PASSWORD,
    YOUR_COGNITO_CLIENT_ID: await signInClient(cli),
  }
  await check('the guide has its eight shell blocks', () => assert.equal(GUIDE_COMMANDS.length, 8))

  for (const block of GUIDE_COMMANDS) {
    const script = filled(block, values)
    await check(`guide: ${titleOf(block)}`, async () => {
      assert.doesNotMatch(script, /YOUR_[A-Z]|LATEST_VERSION/)
      // A variable that the guide sets for later use shows its value here.
      const { code, stdout, stderr } = await cli.bash(`${script}\necho "\${TOKEN-}"`)
      assert.equal(code, 0, stderr)
      rememberRuntime(values, stdout)
      assert.match(stdout, EXPECTED.find(([start]) => titleOf(block).startsWith(start))?.[1] ?? /^/)
    })
  }
  await check('the guide’s runtime becomes READY', async () => {
    const command = ['bedrock-agentcore-control', 'get-agent-runtime', '--agent-runtime-id']
    const { status } = await cli.json<{ status: string }>([...command, values.YOUR_RUNTIME_ID ?? ''])
    assert.equal(status, 'READY')
  })
  await check('its role can’t be made a second time', async () => {
    const words = ['iam', 'create-role', '--role-name', GUIDE_ROLE, '--assume-role-policy-document']
    const { stderr } = await cli.aws([...words, 'file://trust-policy.json'], REFUSED)
    assert.match(stderr, /An error occurred \(EntityAlreadyExists\) when calling the CreateRole operation/)
  })
}

/** What the answer to a block must hold. */
const EXPECTED: [start: string, pattern: RegExp][] = [
  ['aws iam create-role', /"RoleName": "aws-api-mcp-execution-role"/],
  ['aws bedrock-agentcore-control create-agent-runtime', /"agentRuntimeVersion": "1"/],
  ['aws bedrock-agentcore-control get-agent-runtime', /"AWS_API_MCP_TRANSPORT": "streamable-http"/],
  ['echo', /^arn%3Aaws%3Abedrock-agentcore%3Aus-east-1%3A\d{12}%3Aruntime%2Fawsapimcpserver-\w{10}\n/],
  ['TOKEN=', /^eyJ[\w-]+\.[\w-]+\.[\w-]+\n$/],
]

function titleOf(block: string): string {
  const [line = block.slice(0, 40)] = /^(?:TOKEN=\$\()?(?:aws [\w-]+ [\w-]+|echo.*)/m.exec(block) ?? []
  const [, policy] = /--policy-(?:name|arn) (\S+)/.exec(block) ?? []
  return policy === undefined ? line : `${line} ${policy}`
}

function rememberRuntime(values: Record<string, string>, stdout: string): void {
  const [, id] = /"agentRuntimeId": "([^"]+)"/.exec(stdout) ?? []
  const [, arn] = /"agentRuntimeArn": "([^"]+)"/.exec(stdout) ?? []

  if (id !== undefined && arn !== undefined) {
    Object.assign(values, { YOUR_RUNTIME_ID: id, YOUR_ARN: arn })
  }
}

/** The guide takes a pool with the user `test` for given. Answers the app client's id. */
async function signInClient({ json, aws }: AwsCli): Promise<string> {
  const pool = await json<{ UserPool: { Id: string } }>(['cognito-idp', 'create-user-pool', '--pool-name', 'guide'])
  const at = ['--user-pool-id', pool.UserPool.Id]
  const client = await json<{ UserPoolClient: { ClientId: string } }>([
    ...['cognito-idp', 'create-user-pool-client', ...at, '--client-name', 'guide'],
    ...['--explicit-auth-flows', 'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  ])
  const user = [...at, '--username', 'test']
  await aws(['cognito-idp', 'admin-create-user', ...user, '--message-action', 'SUPPRESS'])
  await aws(['cognito-idp', 'admin-set-user-password', ...user, '--password', PASSWORD, '--permanent'])
  return client.UserPoolClient.ClientId
}
