import { CODES, errorAnswer, type Message, type Request } from '@/lib/bridge/message'

/** A method that lists: where its items are, what tells them apart, and whether they are called by name. */
export type ListKind = { method: string; key: string; id: string; isNamed: boolean }

export const LISTS: readonly ListKind[] = [
  { method: 'tools/list', key: 'tools', id: 'name', isNamed: true },
  { method: 'prompts/list', key: 'prompts', id: 'name', isNamed: true },
  { method: 'resources/list', key: 'resources', id: 'uri', isNamed: false },
  { method: 'resources/templates/list', key: 'resourceTemplates', id: 'uriTemplate', isNamed: false },
]

/** Clients and models take names of 64 characters (clients facts, section 6), and letters, digits, `_` and `-`. */
const MOST = 64
const BETWEEN = '__'

/** Labels of these servers, each once: their names made fit, short enough for most tools' names to stay whole. */
export function labelsOf(names: readonly string[]): string[] {
  const labels: string[] = []
  for (const name of names) {
    const fit =
      name
        .replace(/^arn:.*runtime\//, '')
        .replace(/[^A-Za-z0-9-]+/g, '-')
        .slice(0, 20) || 'server'
    let label = fit
    for (let number = 2; labels.includes(label); number += 1) {
      label = `${fit}-${number}`
    }
    labels.push(label)
  }
  return labels
}

/** `number`: which of several that would be the same, from 1 on. */
export function withName(label: string, name: string, number = 1): string {
  const end = number === 1 ? '' : `-${number}`
  return `${`${label}${BETWEEN}${name}`.slice(0, MOST - end.length)}${end}`
}

/** A label has no `_`, so the first two end it. */
export function splitName(name: string): { label: string; rest: string } {
  const at = name.indexOf(BETWEEN)
  return at < 0 ? { label: '', rest: name } : { label: name.slice(0, at), rest: name.slice(at + BETWEEN.length) }
}

/** The items of one page, and where the next begins. None of an answer with an error, or of another shape. */
export function listed(
  { result }: Message,
  key: string,
): { items: Record<string, unknown>[]; next: string | undefined } {
  const { [key]: items, nextCursor } = (result ?? {}) as Record<string, unknown>
  const all = Array.isArray(items) ? items : []
  return {
    items: all.filter((item) => typeof item === 'object' && item !== null),
    next: typeof nextCursor === 'string' && nextCursor !== '' ? nextCursor : undefined,
  }
}

type Entered = { label: string; answer: Message | undefined }
type Welcome = { protocolVersion: string; capabilities?: Record<string, unknown>; instructions?: unknown }

/** One answer to the handshake: the oldest version that all speak, what any of them can do, and who is missing. */
export function mergedInitialize({ id }: Request, entered: Entered[]): Message {
  const here = entered.flatMap(({ label, answer }) =>
    answer?.result ? [{ label, ...(answer.result as Welcome) }] : [],
  )
  const [oldest] = here.map(({ protocolVersion }) => protocolVersion).sort()

  if (oldest === undefined) {
    const words = entered.map(({ label, answer }) => `${label}: ${whyNot(answer)}`)
    return errorAnswer(id, CODES.internal, words.join('\n'))
  }
  const capabilities: Record<string, unknown> = Object.assign({}, ...here.map((each) => each.capabilities ?? {}))
  const missing = entered.filter(({ answer }) => !answer?.result)
  const instructions = [
    `Several servers stand behind this one; each tool's name begins with its server: ${here.map(({ label }) => label).join(', ')}.`,
    ...here.flatMap(({ label, instructions: own }) => (typeof own === 'string' ? [`${label}: ${own}`] : [])),
    ...missing.map(({ label, answer }) => `${label} is not there now: ${whyNot(answer)}`),
  ]
  return {
    jsonrpc: '2.0',
    result: {
      protocolVersion: oldest,
      // Who comes late comes by a changed list.
      capabilities: { ...capabilities, tools: { listChanged: true } },
      serverInfo: { name: 'slipway', version: '0.1.0' },
      instructions: instructions.join('\n'),
    },
  }
}

function whyNot(answer: Message | undefined): string {
  const { message } = (answer?.error ?? {}) as { message?: unknown }
  return typeof message === 'string' ? message : 'it has not answered yet.'
}
