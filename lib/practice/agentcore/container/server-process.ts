import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A program to run as the container of a runtime, e.g. `awslabs.aws-api-mcp-server`. */
export type RealServer = {
  command: string
  args?: string[]
  /** What it gets beside the runtime's own variables and its role's credentials, e.g. PATH. */
  env?: Record<string, string>
}

export type ServerProcess = {
  /** Where it answers to MCP. */
  url: string
  stop: () => void
}

const START_LIMIT_MS = 60_000
const POLL_MS = 100
const running = new Set<ServerProcess>()

/**
 * Starts the program with these variables on a free port of loopback, which stands for the port 8000 that a container has to
 * itself. Null: it ended, or didn't listen within a minute. Every line that it writes goes to `onLines`.
 */
export async function startServerProcess(
  { command, args = [], env = {} }: RealServer,
  variables: Record<string, string>,
  onLines: (lines: string[]) => void,
): Promise<ServerProcess | null> {
  const port = await freePort()
  const home = mkdtempSync(path.join(tmpdir(), 'practice-container-'))
  const child = spawn(command, args, {
    cwd: home,
    // A group of its own, so that a launcher such as uvx doesn't leave its child behind.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      NODE_ENV: 'production',
      // The computer's own AWS configuration must not show through.
      HOME: home,
      AWS_CONFIG_FILE: path.join(home, 'config'),
      AWS_SHARED_CREDENTIALS_FILE: path.join(home, 'credentials'),
      AWS_EC2_METADATA_DISABLED: 'true',
      ...env,
      ...variables,
      AWS_API_MCP_HOST: '127.0.0.1',
      AWS_API_MCP_PORT: String(port),
    },
  })
  const server: ServerProcess = { url: `http://127.0.0.1:${port}/mcp`, stop: () => stop(child) }
  running.add(server)
  child.once('error', (error) => onLines([`${command}: ${error.message}`]))
  child.once('close', () => {
    running.delete(server)
    rmSync(home, { recursive: true, force: true })
  })
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', lineSplitter(onLines))
  }
  return (await answers(server.url, child)) ? server : null
}

async function answers(url: string, child: ChildProcess): Promise<boolean> {
  const deadline = Date.now() + START_LIMIT_MS

  while (Date.now() < deadline && child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
    // Any answer will do: what a GET means to an MCP server is its own affair.
    const answer = await fetch(url, { signal: AbortSignal.timeout(1000) }).catch(() => undefined)
    await answer?.body?.cancel()

    if (answer) {
      return true
    }
    await sleep(POLL_MS)
  }
  stop(child)
  return false
}

function stop({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) {
    return
  }
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It ended by itself in the meantime.
  }
}

process.once('exit', () => {
  for (const server of running) {
    server.stop()
  }
})

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')

  if (address === null || typeof address === 'string') {
    throw new Error('There is no free port.')
  }
  return address.port
}

/** Turns chunks of text into whole lines. Empty ones are dropped; the last is given once it is complete. */
function lineSplitter(onLines: (lines: string[]) => void): (chunk: string) => void {
  let rest = ''

  return (chunk) => {
    const lines = (rest + chunk).split(/\r?\n/)
    rest = lines.pop() ?? ''
    const whole = lines.filter((line) => line.trim() !== '')

    if (whole.length > 0) {
      onLines(whole)
    }
  }
}
