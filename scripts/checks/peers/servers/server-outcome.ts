import { type Shape, shapeOf } from '@/scripts/checks/peers/differential/differential-shape'

/** What came of one call: the result of the tool, or the error of the protocol. */
export type Answer = { result?: object } | { code: number }

/** How a call ended, and what its answer is made of. */
export type Outcome = { status: string; shape: Shape }

type Result = { isError?: boolean; content?: { type: string; text?: string }[]; structuredContent?: unknown }

export function outcomeOf(answer: Answer): Outcome {
  if ('code' in answer) {
    return { status: `protocol error ${answer.code}`, shape: new Map() }
  }
  const { isError = false, content = [], structuredContent } = (answer.result ?? {}) as Result
  const text = content.map((part) => opened(part.text))
  const opaque = structuredContent === undefined ? text : opened(structuredContent)
  return {
    status: isError ? 'isError' : ['ok', ...codesIn(opaque)].join(' '),
    shape: shapeOf({
      text,
      isText: JSON.stringify(text[0]) === JSON.stringify(opaque) ? 'same' : null,
      structured: structuredContent === undefined ? null : opaque,
    }),
  }
}

/** Headers that say nothing about the answer. */
const OF_THE_CONNECTION = new Set(['connection', 'keep-alive', 'transfer-encoding'])

/** JSON within strings, however deep, so that what it is made of can be compared. */
function opened(value: unknown): unknown {
  if (typeof value === 'string') {
    return openedText(value)
  }
  if (Array.isArray(value)) {
    return value.map(opened)
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([name]) => !OF_THE_CONNECTION.has(name))
    return Object.fromEntries(members.map(([name, item]) => [name, opened(item)]))
  }
  return value
}

/** `Error while validating the command: {…}` has JSON after its words. */
function openedText(text: string): unknown {
  const start = /^[^[{]*/.exec(text)?.[0] ?? ''
  const rest = text.slice(start.length)

  try {
    const inner = opened(JSON.parse(rest))
    return start === '' ? { json: inner } : { [start.trim()]: inner }
  } catch {
    return text
  }
}

/** What AWS called its refusals. */
function codesIn(value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.flatMap(codesIn)
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, item]) =>
      name === 'error_code' && typeof item === 'string' ? [item] : codesIn(item),
    )
  }
  return []
}
