import { once } from 'node:events'
import path from 'node:path'
import { InvalidArgumentError, Option } from '@commander-js/extra-typings'
import { type LaneOptions, openLane } from '@/cli/bridge/lane'
import { CONNECTION_OPTION } from '@/cli/shared/connection'
import { EXIT } from '@/cli/shared/exit'
import type { Verb } from '@/cli/shared/verb'
import { forModernClients } from '@/lib/bridge/eras/modern-client'
import type { Lane, OpenLane } from '@/lib/bridge/lane'
import { linesOf } from '@/lib/bridge/lines'
import { CODES, errorAnswer, isMessage, type Message } from '@/lib/bridge/message'
import { standingBy } from '@/lib/bridge/standby'
import { makeFolderSync } from '@/lib/durable-file'
import { isLoopback } from '@/lib/loopback'
import { AppError } from '@/lib/result'

const NOTES = `
An MCP server on standard input and output, for a client to start. It ends when standard input does. Several runtimes become one
server, whose tools' names begin with the runtime's. With --http it serves clients that speak HTTP only, until it is interrupted.
--state-dir FOLDER, of any verb: where sign-ins, rules and record are, when that is not the folder of Slipway.`

/** For what is to be said at the end. */
const PATIENCE_MS = 5000

/** Stands between an MCP client and runtimes: signs, keeps sessions alive, and says in words what fails. */
export const bridge: Verb = (command, done) =>
  void command
    .argument('<runtime...>', 'name, id or ARN of the runtime')
    .addOption(CONNECTION_OPTION)
    .addOption(new Option('--qualifier <name>', "the runtime's endpoint").default('DEFAULT'))
    .addOption(
      new Option(
        '--guard <mode>',
        'what may run without a question: everything, or what only reads; or nothing else at all',
      )
        .choices(['off', 'ask', 'read-only'] as const)
        .default('ask' as const),
    )
    .addHelpText('after', NOTES)
    .addOption(
      new Option('--record <how>', 'what is written down of each call: nothing, what it was, or its arguments too')
        .choices(['off', 'on', 'full'] as const)
        .default('on' as const),
    )
    .addOption(new Option('--http <address>', 'serve over HTTP there, such as 127.0.0.1:8123').argParser(readAddress))
    .action(async (runtimes, { http, ...options }) => {
      const open = await laneTo(runtimes, options)
      await (http === undefined ? overStdio(open) : overHttp(http, open))
      done(EXIT.done)
    })

async function overStdio(open: OpenLane): Promise<void> {
  const lane = open(send)
  // A client that is in a hurry sends a signal: what runs then is written down, and its session is not left to the idle time-out.
  await Promise.race([serve(lane), interrupted()])
  process.stdin.destroy()
  // Somebody who does not answer must not keep it.
  setTimeout(() => process.exit(), PATIENCE_MS).unref()
  await lane.end()
}

async function interrupted(): Promise<void> {
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
}

/** The bearer stays the same from start to start: it stands in clients' configs. */
async function overHttp(address: { host: string; port: number }, open: OpenLane): Promise<void> {
  const { storedSecret, stateDirectory } = await import('@/lib/auth/secret')
  const { serveOverHttp } = await import('@/lib/bridge/serve-http')
  const folder = path.join(stateDirectory(), 'bridge')
  makeFolderSync(folder)
  const token = storedSecret(folder)
  const serving = await serveOverHttp({ ...address, token, open }).catch((error: NodeJS.ErrnoException) => {
    throw new AppError({
      code: 'conflict',
      message: `${address.host}:${address.port} can’t be listened on: ${error.code ?? error.message}.`,
      remedy: 'Give another port, or 0 for a free one.',
    })
  })
  process.stderr.write(`Serving ${serving.url} to this computer. Clients send:\n  Authorization: Bearer ${token}\n`)
  await interrupted()
  await serving.close()
}

function readAddress(text: string): { host: string; port: number } {
  const [, host = '', port = ''] = /^(?:(.+):)?(\d{1,5})$/.exec(text) ?? []
  const address = { host: host.replace(/^\[|\]$/g, '') || '127.0.0.1', port: Number(port) }

  if (port === '' || address.port > 65_535) {
    throw new InvalidArgumentError('Give an address and a port, such as 127.0.0.1:8123.')
  }
  if (!isLoopback(address.host)) {
    throw new InvalidArgumentError(
      'Give an address of this computer only: whoever reaches it acts with your permissions.',
    )
  }
  return address
}

/** One runtime passes through as it is; several are joined. */
async function laneTo(runtimes: string[], options: LaneOptions): Promise<OpenLane> {
  const opens = [...new Set(runtimes)].map(
    (runtime) => (toClient: (message: Message) => void) => openLane(runtime, options, toClient),
  )
  const [only] = opens

  if (only && opens.length === 1) {
    return forModernClients(standingBy(only))
  }
  const { joinLanes } = await import('@/lib/bridge/many')
  const { labelsOf } = await import('@/lib/bridge/many-answers')
  const labels = labelsOf([...new Set(runtimes)])
  const members = opens.map((open, index) => ({ label: labels[index] ?? '', open }))
  return forModernClients(standingBy((toClient) => joinLanes(members, toClient)))
}

/** Reads messages until the client closes its side. Each is taken at once, so that a slow call holds nobody up. */
async function serve(lane: Lane): Promise<void> {
  for await (const line of linesOf(process.stdin)) {
    for (const message of read(line)) {
      lane.take(message)
    }
  }
}

function read(line: string): Message[] {
  try {
    const value: unknown = JSON.parse(line)
    const messages = (Array.isArray(value) ? value : [value]).filter(isMessage)
    if (messages.length > 0) {
      return messages
    }
    send(errorAnswer(null, CODES.invalidRequest, 'This is not a JSON-RPC message.'))
  } catch {
    send(errorAnswer(null, CODES.parse, 'This line is not JSON.'))
  }
  return []
}

function send(message: Message): void {
  process.stdout.write(`${JSON.stringify(message)}\n`)
}
