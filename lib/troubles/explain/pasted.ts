import type { Denial } from '@/lib/policies/denial/denial'
import { bySureness, outdone, readTroubles } from '@/lib/troubles/catalogue'
import { diagnose } from '@/lib/troubles/diagnose/diagnoser'
import type { DiagnosedEvent, Finding, Noise, Trouble } from '@/lib/troubles/model'
import { isForeignAnswer, STATUS_IDS } from '@/lib/troubles/rules/runtime/codes'
import { originOf, PASTED } from '@/lib/troubles/text/origin'
import { readable } from '@/lib/troubles/text/shape'

/** What a pasted text means: the likeliest cause first. Nothing is concluded from what is not there. */
export type PastedReading = {
  findings: Finding[]
  noise: Noise[]
  /** Text of a line that a finding cites. */
  textOf: (id: string) => string
}

const MAX_LINES = 20_000
/** A text of more lines is a log, whose messages are read one by one. */
const WHOLE_LINES = 80

/** Reads one text or several at once. */
export function explainPasted(text: string): PastedReading {
  const events = eventsOf(text)
  const { findings, noise } = diagnose(events, { isWhole: false })
  const isShort = events.length > 1 && events.length <= WHOLE_LINES
  // A line with a status does not say who answered; a header some lines below may.
  const own = isShort && isForeignAnswer(text) ? findings.filter(({ rule }) => !STATUS_IDS.has(rule)) : findings
  const all = isShort ? withWhole(own, text, events) : own
  const worse = outdone(all.map(({ rule }) => rule))
  const texts = new Map(events.map((event) => [event.id, event.text]))
  return {
    findings: all.filter(({ rule }) => !worse.has(rule)).sort(bySureness),
    noise,
    textOf: (id) => texts.get(id) ?? '',
  }
}

/** A pasted text as the lines of one stream. What they say of time is not read: all are of now. */
function eventsOf(text: string): DiagnosedEvent[] {
  return text
    .split(/\r?\n/)
    .slice(0, MAX_LINES)
    .map((line, index) => ({ id: `line-${index + 1}`, at: 0, stream: PASTED, text: line }))
    .filter((event) => event.text.trim() !== '')
}

function troublesOf(text: string): Trouble[] {
  return readTroubles(readable(text), { from: 'paste' }).troubles
}

/** What a terminal broke at its last column, put together again: such lines are all as long as the longest. */
function unwrapped(text: string): string {
  const lines = text.split(/\r?\n/)
  const width = Math.max(...lines.map(({ length }) => length))
  return lines.map((line) => (line.length === width ? line : `${line}\n`)).join('')
}

/**
 * A text of several lines is read as one message too: a terminal breaks sentences, and some say what they mean on another line. The
 * whole counts where its lines say nothing, less of a denial, or something that it knows better than.
 */
function withWhole(findings: Finding[], text: string, events: DiagnosedEvent[]): Finding[] {
  const [best = []] = [troublesOf(text), troublesOf(unwrapped(text))].sort((one, other) => told(other) - told(one))
  const whole = best.map((trouble) => toFinding(trouble, events))

  if (findings.every(({ denial }) => denial !== undefined)) {
    return told(whole) > told(findings) ? whole : findings
  }
  const found = new Set(findings.map(({ rule }) => rule))
  const better = whole.filter(({ rule }) => !found.has(rule) && [...outdone([rule])].some((worse) => found.has(worse)))
  return [...better, ...findings]
}

/** How much some causes say; of denials as much as the one that says the most. */
function told(troubles: Trouble[]): number {
  return Math.max(0, ...troubles.map(({ denial }) => (denial ? toldOf(denial) : 1)))
}

function toldOf({ principal, action, resource, policy }: Denial): number {
  const whole = /\s/.test(resource ?? '') ? undefined : resource
  return 1 + [principal, action, whole, policy].filter((part) => part !== undefined).length
}

function toFinding(trouble: Trouble, events: DiagnosedEvent[]): Finding {
  const [{ id, at, stream, text } = { id: '', at: 0, stream: PASTED, text: '' }] = events
  const origin = trouble.denial ? { origin: originOf({ stream, text }) } : {}
  return { ...trouble, ...origin, count: 1, firstAt: at, lastAt: at, lines: [{ id, at }] }
}
