import { mayMatter, readTroubles } from '@/lib/troubles/catalogue'
import type { DiagnosedEvent, Finding } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'
import { levelOf } from '@/lib/troubles/text/level'
import { originOf, placeOf } from '@/lib/troubles/text/origin'
import {
  beginsMessage,
  continuesMessage,
  exceptionOf,
  isEcho,
  opensTraceback,
  readable,
} from '@/lib/troubles/text/shape'

/** One message: CloudWatch makes an event of each line, so a traceback or a wrapped sentence is many events. */
export type Block = { events: DiagnosedEvent[]; characters: number; isTraceback: boolean; matters: boolean }

/** What one message says: the finding without its count, once for each cause. */
export type Hit = Omit<Finding, 'count' | 'firstAt' | 'lastAt' | 'lines'>
export type Reading = { hits: Hit[]; noise?: { rule: string; title: string } }

const MAX_EVENTS = 200
const MAX_CHARACTERS = 40_000

export function openBlock(event: DiagnosedEvent): Block {
  return {
    events: [event],
    characters: event.text.length,
    isTraceback: opensTraceback(event.text),
    matters: mayMatter(event.text),
  }
}

/** Takes the event into the message when it goes on there; false when it begins another one. */
export function extendBlock(block: Block, event: DiagnosedEvent): boolean {
  const goesOn =
    continuesMessage(event.text) ||
    (block.isTraceback && !beginsMessage(event.text)) ||
    // Loggers write an error's message first, and its traceback below.
    (opensTraceback(event.text) && levelOf(block.events[0]?.text ?? '') === 'error')

  if (!goesOn || block.events.length >= MAX_EVENTS || block.characters > MAX_CHARACTERS) {
    return false
  }
  block.events.push(event)
  block.characters += event.text.length
  block.isTraceback ||= opensTraceback(event.text)
  // A sentence may be cut anywhere, so a hint may stand across the cut: what has more than one line is always read.
  block.matters = true
  return true
}

export function readBlock(block: Block): Reading {
  if (!block.matters) {
    return { hits: [] }
  }
  const raw = rawOf(block)
  const text = readable(raw)

  if (isEcho(text, levelOf(raw))) {
    return { hits: [] }
  }
  const [{ stream, text: head } = { stream: '', text: '' }] = block.events
  const origin = originOf({ stream, text: head })
  const { troubles, noise } = readTroubles(text, placeOf(origin))

  if (noise) {
    return { hits: [], noise: { rule: noise.id, title: noise.title } }
  }
  return {
    hits:
      troubles.length > 0
        ? troubles.map((trouble) => (trouble.denial ? { ...trouble, origin } : trouble))
        : unknownError(block, raw),
  }
}

function rawOf({ events }: Block): string {
  return events.map(({ text }) => text).join('\n')
}

function unknownError({ isTraceback }: Block, raw: string): Hit[] {
  const exception = isTraceback ? exceptionOf(raw) : undefined

  if (!exception) {
    return []
  }
  return [
    {
      key: `unknown-error ${exception}`,
      rule: 'unknown-error',
      layer: 'server',
      severity: 'warning',
      certainty: 'possible',
      sources: [SOURCES.python],
      title: `The server failed with ${exception}.`,
      cause: 'Slipway does not know this error. The last line of the traceback says what happened.',
      remedy: ['Read the cited lines; the frames of the server itself say which part failed.'],
    },
  ]
}
