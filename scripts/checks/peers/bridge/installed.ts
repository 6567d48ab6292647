import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Practice } from '@/lib/practice/server/start'
import { buildProgram } from '@/scripts/lib/build-program.mjs'
import { writePracticePlace } from '@/scripts/lib/practice-place'

const LIMIT_MS = 100_000

export type Said = { code: number | null; stdout: string; stderr: string }

/** Slipway in a folder of its own, with a console's practice account, and a person's home beside it. */
export type Installed = {
  /** Slipway's own folder. */
  root: string
  home: string
  /** Where a client runs: neither Slipway's folder nor the home. */
  elsewhere: string
  /** What a client leaves of the environment; nothing of Slipway's or of AWS's. */
  env: Record<string, string>
  slipway: (args: string[], stdin?: string) => Promise<Said>
  leave: () => void
}

/** Puts the built program where no clone is, so that the sign-ins and rules of the clone's owner are left alone. */
export async function installSlipway(practice: Practice): Promise<Installed> {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'slipway-peers-bridge-')))
  const [home, elsewhere, own] = ['home', 'elsewhere', 'slipway'].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ]
  const build = path.join(own, 'build')
  const state = path.join(own, '.slipway')

  for (const each of [home, elsewhere, own, state]) {
    mkdirSync(each)
  }
  cpSync(path.dirname(await buildProgram()), build, { recursive: true, preserveTimestamps: true })
  writeFileSync(path.join(own, 'package-lock.json'), '{}')
  // There are no sources beside it that could be newer.
  writeFileSync(path.join(build, 'inputs.json'), '[]')
  // This process's own journal and sign-ins go there as well.
  process.env.SLIPWAY_STATE_DIR = state
  writePracticePlace(state, practice)

  const env = { HOME: home, PATH: process.env.PATH ?? '', TERM: 'dumb' }
  const program = path.join(build, 'slipway.mjs')
  return {
    ...{ root: own, home, elsewhere, env },
    slipway: (args, stdin) => start(process.execPath, [program, ...args], { cwd: elsewhere, env, stdin }),
    leave: () => rmSync(folder, { recursive: true, force: true }),
  }
}

type Start = {
  cwd: string
  env: Record<string, string>
  stdin?: string | undefined
  /** Standard input ends with this on standard output; at once when left out. */
  until?: RegExp | undefined
  limitMs?: number
}

/** Runs a program to its end; `code` is null for one that took too long. */
export function start(command: string, args: string[], { cwd, env, stdin = '', until, limitMs }: Start): Promise<Said> {
  const child = spawn(command, args, {
    cwd,
    env: { NODE_ENV: 'production', ...env },
    timeout: limitMs ?? LIMIT_MS,
    killSignal: 'SIGKILL',
  })
  const said = { stdout: '', stderr: '' }
  child.stdin.on('error', () => undefined).write(stdin)
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      said[name] += chunk
      if (until?.test(said.stdout)) {
        child.stdin.end()
      }
    })
  }
  if (!until) {
    child.stdin.end()
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, ...said }))
  })
}
