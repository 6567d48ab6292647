import assert from 'node:assert/strict'
import { startPractice } from '@/lib/practice/server/start'
import { type Recorder, recorder, resultOf } from '@/scripts/checks/peers/aws-cli/cli-recorder'
import { type Attendant, attendant, printedConfig, toolsOf } from '@/scripts/checks/peers/clients/clients-run'
import type { Part, PartResult } from '@/scripts/checks/peers/part'
import type { Programs } from '@/scripts/checks/peers/programs'

const NO_DELAYS = { rolePropagationMs: 0, policyPropagationMs: 0, readyMs: 0, coldStartMs: 0 }
const TOOLS = ['call_aws', 'suggest_aws_commands']

export const clients: Part = { name: 'clients', run }

/** Programs of others, started with nothing but what `slipway config` prints, reach runtimes of the practice account. */
async function run(programs: Programs): Promise<PartResult> {
  const results = recorder()
  const practice = await startPractice({ delays: NO_DELAYS })
  const keys = {
    AWS_ENDPOINT_URL: practice.url,
    AWS_ACCESS_KEY_ID: practice.accessKeyId,
    AWS_SECRET_ACCESS_KEY: practice.secretAccessKey,
    AWS_REGION: practice.region,
  }
  Object.assign(process.env, keys)

  try {
    const { launchForClients } = await import('@/scripts/checks/peers/clients/client-runtimes')
    const { signedArn, bearerArn, token } = await launchForClients()
    const helper = attendant(programs, keys, token)
    await helper.shell('uvx mcp-proxy-for-aws@1.7.0 --help')
    await stdio(results, helper, 'cursor', signedArn, 'sigv4')
    await stdio(results, helper, 'claude-desktop', bearerArn, 'jwt')
    await inspector(results, helper, signedArn, 'sigv4')
    await inspector(results, helper, bearerArn, 'jwt')
    helper.leave()
  } finally {
    await practice.close()
  }
  return resultOf(results)
}

const PROGRAMS = { cursor: 'mcp-proxy-for-aws 1.7.0', 'claude-desktop': 'mcp-remote 0.15.1' }
type Auth = 'sigv4' | 'jwt'

/** What the config file tells a client to start: started, and spoken to. */
async function stdio(
  { check }: Recorder,
  helper: Attendant,
  id: keyof typeof PROGRAMS,
  arn: string,
  auth: Auth,
): Promise<void> {
  const program = `${PROGRAMS[id]}, as the ${id} config (${auth}) starts it,`

  await check(`${program} lists the tools and calls one`, async () => {
    const file = await printedConfig([id, '--auth', auth, '--runtime', arn])
    assert.ok(!file.includes(helper.token), 'the config holds the token')
    const { tools, answer } = await toolsOf(helper, file)
    assert.deepEqual(tools.sort(), TOOLS)
    assert.match(answer, /arn:aws:sts::\d{12}:assumed-role/)
  })
}

/** The command that is printed, as a shell runs it. */
async function inspector({ check }: Recorder, helper: Attendant, arn: string, auth: Auth): Promise<void> {
  await check(`MCP Inspector 2.12.0’s command line (${auth}), as it is printed, lists the tools`, async () => {
    const line = await printedConfig(['inspector', '--auth', auth, '--runtime', arn, '--form', 'command'])
    assert.ok(!line.includes(helper.token), 'the command holds the token')
    const output = await helper.shell(line)
    assert.deepEqual(namesIn(output), TOOLS, output)
  })
  await check(`MCP Inspector 2.12.0’s command line (${auth}) calls a tool`, async () => {
    const line = await printedConfig(['inspector', '--auth', auth, '--runtime', arn, '--form', 'command'])
    const call = "--method tools/call --tool-name call_aws --tool-arg 'cli_command=aws sts get-caller-identity'"
    assert.match(await helper.shell(line.replace('--method tools/list', call)), /arn:aws:sts::\d{12}:assumed-role/)
  })
}

function namesIn(output: string): string[] {
  const { tools = [] } = JSON.parse(output.slice(output.indexOf('{'))) as { tools?: { name: string }[] }
  return tools.map(({ name }) => name).sort()
}
