import 'server-only'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { optionOf } from '@/lib/clients/merge/bridge-line'
import { bridgeOfEntry } from '@/lib/clients/merge/fuse-entry'
import { runtimeOf, type ServerEntry, serversIn } from '@/lib/clients/merge/servers-in'
import type { ClientDefinition } from '@/lib/clients/model'
import { CLIENTS } from '@/lib/clients/registry'
import { PROXY_PACKAGE, REMOTE_PACKAGE } from '@/lib/clients/servers'
import { readClientFile } from '@/lib/install/client-file'
import type { Computer } from '@/lib/install/computer'
import { locate } from '@/lib/install/locate'
import type { ClientStatus, EntryStatus } from '@/lib/install/model'
import { anyConfig, isNamed } from '@/lib/install/uninstall'
import { toText } from '@/lib/json'
import { AppError } from '@/lib/result'

/** What AWS has, for entries of that region; `key`: the connection with which it was asked. */
export type Known = { region: string; key: string; runtimes: { name: string; arn: string }[] }

/** Every client that has a file, on this computer. Without `known`, AWS is left out of it. */
export async function statusOfClients(computer: Computer, known?: Known): Promise<ClientStatus[]> {
  const all = await Promise.all(CLIENTS.map((client) => statusOf(client, computer, known)))
  return all.filter((status) => status !== undefined)
}

/** One client; undefined for one without a file of its own. */
export async function statusOf(
  client: ClientDefinition,
  computer: Computer,
  known?: Known,
): Promise<ClientStatus | undefined> {
  const located = locate(client, computer)

  if (!located || client.format === 'python') {
    return undefined
  }
  const { file, isInstalled } = located
  const about = { id: client.id, name: client.name, file }
  const servers = await serversOf(client, file, computer)

  if ('problem' in servers) {
    return { ...about, state: 'unreadable', entries: [], next: { text: `${servers.problem} Correct the file there.` } }
  }
  const entries = servers.found.flatMap((server) => entryStatus(server, known))
  const wrong = entries.find(({ problems }) => problems.length > 0)

  if (entries.length === 0) {
    return isInstalled
      ? { ...about, state: 'not-installed', entries, next: nextOf('Put a server into it.', 'install', client.id) }
      : { ...about, state: 'absent', entries }
  }
  return wrong
    ? { ...about, state: 'out-of-step', entries, next: mend(client.id, wrong) }
    : { ...about, state: 'in-step', entries }
}

type Read = { found: ServerEntry[] } | { problem: string }

async function serversOf(client: ClientDefinition, file: string, computer: Computer): Promise<Read> {
  try {
    const servers = await serversIn(readClientFile(file).text, anyConfig(client, computer))
    return servers.ok ? { found: servers.data } : { problem: servers.error.message }
  } catch (error) {
    if (error instanceof AppError) {
      return { problem: error.failure.message }
    }
    throw error
  }
}

/** Nothing for a server that is none of AgentCore's. */
function entryStatus(server: ServerEntry, known: Known | undefined): EntryStatus[] {
  const runtime = runtimeOf(server)

  if (runtime === undefined) {
    return []
  }
  const through = bridgeOfEntry(server.entry) ? 'bridge' : isProgram(server.entry) ? 'program' : 'address'
  const problems = [...pathProblems(server), ...versionProblems(server), ...awsProblems(server, runtime, known)]
  return [{ entry: server.name, through, runtime, problems }]
}

function isProgram(entry: unknown): boolean {
  const { command, cmd } = entry as { command?: unknown; cmd?: unknown }
  return command !== undefined || cmd !== undefined
}

function pathProblems({ entry }: ServerEntry): string[] {
  const bridge = bridgeOfEntry(entry)

  if (!bridge) {
    return []
  }
  const gone = (file: string) => path.isAbsolute(file) && !existsSync(file)
  return [
    ...(gone(bridge.command) ? [`Node.js is not at ${bridge.command} any more.`] : []),
    ...(gone(bridge.script) ? [`Slipway is not at ${bridge.script} any more.`] : []),
  ]
}

/** Packages that an older Slipway pinned, or nobody. */
function versionProblems({ entry }: ServerEntry): string[] {
  const words = JSON.stringify(entry)
  return [PROXY_PACKAGE, REMOTE_PACKAGE].flatMap((pinned) => {
    const [name = ''] = pinned.split('@')
    const [, version] = new RegExp(`"${name}(?:@|==)([\\w.]+)"`).exec(words) ?? []
    return version === undefined || pinned.endsWith(`@${version}`)
      ? []
      : [`It starts ${name} ${version}; Slipway writes ${pinned.slice(name.length + 1)} today.`]
  })
}

/** Only of entries that lead to the region and account that were asked about. */
function awsProblems({ entry }: ServerEntry, runtime: string, known: Known | undefined): string[] {
  const bridge = bridgeOfEntry(entry)
  const connection = bridge && optionOf(bridge, '--connection')
  const isAsked =
    known !== undefined && (connection === undefined ? regionOf(runtime) === known.region : connection === known.key)

  if (!known || !isAsked) {
    return []
  }
  const same = known.runtimes.filter(({ arn, name }) => arn === runtime || isNamed(arn, runtime) || name === runtime)
  const id = /:runtime\/(\w+)-\w{10}$/.exec(runtime)?.[1] ?? runtime
  const successor = known.runtimes.find(({ arn, name }) => name === id && isSameAccount(arn, runtime))

  if (same.length > 0) {
    return []
  }
  return successor
    ? ['The runtime was made anew, so its endpoint moved.']
    : known.runtimes.every(({ arn }) => isSameAccount(arn, runtime))
      ? [`There is no runtime ${id} in ${known.region} any more.`]
      : []
}

function isSameAccount(arn: string, runtime: string): boolean {
  return !runtime.startsWith('arn:') || arn.split(':')[4] === runtime.split(':')[4]
}

function regionOf(runtime: string): string | undefined {
  return runtime.split(':')[3]
}

/** A runtime that is gone leaves an entry to take out; everything else is mended by installing once more. */
function mend(client: string, { runtime, problems }: EntryStatus): NonNullable<ClientStatus['next']> {
  const name = runtime.replace(/^arn:.*:runtime\//, '').replace(/-\w{10}$/, '')
  const [problem = ''] = problems
  return problem.startsWith('There is no runtime')
    ? nextOf(`${problem} Take the entry out.`, 'uninstall', client, name)
    : nextOf(`${toText(problem)} Install it once more.`, 'install', client, name)
}

function nextOf(text: string, verb: 'install' | 'uninstall', client: string, name = 'NAME') {
  return { text, command: `npm run slipway -- ${verb} ${client} ${name}` }
}
