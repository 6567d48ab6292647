import assert from 'node:assert/strict'
import path from 'node:path'
import { startPractice } from '@/lib/practice/server/start'
import { type Recorder, recorder, resultOf } from '@/scripts/checks/peers/aws-cli/cli-recorder'
import { type Installed, installSlipway, start } from '@/scripts/checks/peers/bridge/installed'
import type { Part, PartResult } from '@/scripts/checks/peers/part'
import type { Programs } from '@/scripts/checks/peers/programs'
import { root } from '@/scripts/lib/root.mjs'

const NO_DELAYS = { rolePropagationMs: 0, policyPropagationMs: 0, readyMs: 0, coldStartMs: 0 }
const TOOLS = ['call_aws', 'suggest_aws_commands']
const WALK = path.join(root, 'scripts/checks/peers/bridge/walk.py')

export const bridge: Part = { name: 'bridge', run }

/** Programs of others start Slipway’s bridge by the entry that `slipway config` prints, and nothing else of the environment. */
async function run(programs: Programs): Promise<PartResult> {
  const results = recorder()
  const practice = await startPractice({ delays: NO_DELAYS })
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: practice.url,
    AWS_ACCESS_KEY_ID: practice.accessKeyId,
    AWS_SECRET_ACCESS_KEY: practice.secretAccessKey,
    AWS_REGION: practice.region,
  })
  const installed = await installSlipway(practice)

  try {
    const { launchForClients, PASSWORD, USER } = await import('@/scripts/checks/peers/clients/client-runtimes')
    const { signedArn, bearerArn, token } = await launchForClients()
    const runtimes: Runtime[] = [
      { auth: 'sigv4', name: 'guide', arn: signedArn },
      { auth: 'jwt', name: 'tokens', arn: bearerArn },
    ].map((each) => ({ ...each, connection: `practice/${practice.region}`, token }))
    await signIn(results, installed, runtimes[1] as Runtime, { USER, PASSWORD })

    for (const runtime of runtimes) {
      await throughPython(results, installed, programs, runtime)
    }
  } finally {
    installed.leave()
    await practice.close()
  }
  return resultOf(results)
}

type Runtime = { auth: string; name: string; arn: string; connection: string; token: string }
type Credentials = { USER: string; PASSWORD: string }

async function signIn({ check }: Recorder, { slipway }: Installed, runtime: Runtime, who: Credentials): Promise<void> {
  await check('slipway login keeps a sign-in for the bridge', async () => {
    const words = ['login', runtime.arn, '--connection', runtime.connection, '--user', who.USER, '--password-stdin']
    const { code, stderr } = await slipway(words, who.PASSWORD)
    assert.equal(code, 0, stderr)
  })
}

type Entry = { command: string; args: string[]; env?: Record<string, string> }
type Walk = { tools: string[]; identity: unknown; declined: unknown; accepted: unknown; questions: string[] }

const LIBRARIES = ['sdk', 'fastmcp', 'strands'] as const
const NAMES = { sdk: 'MCP Python SDK', fastmcp: 'FastMCP', strands: 'Strands' }

async function throughPython(
  { check }: Recorder,
  installed: Installed,
  programs: Programs,
  runtime: Runtime,
): Promise<void> {
  for (const line of ['sdk-1', 'sdk-2'] as const) {
    for (const library of LIBRARIES) {
      const title = `${NAMES[library]} (mcp ${line.slice(-1)}.x, ${runtime.auth}) through the bridge`
      await check(`${title}: tools, identity, a write declined and one agreed to`, async () => {
        const entry = await printedEntry(installed, runtime)
        const { code, stdout, stderr } = await start(programs.python(line), [WALK, library], {
          cwd: installed.elsewhere,
          env: installed.env,
          stdin: JSON.stringify({ ...entry, cwd: installed.elsewhere }),
        })
        assert.equal(code, 0, stderr.slice(-2000))
        judge(JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Walk)
      })
    }
  }
}

function judge({ tools, identity, declined, accepted, questions }: Walk): void {
  assert.deepEqual(tools.sort(), TOOLS)
  assert.match(JSON.stringify(identity), /arn:aws:sts::\d{12}:assumed-role/)
  assert.equal(questions.length, 2, `questions: ${JSON.stringify(questions)}`)
  assert.match(questions.join(), /stop-instances|StopInstances/)
  assert.match(JSON.stringify(declined), /You were asked, and did not agree/)
  assert.doesNotMatch(JSON.stringify(accepted), /guard|did not agree/)
}

/** The entry as the page has it for a client that is not listed. */
async function printedEntry({ slipway }: Installed, { arn, connection, token }: Runtime): Promise<Entry> {
  const words = ['config', 'mcp-remote', '--launcher', 'slipway', '--runtime', arn, '--connection', connection]
  const { code, stdout, stderr } = await slipway(words)
  assert.equal(code, 0, stderr)
  assert.ok(!stdout.includes(token), 'the entry holds the token')
  const { mcpServers } = JSON.parse(stdout) as { mcpServers: Record<string, Entry> }
  const [entry] = Object.values(mcpServers)
  assert.ok(entry, stdout)
  return entry
}
