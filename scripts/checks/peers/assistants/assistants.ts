import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { installEntry } from '@/scripts/checks/peers/assistants/install-entry'
import { ASSISTANTS, type Assistant, fetched } from '@/scripts/checks/peers/assistants/programs'
import { type Recorder, recorder, resultOf } from '@/scripts/checks/peers/aws-cli/cli-recorder'
import { type Installed, start } from '@/scripts/checks/peers/bridge/installed'
import { type Stage, setStage } from '@/scripts/checks/peers/bridge/stage'
import type { Part, PartResult } from '@/scripts/checks/peers/part'

/** Nobody listens there: what an assistant wants from the network fails at once. */
const NOWHERE = 'http://127.0.0.1:9'
const LIST_MS = 60_000

export const assistants: Part = { name: 'assistants', run }

/** Assistants, without an account, find the entries that Slipway wrote into their own files, and start its bridge. */
async function run(): Promise<PartResult> {
  const results = recorder()
  const skipped: string[] = []
  const stage = await setStage()
  trust(stage.installed)

  try {
    for (const assistant of ASSISTANTS) {
      const program = fetched(assistant)

      if (program) {
        await listed(results, stage, assistant, program)
      } else {
        skipped.push(`skipped: ${assistant.package} ${assistant.version} could not be fetched from the registry.`)
      }
    }
  } finally {
    await stage.leave()
  }
  const result = resultOf(results)
  return { ...result, lines: [...result.lines, ...skipped] }
}

async function listed({ check }: Recorder, stage: Stage, assistant: Assistant, program: string): Promise<void> {
  const { id, package: name, version, isConnected, says } = assistant
  const { installed, connection, runtimes } = stage
  const what = isConnected ? 'starts the bridge and is connected' : 'has it in its list, which starts nothing'

  await check(`${name} ${version} reads its own file as Slipway wrote it, and ${what} (sigv4 and jwt)`, async () => {
    for (const runtime of runtimes) {
      await installEntry(id, runtime.name, { home: installed.home, root: installed.root, connection })
    }
    const output = await outputOf(assistant, program, installed)

    for (const runtime of runtimes) {
      assert.match(output, says(runtime.name))
      assert.ok(!output.includes(runtime.token), 'it shows the token')
    }
  })
}

async function outputOf(assistant: Assistant, program: string, { elsewhere, env }: Installed): Promise<string> {
  const proxies = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'].flatMap((name) => [
    [name, NOWHERE],
    [name.toLowerCase(), NOWHERE],
  ])
  const { stdout, stderr } = await start(program, assistant.args, {
    cwd: elsewhere,
    env: {
      ...env,
      ...Object.fromEntries(proxies),
      ...{ NO_PROXY: '127.0.0.1,localhost', no_proxy: '127.0.0.1,localhost', CI: '1' },
      ...{ DISABLE_AUTOUPDATER: '1', CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1', OPENCODE_DISABLE_AUTOUPDATE: '1' },
      ...{ OPENCODE_DISABLE_MODELS_FETCH: '1' },
    },
    stdin: (assistant.lines ?? []).map((line) => `${JSON.stringify(line)}\n`).join(''),
    until: assistant.lines && /"id":2,.*\n/,
    limitMs: LIST_MS,
  })
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours
  return `${stdout}\n${stderr}`.replace(/\u001b\[\d*m/g, '')
}

/** Gemini CLI leaves a user's own servers out in a folder that nobody told it to trust. */
function trust({ home, elsewhere }: Installed): void {
  const folder = path.join(home, '.gemini')
  mkdirSync(folder)
  writeFileSync(path.join(folder, 'trustedFolders.json'), JSON.stringify({ [elsewhere]: 'TRUST_FOLDER' }))
}
