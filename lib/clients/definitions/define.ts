import type { ClientDefinition, ClientFacts, Emission, Target, Word } from '@/lib/clients/model'
import { desktopTokenNeeds, PLACEHOLDER_NOTES, programNeeds, TOKEN_EXPIRY_NOTE, tokenNeeds } from '@/lib/clients/needs'
import { localProgram, type StdioServer, startsProgram } from '@/lib/clients/servers'

type Entry = Record<string, unknown>

type Shape = {
  container: string[]
  /** The entry of a server that is a program; as it is when left out. */
  stdio?: (server: StdioServer, target: Target) => Entry
  /** The entry of a server that is an address. */
  remote: (url: string, target: Target) => Entry
  /** What a file made from nothing holds besides. */
  around?: Entry
  /** The container is a list. */
  isList?: boolean
  /** Started from a shell, so it sees what the shell exports. */
  isTerminal?: boolean
  words?: (target: Target, server: StdioServer) => Word[] | undefined
  link?: (target: Target, entry: Entry) => string | undefined
  notes?: (target: Target) => string[]
}

/** A client whose file holds one entry per server: all but its names is the same for every such client. */
export function defineClient(facts: ClientFacts, shape: Shape): ClientDefinition {
  return {
    ...facts,
    emit: (target, os) => {
      const server = localProgram(target, os)
      const entry = startsProgram(target) ? (shape.stdio ?? same)(server, target) : shape.remote(target.url, target)
      const words = shape.words?.(target, server)
      const link = shape.link?.(target, entry)

      return {
        document: { ...shape.around, ...nested(shape, target.name, entry) },
        container: shape.container,
        words,
        link,
        needs: needs(facts, shape, target, os),
        notes: [...(shape.notes?.(target) ?? []), ...tokenNotes(facts, target)],
      }
    },
  }
}

function same(server: StdioServer): Entry {
  return { ...server }
}

function nested({ container, isList }: Shape, name: string, entry: Entry): Entry {
  const servers: unknown = isList ? [{ name, ...entry }] : { [name]: entry }
  return container.reduceRight<unknown>((value, key) => ({ [key]: value }), servers) as Entry
}

function needs(
  facts: ClientFacts,
  shape: Shape,
  target: Target,
  os: Parameters<ClientDefinition['emit']>[1],
): Emission['needs'] {
  if (startsProgram(target)) {
    return programNeeds(target, os)
  }
  if (facts.tokenReference === undefined) {
    return [
      { text: 'A current access token. No way is known to make this client look one up, so its file has to hold it.' },
    ]
  }
  return shape.isTerminal ? tokenNeeds(os) : desktopTokenNeeds(os)
}

function tokenNotes({ tokenReference }: ClientFacts, target: Target): string[] {
  if (startsProgram(target)) {
    return []
  }
  return tokenReference === undefined ? PLACEHOLDER_NOTES : [TOKEN_EXPIRY_NOTE]
}
