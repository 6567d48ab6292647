import assert from 'node:assert/strict'
import path from 'node:path'
import { connectionKey } from '@/lib/aws/connection'
import { type Recorder, recorder, resultOf } from '@/scripts/checks/peers/aws-cli/cli-recorder'
import { start } from '@/scripts/checks/peers/bridge/installed'
import { type Runtime, type Stage, setStage } from '@/scripts/checks/peers/bridge/stage'
import { newerNode } from '@/scripts/checks/peers/newer-node'
import type { Part, PartResult } from '@/scripts/checks/peers/part'
import type { Programs } from '@/scripts/checks/peers/programs'
import { root } from '@/scripts/lib/root.mjs'

const TOOLS = ['call_aws', 'suggest_aws_commands']
const IDENTITY = /arn:aws:sts::\d{12}:assumed-role/
const WALK = path.join(root, 'scripts/checks/peers/bridge/walk.py')
const LIBRARIES = { sdk: 'MCP Python SDK', fastmcp: 'FastMCP', strands: 'Strands' }

export const bridge: Part = { name: 'bridge', run }

/** Programs of others start Slipway’s bridge as `slipway config` prints it, with nothing else of the environment. */
async function run(programs: Programs): Promise<PartResult> {
  const results = recorder()
  const stage = await setStage()

  try {
    // Side by side: most of the time is Python’s own start.
    await Promise.all(stage.runtimes.map((runtime) => walks(results, stage, runtime, programs)))
  } finally {
    await stage.leave()
  }
  return resultOf(results)
}

async function walks(results: Recorder, stage: Stage, runtime: Runtime, programs: Programs): Promise<void> {
  await throughInspector(results, stage, runtime)

  for (const line of ['sdk-1', 'sdk-2'] as const) {
    await throughPython(results, stage, runtime, { line, python: programs.python(line) })
  }
  await recorded(results, stage, runtime)
}

type Walk = { tools: string[]; identity: unknown; declined: unknown; accepted: unknown; questions: string[] }
type Python = { line: string; python: string }

async function throughPython({ check }: Recorder, stage: Stage, runtime: Runtime, { line, python }: Python) {
  const { installed } = stage

  for (const [library, name] of Object.entries(LIBRARIES)) {
    const title = `${name} (mcp ${line.slice(-1)}.x, ${runtime.auth}) through the bridge`
    await check(`${title}: tools, identity, a write declined and one agreed to`, async () => {
      const entry = await printedEntry(stage, runtime)
      const { code, stdout, stderr } = await start(python, [WALK, library], {
        cwd: installed.elsewhere,
        env: installed.env,
        stdin: JSON.stringify({ ...entry, cwd: installed.elsewhere }),
      })
      assert.equal(code, 0, stderr.slice(-2000))
      judge(JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Walk)
    })
  }
}

function judge({ tools, identity, declined, accepted, questions }: Walk): void {
  assert.deepEqual(tools.sort(), TOOLS)
  assert.match(JSON.stringify(identity), IDENTITY)
  assert.equal(questions.length, 2, `questions: ${JSON.stringify(questions)}`)
  assert.match(questions.join(), /stop-instances|StopInstances/)
  assert.match(JSON.stringify(declined), /You were asked, and did not agree/)
  assert.doesNotMatch(JSON.stringify(accepted), /guard|did not agree/)
}

/** What npx may need on this computer to fetch a program, npm's cache among it. The Inspector leaves nothing of it to the bridge. */
function forNpx(): Record<string, string> {
  const others = Object.entries(process.env).filter(([name]) => !/^(AWS_|SLIPWAY_|NODE_OPTIONS$)/.test(name))
  return { ...(Object.fromEntries(others) as Record<string, string>), npm_config_update_notifier: 'false' }
}

/** The command as it is printed, run by a shell. */
async function throughInspector({ check }: Recorder, stage: Stage, runtime: Runtime): Promise<void> {
  const { elsewhere, env } = stage.installed
  const node = path.dirname(newerNode())
  const shell = async (line: string) => {
    const said = await start('bash', ['-c', line], {
      cwd: elsewhere,
      env: { ...forNpx(), ...env, PATH: `${node}${path.delimiter}${env.PATH ?? ''}` },
    })
    assert.equal(said.code, 0, said.stderr || said.stdout)
    return said.stdout
  }
  await check(`MCP Inspector 2.12.0 (${runtime.auth}) through the bridge: tools and identity`, async () => {
    const line = await printed(stage, runtime, ['inspector', '--form', 'command'])
    const listed = await shell(line)
    assert.ok(
      TOOLS.every((name) => listed.includes(`"${name}"`)),
      listed,
    )
    const call = "--method tools/call --tool-name call_aws --tool-arg 'cli_command=aws sts get-caller-identity'"
    assert.match(await shell(line.replace('--method tools/list', call)), IDENTITY)
  })
}

async function recorded({ check }: Recorder, { installed, connection }: Stage, { name, auth }: Runtime): Promise<void> {
  await check(`the record (${auth}) has each write of these programs: one kept back, one sent`, async () => {
    const { stdout, stderr } = await installed.slipway(['record', name, '--json'])
    const calls = stdout.trim().split('\n')
    const writes = calls.map((line) => JSON.parse(line)).filter((call) => call.class === 'write')
    const verdicts = writes.map(({ tries }: { tries: number }) => (tries > 0 ? 'sent' : 'kept back'))
    const wanted = Array.from({ length: 2 * Object.keys(LIBRARIES).length }, () => ['kept back', 'sent']).flat()
    assert.deepEqual(verdicts, wanted, `${connectionKey(connection)}: ${stderr}`)
  })
}

type Entry = { command: string; args: string[]; env?: Record<string, string> }

/** The entry as the page has it for a client that is not listed. */
async function printedEntry(stage: Stage, runtime: Runtime): Promise<Entry> {
  const { mcpServers } = JSON.parse(await printed(stage, runtime, ['mcp-remote'])) as {
    mcpServers: Record<string, Entry>
  }
  const [entry] = Object.values(mcpServers)
  assert.ok(entry, 'no server in the config')
  return entry
}

async function printed({ installed, connection }: Stage, { arn, token }: Runtime, words: string[]): Promise<string> {
  const more = ['--launcher', 'slipway', '--runtime', arn, '--connection', connectionKey(connection)]
  const { code, stdout, stderr } = await installed.slipway(['config', ...words, ...more])
  assert.equal(code, 0, stderr)
  assert.ok(!stdout.includes(token), 'the config holds the token')
  return stdout
}
