import 'server-only'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { bridgeLine } from '@/lib/clients/merge/bridge-line'
import type { CommandLine } from '@/lib/clients/merge/command-options'
import type { ClientDefinition } from '@/lib/clients/model'
import type { Computer } from '@/lib/install/computer'
import type { Check } from '@/lib/install/doctor/model'
import { foldersOf } from '@/lib/install/doctor/program-path'
import { findProgram } from '@/lib/install/find-program'

/** What Slipway runs on; package.json says the same. */
export const NODE_NEEDED = '20.9.0'
const VERSION_LIMIT_MS = 10_000

const run = promisify(execFile)

/** Whether what the entry starts is there, as the client sees it. */
export async function launcherChecks(
  { id, name }: Pick<ClientDefinition, 'id' | 'name'>,
  line: CommandLine,
  computer: Computer,
): Promise<Check[]> {
  const about = { id: 'launcher', title: 'What it starts' }
  const found = findProgram(line.command, foldersOf(id, computer), computer)

  if (found !== undefined) {
    const launcher: Check = {
      ...about,
      state: 'ok',
      detail: `${line.command} is ${found === line.command ? 'there' : `at ${found}`}.`,
    }
    return [launcher, ...(await nodeCheck(found)), ...scriptCheck(line)]
  }
  const inShell = path.isAbsolute(line.command) ? undefined : findProgram(line.command, computer.path, computer)
  const launcher: Check =
    inShell === undefined
      ? {
          ...{ ...about, state: 'failed', detail: `${line.command} is not on this computer.` },
          remedy: `${HOW[path.basename(line.command)] ?? 'Install it, or install the entry once more'}.`,
        }
      : {
          ...{ ...about, state: 'failed' },
          detail: `${line.command} is at ${inShell}, where ${name} does not look: a program with a window does not see the shell’s PATH.`,
          remedy: `Write the full path into the entry, or install it through Slipway.`,
        }
  return [launcher, ...scriptCheck(line)]
}

const HOW: Record<string, string> = {
  uvx: 'Install uv: https://docs.astral.sh/uv/getting-started/installation/',
  npx: 'Install Node.js: https://nodejs.org/en/download',
  docker: 'Install Docker: https://docs.docker.com/get-started/get-docker/',
}

async function nodeCheck(program: string): Promise<Check[]> {
  if (!/^node(\.exe)?$/i.test(path.basename(program))) {
    return []
  }
  const about = { id: 'node', title: 'Node.js' }
  const version = program === process.execPath ? process.version : await versionOf(program)

  if (version === undefined) {
    return [{ ...about, state: 'failed', detail: `${program} does not start.`, remedy: 'Install Node.js anew.' }]
  }
  return [
    isEnough(version)
      ? { ...about, state: 'ok', detail: `${version} is new enough.` }
      : {
          ...{ ...about, state: 'failed', detail: `${version} is older than ${NODE_NEEDED}.` },
          remedy: 'Install a newer one, start Slipway with it, and install the entry once more.',
        },
  ]
}

async function versionOf(program: string): Promise<string | undefined> {
  try {
    const { stdout } = await run(program, ['--version'], { timeout: VERSION_LIMIT_MS })
    return stdout.trim()
  } catch {
    return undefined
  }
}

/** `v22.1.0` against what is needed, number by number. */
export function isEnough(version: string): boolean {
  const numbers = version.replace(/^v/, '').split('.').map(Number)
  const needed = NODE_NEEDED.split('.').map(Number)
  const at = needed.findIndex((number, index) => numbers[index] !== number)
  return at === -1 || (numbers[at] ?? 0) > (needed[at] ?? 0)
}

function scriptCheck(line: CommandLine): Check[] {
  const script = bridgeLine(line)?.script ?? ''

  if (!path.isAbsolute(script)) {
    return []
  }
  const about = { id: 'script', title: 'Slipway’s bridge' }
  return [
    existsSync(/* turbopackIgnore: true */ script)
      ? { ...about, state: 'ok', detail: `It is at ${script}.` }
      : {
          ...{ ...about, state: 'failed', detail: `It is not at ${script} any more.` },
          ...{ remedy: 'Start Slipway where it is now, which builds it, and install the entry once more.' },
        },
  ]
}
