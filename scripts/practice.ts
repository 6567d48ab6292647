import path from 'node:path'
import { parseArgs } from 'node:util'
import { explainWriteError } from '@/lib/durable-file'
import { type Practice, type PracticeOptions, startPractice } from '@/lib/practice/server/start'
import { credentialsLines, exportLines, profileLines } from '@/lib/practice-account/shell'
import { keepPort, keptPort } from '@/scripts/lib/kept-port'
import { type Lock, nameOwner, takeLock } from '@/scripts/lib/owner-lock'

const USAGE = `Usage: npm run practice -- [--port 4566] [--state FILE] [--profile] [--real-server COMMAND]

Serves the practice account on loopback until it is interrupted. Standard output has shell lines to evaluate;
--port 0 takes a free port, with --state the one of the last start if it is free. Without --state, nothing is kept.

With --profile, standard output has a profile to add to ~/.aws/config and ~/.aws/credentials instead; --state keeps its keys.

With --real-server, every session of a runtime is that command, in place of the imitation of the AWS API MCP Server: it gets
the runtime's variables, its role's credentials and this account as AWS_ENDPOINT_URL, and its output goes to the runtime's
log group. It is not isolated from this computer. The words are split at spaces, e.g.
--real-server "uvx --from awslabs.aws-api-mcp-server==1.3.46 --with fastmcp==3.4.10 awslabs.aws-api-mcp-server"`

/** Standard output is for the shell, so everything meant for a person goes to standard error. */
async function main(): Promise<void> {
  const options = readOptions()

  if (!options) {
    console.error(USAGE)
    process.exit(2)
  }
  const lock = ownOrExit(options)
  const practice = await start(await withKeptPort(options))
  keepPortOf(options, practice.url)
  lock?.announce(practice.url)
  console.log(options.asProfile ? profileText(practice) : exportLines(practice))
  console.error(`The practice account (${practice.accountId}) answers at ${practice.url}. Stop it with Ctrl+C.`)

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => practice.close().then(() => process.exit(0)))
  }
}

/** `asProfile`: prints a profile in place of shell lines. */
type Options = PracticeOptions & { asProfile: boolean }

function profileText(practice: Practice): string {
  return `# ~/.aws/config\n${profileLines(practice)}\n\n# ~/.aws/credentials\n${credentialsLines(practice)}`
}

function readOptions(): Options | undefined {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '4566' },
        state: { type: 'string' },
        profile: { type: 'boolean', default: false },
        'real-server': { type: 'string' },
      },
    })
    const port = Number(values.port)
    const isPort = /^\d{1,5}$/.test(values.port) && port <= 65_535
    const stateFile = values.state === undefined ? null : path.resolve(values.state)
    const realServer = serverFrom(values['real-server'])
    return isPort ? { port, stateFile, realServer, asProfile: values.profile } : undefined
  } catch {
    return undefined
  }
}

function serverFrom(text: string | undefined): PracticeOptions['realServer'] {
  const [command, ...args] = text?.split(/\s+/).filter((word) => word !== '') ?? []
  return command === undefined ? undefined : { command, args, env: { PATH: process.env.PATH ?? '' } }
}

/** Two accounts that keep their state in one file would overwrite each other. */
function ownOrExit({ stateFile, port }: PracticeOptions): Lock | undefined {
  const taken = stateFile ? takeLock(stateFile, `http://127.0.0.1:${port}`) : undefined

  if (!taken || 'release' in taken) {
    return taken
  }
  console.error(`${stateFile} is in use by ${nameOwner(taken.owner)}. Nothing was started.`)
  console.error('Use that one, or stop it; or keep this one in another file: --state FILE')
  process.exit(1)
}

/** Configurations that name the port stay right for as long as it can be had. */
async function withKeptPort(options: PracticeOptions): Promise<PracticeOptions> {
  const { port, stateFile } = options

  if (port !== 0 || !stateFile) {
    return options
  }
  const kept = await keptPort(stateFile, 0)

  if (kept.taken !== undefined) {
    console.error(`Port ${kept.taken}, which this account had last, is in use, so it takes another one.`)
  }
  return { ...options, port: kept.port }
}

/** The account works without it. */
function keepPortOf({ stateFile }: PracticeOptions, url: string): void {
  try {
    if (stateFile) {
      keepPort(stateFile, url)
    }
  } catch (error) {
    console.error(`The next start may take another port. ${explainWriteError(error)}`)
  }
}

async function start(options: PracticeOptions): Promise<Practice> {
  try {
    return await startPractice(options)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) {
      throw error
    }
    console.error(
      `Port ${options.port} is in use. Stop what uses it, or choose another one: --port 0 takes a free one.`,
    )
    process.exit(1)
  }
}

await main()
