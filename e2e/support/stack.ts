import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { resetAccount } from '@/lib/practice/server/admin'
import { startPractice } from '@/lib/practice/server/start'
import type { CallListener } from '@/lib/practice/wire/events'
import { consoleCommand } from '@/scripts/lib/console.mjs'

const START_LIMIT_MS = 30_000

/** An installed package whose server is tried; without it, the build of this clone. */
const { JOURNEYS_PACKAGE: installed } = process.env

export const NEXTAUTH_SECRET = 'journeys-only-secret-of-forty-characters'

export type Practice = Awaited<ReturnType<typeof startPractice>> & {
  /** Watches every call; a promise stops the world until it settles. Answers how to stop watching. */
  onCall: (listener: CallListener) => () => void
  /** Empties the account and removes all faults; the keys stay. */
  reset: () => void
  /** Resolves once nobody asks it anything any more: a page that is gone may have left the server with reads under way. */
  quiet: () => Promise<void>
}
type PracticeOptions = NonNullable<Parameters<typeof startPractice>[0]>

/** The built program on a port of its own, in front of a practice account of its own. */
export type Stack = {
  url: string
  practice: Practice
  stateDir: string
  /** Of the server's process; undefined when it does not run. */
  pid: () => number | undefined
  /** What the server printed so far. */
  output: () => string
  /** Ends the server at once, as a crash would. */
  kill: () => Promise<void>
  /** Starts it again on the same port. */
  start: () => Promise<void>
  stop: () => Promise<void>
}

export async function startStack(
  options: {
    env?: Record<string, string>
    practice?: PracticeOptions
    /** The practice account stands in for AWS: the default credential chain leads there. */
    chain?: boolean
  } = {},
): Promise<Stack> {
  const stateDir = mkdtempSync(path.join(tmpdir(), 'slipway-e2e-'))
  const practice = await watchedPractice(options.practice)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let output = ''
  let child: ChildProcess | undefined

  const start = async () => {
    const { args, cwd, env } = serverCommand(port)
    child = spawn(process.execPath, args, {
      cwd,
      env: {
        ...{ ...serverEnv(port, stateDir, practice), ...env },
        ...(options.chain ? chainEnv(practice) : {}),
        ...options.env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk
    })
    child.stderr?.on('data', (chunk: Buffer) => {
      output += chunk
    })
    await untilHealthy(url, () => output)
  }
  const kill = async () => {
    const ending = child
    if (!ending || ending.exitCode !== null) {
      return
    }
    const ended = new Promise((resolve) => ending.once('exit', resolve))
    ending.kill('SIGKILL')
    await ended
  }
  const stop = async () => {
    await kill()
    await practice.close()
    rmSync(stateDir, { recursive: true, force: true })
  }

  await start()
  return { url, practice, stateDir, pid: () => child?.pid, output: () => output, kill, start, stop }
}

function serverCommand(port: number) {
  const command = consoleCommand(port, '127.0.0.1')

  if (installed === undefined) {
    return command
  }
  const cwd = path.join(installed, 'console')
  return { args: [path.join(cwd, 'server.js')], cwd, env: { ...command.env, SLIPWAY_ROOT: installed } }
}

async function watchedPractice(options: PracticeOptions = {}): Promise<Practice> {
  const listeners = new Set<CallListener>()
  let last = { at: 0, operation: '' }
  const practice = await startPractice({
    port: 0,
    stateFile: null,
    ...options,
    onCall: async (event) => {
      last = { at: Date.now(), operation: event.operation }
      for (const listener of listeners) {
        await listener(event)
      }
    },
  })
  return {
    ...practice,
    reset: () => resetAccount(practice),
    quiet: async () => {
      for (let left = silenceAfter(last); left > 0; left = silenceAfter(last)) {
        await sleep(left)
      }
    },
    onCall: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** A tail asks once a second, and goes on for as long after its last viewer; everything else asks in one go. */
function silenceAfter({ at, operation }: { at: number; operation: string }): number {
  const silenceMs = operation === 'FilterLogEvents' ? 1_200 : 100
  return at + silenceMs - Date.now()
}

function serverEnv(port: number, stateDir: string, practice: Practice): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env
  return {
    PATH,
    HOME,
    NODE_ENV: 'production',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    // Node finds no name below localhost, and journeys ask the server from Node, too.
    NEXTAUTH_URL: `http://127.0.0.1:${port}`,
    NEXTAUTH_SECRET,
    SLIPWAY_AWS: 'practice',
    SLIPWAY_STATE_DIR: stateDir,
    SLIPWAY_PRACTICE_URL: practice.url,
    SLIPWAY_PRACTICE_ACCESS_KEY_ID: practice.accessKeyId,
    SLIPWAY_PRACTICE_SECRET_ACCESS_KEY: practice.secretAccessKey,
  }
}

function chainEnv({ url, accessKeyId, secretAccessKey }: Practice): Record<string, string> {
  return {
    SLIPWAY_AWS: 'chain',
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_REGION: 'us-east-1',
  }
}

async function untilHealthy(url: string, output: () => string): Promise<void> {
  const deadline = Date.now() + START_LIMIT_MS

  while (Date.now() < deadline) {
    const answer = await fetch(`${url}/api/health`).catch(() => undefined)
    if (answer?.ok) {
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`The server did not start within ${START_LIMIT_MS} ms:\n${output()}`)
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}
