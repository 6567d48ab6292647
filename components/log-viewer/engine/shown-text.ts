import { cutAt } from '@/lib/format/whole-characters'
import { type Span, spansOf, visibleText } from '@/lib/logs/spans'
import { readLineHead } from '@/lib/troubles/text/line-head'

/** Longer first lines are cut in the list. */
const SHOWN_CHARACTERS = 2000
/** Colours of longer raw texts aren't worth the work. */
const MAX_SPANNED = 400_000

/** What a row shows of a line, cut to its first line. `left`: characters that stand behind it, of all its lines. */
export type ShownText = { text: string; spans: Span[] | undefined; left: number; logger: string | undefined }

/** The message: what time, level and logger say stands in the columns beside it. */
export function shownMessage(visible: string, raw: string): ShownText {
  const { start, end, message, logger } = readLineHead(visible)

  if (message === undefined) {
    return { ...firstLine(visible, start, spansFor(raw), end), logger }
  }
  // The escapes of JSON may have hidden what can't be seen.
  const text = visibleText(message)
  return { ...firstLine(text, 0, spansFor(message)), logger }
}

/** The line as it came, for a match that the message doesn't have. */
export function shownWhole(visible: string, raw: string): ShownText {
  return { ...firstLine(visible, 0, spansFor(raw)), logger: readLineHead(visible).logger }
}

/** The message of a line, all of it: what a search looks through besides the line itself. */
export function messageOf(visible: string): string {
  const { start, message } = readLineHead(visible)
  return message === undefined ? visible.slice(start) : visibleText(message)
}

function firstLine(text: string, start: number, spans: Span[] | undefined, stop?: number): Omit<ShownText, 'logger'> {
  const newline = text.indexOf('\n', start)
  const lineEnd = newline === -1 ? text.length : newline
  const messageEnd = Math.min(stop ?? lineEnd, lineEnd)
  const end = messageEnd - start > SHOWN_CHARACTERS ? cutAt(text, start + SHOWN_CHARACTERS) : messageEnd
  const left = text.length - (end === messageEnd ? lineEnd : end)
  return { text: text.slice(start, end), spans: cutSpans(spans, start, end), left }
}

function spansFor(raw: string): Span[] | undefined {
  return raw.length > MAX_SPANNED ? undefined : spansOf(raw)
}

/** The spans between two places of their text. */
export function cutSpans(spans: Span[] | undefined, from: number, to: number): Span[] | undefined {
  if (!spans) {
    return undefined
  }
  const kept: Span[] = []
  let at = 0

  for (const span of spans) {
    const text = span.text.slice(Math.max(0, from - at), Math.max(0, to - at))
    if (text !== '') {
      kept.push({ ...span, text })
    }
    at += span.text.length
  }
  return kept
}
