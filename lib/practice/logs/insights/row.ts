import type { Scope } from '@/lib/practice/logs/insights/evaluate'
import { expressionKey } from '@/lib/practice/logs/insights/parse-expression'
import type { Value } from '@/lib/practice/logs/insights/values'
import { eventId, type LogEvent } from '@/lib/practice/logs/sorted-events'

export type Found = { event: LogEvent; group: string; accountId: string }

/** AWS extracts that many fields of an event of JSON. */
const MAX_JSON_FIELDS = 1000
const MAX_DEPTH = 100

const BUILT_IN: ReadonlyMap<string, (found: Found) => Value> = new Map<string, (found: Found) => Value>([
  ['@timestamp', ({ event }) => new Date(event.timestamp)],
  ['@ingestionTime', ({ event }) => new Date(event.ingestionTime)],
  ['@message', ({ event }) => event.message],
  ['@logStream', ({ event }) => event.stream],
  ['@log', ({ group, accountId }) => `${accountId}:${group}`],
  ['@ptr', ({ event }) => Buffer.from(eventId(event)).toString('base64')],
])

/** An event with what a query made of it, or a row of `stats`, which has made columns only. */
export class Row implements Scope {
  readonly found: Found | undefined
  readonly #made = new Map<string, Value>()
  #json: ReadonlyMap<string, Value> | undefined

  constructor(found?: Found) {
    this.found = found
  }

  set(name: string, value: Value): void {
    this.#made.set(name, value).set(expressionKey(name), value)
  }

  made(name: string): Value {
    return this.#made.get(name)
  }

  get(name: string): Value {
    if (this.#made.has(name)) {
      return this.#made.get(name)
    }
    if (!this.found) {
      return undefined
    }
    const builtIn = BUILT_IN.get(name)

    if (builtIn) {
      return builtIn(this.found)
    }
    this.#json ??= jsonFields(this.found.event.message)
    return this.#json.get(name)
  }
}

/** Of a message that is a JSON object, its leaves by their paths: `a.b`, `list.0`. Truth is 1 and 0, and null is missing. */
function jsonFields(message: string): ReadonlyMap<string, Value> {
  const fields = new Map<string, Value>()
  const root = parseObject(message)

  const visit = (value: unknown, path: string, depth: number): void => {
    if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of depth < MAX_DEPTH ? Object.entries(value) : []) {
        visit(inner, path === '' ? key : `${path}.${key}`, depth + 1)
      }
    } else if (fields.size < MAX_JSON_FIELDS && value !== null && !fields.has(path)) {
      fields.set(path, typeof value === 'boolean' ? Number(value) : (value as string | number))
    }
  }
  if (root) {
    visit(root, '', 0)
  }
  return fields
}

function parseObject(message: string): object | undefined {
  if (!/^\s*\{/.test(message)) {
    return undefined
  }
  try {
    return JSON.parse(message)
  } catch {
    return undefined
  }
}
