import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '@/scripts/lib/root.mjs'

const UV_VERSION = '0.13.9'
/** The oldest Python that all peers run on. */
const PYTHON = '>=3.10'

const cache = path.join(root, 'node_modules/.cache/peers')
const bin = process.platform === 'win32' ? 'Scripts' : 'bin'

/** Environments whose requirements clash with one another's, and the file that pins each. */
const ENVIRONMENTS = {
  peers: 'requirements.txt',
  'server-1.2.0': 'servers/requirements-1.2.0.txt',
  'server-1.3.46': 'servers/requirements-1.3.46.txt',
  'server-1.5.6': 'servers/requirements-1.5.6.txt',
  'sdk-1': 'bridge/requirements-sdk-1.txt',
  'sdk-2': 'bridge/requirements-sdk-2.txt',
} as const
type Environment = keyof typeof ENVIRONMENTS
type SdkLine = Extract<Environment, `sdk-${string}`>
/** Releases of the AWS API MCP Server that are installed: `1.2.0`, … */
export type ServerRelease = Environment extends infer One
  ? One extends `server-${infer Release}`
    ? Release
    : never
  : never

/** Absolute paths of the peers' commands. */
export type Programs = {
  /** `python`, `moto_server`, `aws`, `ministack`, `mcp-proxy-for-aws` */
  peer: (command: string) => string
  /** A release of the AWS API MCP Server, whose requirements clash with the others', or the Python that it runs on. */
  server: (release: ServerRelease, command?: 'awslabs.aws-api-mcp-server' | 'python') => string
  /** Python with the client libraries of one line of the MCP SDK. */
  python: (line: SdkLine) => string
  /** Folders in which `uvx` is, when it is not on the path. */
  uvFolders: string[]
}

export const PROGRAMS: Programs = {
  peer: (command) => inEnvironment('peers', command),
  server: (release, command = 'awslabs.aws-api-mcp-server') => inEnvironment(`server-${release}`, command),
  python: (line) => inEnvironment(line, 'python'),
  uvFolders: [path.join(cache, 'uv', bin)],
}

/** Installs what is missing or out of date, and says so. Throws, in plain words, when it can't. */
export function preparePrograms(): void {
  const uv = findUv()

  for (const [name, file] of Object.entries(ENVIRONMENTS)) {
    makeEnvironment(uv, name, file)
  }
}

/** `moto[server] 5.2.5`, … as pinned: the chosen programs, and the botocore that they brought. */
export function versions(): string[] {
  return Object.entries(ENVIRONMENTS).flatMap(([name, file]) => {
    const lines = readFileSync(requirements(file), 'utf8').split('\n')
    const chosen = lines.slice(1, lines.indexOf(''))
    const botocore = lines.filter((line) => line.startsWith('botocore==') && name === 'peers')
    return [...chosen, ...botocore].map((line) => line.replace('==', ' '))
  })
}

function findUv(): string {
  if (spawnSync('uv', ['--version']).status === 0) {
    return 'uv'
  }
  const own = inEnvironment('uv', 'uv')

  if (!existsSync(own)) {
    say(`installing uv ${UV_VERSION} (once)…`)
    run(python(), ['-m', 'venv', path.join(cache, 'uv')])
    run(inEnvironment('uv', 'pip'), ['install', '--quiet', '--disable-pip-version-check', `uv==${UV_VERSION}`])
  }
  return own
}

function python(): string {
  const found = ['python3', 'python'].find((name) => spawnSync(name, ['--version']).status === 0)

  if (!found) {
    throw new Error('The peers are Python programs, and there is no python3 here. Install Python 3.10 or newer.')
  }
  return found
}

function makeEnvironment(uv: string, name: string, file: string): void {
  const folder = path.join(cache, name)
  const marker = path.join(folder, 'slipway-requirements')
  const wanted = createHash('sha256')
    .update(readFileSync(requirements(file)))
    .digest('hex')

  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) {
    return
  }
  say(`installing the programs of scripts/checks/peers/${file} (once for each change of it)…`)
  mkdirSync(cache, { recursive: true })
  run(uv, ['venv', '--quiet', '--clear', '--python', PYTHON, folder])
  run(uv, ['pip', 'install', '--quiet', '--python', inEnvironment(name, 'python'), '-r', requirements(file)])
  writeFileSync(marker, wanted)
}

function requirements(file: string): string {
  return path.join(root, 'scripts/checks/peers', file)
}

function inEnvironment(name: string, command: string): string {
  return path.join(cache, name, bin, command)
}

function run(command: string, args: string[]): void {
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 2, 2] })

  if (status !== 0) {
    throw new Error(`${path.basename(command)} ${args[0]} failed${error ? `: ${error.message}` : ''}.`)
  }
}

function say(text: string): void {
  process.stderr.write(`peers: ${text}\n`)
}
