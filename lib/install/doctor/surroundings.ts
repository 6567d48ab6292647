import 'server-only'
import path from 'node:path'
import { getDefaultEnvironment } from '@modelcontextprotocol/client/stdio'
import { networkVariables } from '@/lib/env'
import type { Computer } from '@/lib/install/computer'
import type { Check } from '@/lib/install/doctor/model'
import { foldersOf } from '@/lib/install/doctor/program-path'

const VARIABLE_KEYS = ['env', 'envs', 'environment']

/** The variables that an entry gives to its program, whichever way its client calls them. */
export function variablesOf(entry: unknown): Record<string, string> {
  const members = entry as Record<string, unknown>
  const given = VARIABLE_KEYS.map((key) => members[key]).find((value) => typeof value === 'object' && value !== null)
  return Object.fromEntries(
    Object.entries(given ?? {}).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  )
}

/** What a client lets the program have: its own few variables, the path that it sees, and the entry's. */
export function surroundingsOf(client: string, entry: unknown, computer: Computer): Record<string, string> {
  const PATH = foldersOf(client, computer).join(path.delimiter)
  return { ...getDefaultEnvironment(), HOME: computer.home, PATH, ...variablesOf(entry) }
}

/** A proxy or certificates that this program needs are lost on a client, which hands nothing on. */
export function variablesCheck(entry: unknown, names = networkVariables()): Check[] {
  const given = new Set(Object.keys(variablesOf(entry)).map((name) => name.toUpperCase()))
  const lost = [...new Set(names.filter((name) => !given.has(name.toUpperCase())))]
  const about = { id: 'variables', title: 'Proxy and certificates' }

  return lost.length === 0
    ? [{ ...about, state: 'ok', detail: 'Nothing is set here that the entry lacks.' }]
    : [
        {
          ...{ ...about, state: 'todo', detail: `Set here and not in the entry: ${lost.join(', ')}.` },
          remedy: 'If the network needs them, put them into the entry’s variables: a client does not hand them on.',
        },
      ]
}
