import 'server-only'
import { emitConfig } from '@/lib/clients/emit'
import { leadingTo, runtimeOf, type ServerEntry, serversIn, withoutServer } from '@/lib/clients/merge/servers-in'
import type { ClientDefinition, Target } from '@/lib/clients/model'
import { exclusively } from '@/lib/exclusively'
import { type ClientFile, readClientFile } from '@/lib/install/client-file'
import type { Computer } from '@/lib/install/computer'
import { replace } from '@/lib/install/install'
import { locate } from '@/lib/install/locate'
import type { Installed } from '@/lib/install/model'
import { fail, ok, type Result } from '@/lib/result'

/** `url`: the runtime's endpoint, where the runtime is still there; without it, the entries are told by its name. */
export type Unwanted = { client: ClientDefinition; name: string; url?: string | undefined; file?: string | undefined }

/** Takes every entry of a runtime out of a client's file, whatever its name, and nothing else. Fails with `not-found`. */
export function uninstall(unwanted: Unwanted, computer: Computer): Promise<Result<Installed>> {
  return exclusively('install', async () => {
    const path = unwanted.file ?? locate(unwanted.client, computer)?.file
    const before = path === undefined ? undefined : readClientFile(path)

    if (!before?.exists) {
      return fail(notThere(unwanted, path))
    }
    const found = await entriesOf(before, unwanted, computer)

    if (!found.ok) {
      return found
    }
    if (found.data.length === 0) {
      return fail(notThere(unwanted, path))
    }
    const text = await without(before.text, found.data, unwanted.client, computer)
    const entry = found.data.map((each) => each.name).join(', ')
    const { client, name } = unwanted
    return text.ok
      ? replace(before, text.data, { kind: 'uninstall', client: client.id, name, entry }, client.restart)
      : text
  })
}

async function entriesOf(
  { text }: ClientFile,
  { client, name, url }: Unwanted,
  computer: Computer,
): Promise<Result<ServerEntry[]>> {
  const servers = await serversIn(text, anyConfig(client, computer))

  if (!servers.ok) {
    return servers
  }
  return ok(
    url === undefined ? servers.data.filter((each) => isNamed(runtimeOf(each), name)) : leadingTo(servers.data, url),
  )
}

/** From the last to the first: an item's place in a list is its number. */
async function without(
  text: string,
  entries: ServerEntry[],
  client: ClientDefinition,
  computer: Computer,
): Promise<Result<string>> {
  let rest = text

  for (const entry of entries.toReversed()) {
    const cut = await withoutServer(rest, anyConfig(client, computer), entry)

    if (!cut.ok) {
      return cut
    }
    rest = cut.data
  }
  return ok(rest)
}

/** A name, an id or an ARN, of a runtime that is called so. */
export function isNamed(runtime: string | undefined, name: string): boolean {
  const id = runtime?.replace(/^arn:.*:runtime\//, '')
  return id !== undefined && (id === name || id.replace(/-\w{10}$/, '') === name || runtime === name)
}

/** A config that only says where the client keeps its servers. */
export function anyConfig(client: ClientDefinition, { os }: Computer) {
  const target: Target = { name: 'x', url: 'https://x.invalid/', region: 'us-east-1', auth: 'sigv4' }
  return emitConfig(client, target, os)
}

function notThere({ client, name }: Unwanted, path: string | undefined) {
  return {
    code: 'not-found' as const,
    message: `${path ?? client.name} has no entry that leads to ${name}.`,
    remedy: 'See which clients have one:',
    command: 'npm run slipway -- clients',
  }
}
