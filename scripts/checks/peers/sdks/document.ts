import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from '@/scripts/lib/root.mjs'

const FILE = 'docs/practice-account.md'
const START_LIMIT_MS = 60_000

/** The blocks of a language in the document, in its order. */
function blocksOf(language: string): string[] {
  const text = readFileSync(path.join(root, FILE), 'utf8')
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, block = '']) => block)
}

/** The one program of a language. */
export function programIn(language: string): string {
  const [program, ...others] = blocksOf(language)

  if (program === undefined || others.length > 0) {
    throw new Error(`${FILE} has ${others.length === 0 ? 'no' : 'more than one'} program in ${language}.`)
  }
  return program
}

export type Started = { env: Record<string, string>; stop: () => void }

/** Starts a practice account with the document's own lines, but for the port, in a home of its own. */
export async function startAsDocumented(home: string): Promise<Started> {
  const [start = '', use = ''] = blocksOf('sh')
  const onFreePort = start.replace('--port 4566', '--port 0')

  if (onFreePort === start) {
    throw new Error(`${FILE} does not start on port 4566 any more.`)
  }
  const env = { NODE_ENV: 'test' as const, PATH: process.env.PATH ?? '', HOME: home }
  // A group of its own: npm starts a shell, and that the account.
  const child = spawn('bash', ['-c', onFreePort], {
    cwd: root,
    env,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const said = heard(child)
  const stop = () => child.exitCode === null && child.pid !== undefined && process.kill(-child.pid)

  try {
    await written(path.join(home, 'practice.env'), child, said)
    const { stdout } = spawnSync('bash', ['-e', '-c', `${use}\nenv -0`], { env, encoding: 'utf8' })
    const variables = stdout
      .split('\0')
      .flatMap((line) => (/^AWS_/.test(line) ? [line.split(/=(.*)/s).slice(0, 2)] : []))
    return { env: { ...env, ...Object.fromEntries(variables) }, stop }
  } catch (error) {
    stop()
    throw error
  }
}

function heard(child: ChildProcess): () => string {
  let text = ''
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
  })
  return () => text.trim()
}

async function written(file: string, child: ChildProcess, said: () => string): Promise<void> {
  for (const began = Date.now(); Date.now() - began < START_LIMIT_MS; await sleep(200)) {
    if (existsSync(file) && readFileSync(file, 'utf8').includes('\n')) {
      return
    }
    if (child.exitCode !== null) {
      break
    }
  }
  throw new Error(`The practice account did not start: ${said()}`)
}
