import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort, NEXTAUTH_SECRET } from '@/e2e/support/stack'
import { consoleCommand } from '@/scripts/lib/console.mjs'
import { root } from '@/scripts/lib/root.mjs'

const START_LIMIT_MS = 60_000

/** moto takes any; real ones must never get here. */
const KEYS = { AWS_ACCESS_KEY_ID: 'testing', AWS_SECRET_ACCESS_KEY: 'testing' }

/** `stateDir`: a folder of its own, which goes with it. */
export type Running = { url: string; stateDir: string; stop: () => void }

/** An emulator's server on a free port of loopback; `path` answers once it is up. */
export async function startEmulator(
  command: string,
  {
    args,
    env,
    path: probe,
  }: { args: (port: string) => string[]; env: (port: string) => Record<string, string>; path: string },
): Promise<Running> {
  const port = String(await freePort())
  const folder = mkdtempSync(path.join(tmpdir(), 'slipway-emulator-'))
  const { PATH } = process.env
  return startServer(command, args(port), {
    url: `http://127.0.0.1:${port}`,
    probe,
    env: { NODE_ENV: 'production', PATH, HOME: folder, TMPDIR: folder, ...env(port) },
    folder,
  })
}

/** The built program, with any AWS endpoint behind it and the default credential chain. */
export async function startSlipway(endpoint: string): Promise<Running> {
  const port = String(await freePort())
  const folder = mkdtempSync(path.join(tmpdir(), 'slipway-peers-'))
  const { PATH } = process.env
  const { args, cwd, env } = consoleCommand(Number(port), '127.0.0.1')
  return startServer(process.execPath, args, {
    cwd,
    url: `http://127.0.0.1:${port}`,
    probe: '/api/health',
    env: {
      ...env,
      NODE_ENV: 'production',
      PATH,
      HOME: folder,
      NEXTAUTH_URL: `http://127.0.0.1:${port}`,
      NEXTAUTH_SECRET,
      SLIPWAY_AWS: 'chain',
      SLIPWAY_STATE_DIR: folder,
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: 'us-east-1',
      ...KEYS,
    },
    folder,
  })
}

type Server = { url: string; probe: string; env: NodeJS.ProcessEnv; folder: string; cwd?: string }

async function startServer(
  command: string,
  args: string[],
  { url, probe, env, folder, cwd = root }: Server,
): Promise<Running> {
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output = (output + chunk).slice(-10_000)
    })
  }
  const server = {
    url,
    stateDir: folder,
    stop: () => {
      child.kill('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
  if (!(await isUp(url + probe, child))) {
    server.stop()
    throw new Error(`${path.basename(command)} did not start:\n${output}`)
  }
  return server
}

async function isUp(url: string, child: ChildProcess): Promise<boolean> {
  const deadline = Date.now() + START_LIMIT_MS

  while (Date.now() < deadline && child.exitCode === null) {
    if ((await fetch(url).catch(() => undefined))?.ok) {
      return true
    }
    await sleep(100)
  }
  return false
}
