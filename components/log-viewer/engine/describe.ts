import type { Matcher } from '@/components/log-viewer/engine/matcher'
import type { RowDetail, RowView } from '@/components/log-viewer/engine/protocol'
import type { Rows } from '@/components/log-viewer/engine/rows'
import { cutSpans, type ShownText, shownMessage, shownWhole } from '@/components/log-viewer/engine/shown-text'
import type { SortedRows } from '@/components/log-viewer/engine/sorted-rows'
import { traceback } from '@/components/log-viewer/engine/traits'
import { cutAfter, cutAt } from '@/lib/format/whole-characters'
import { type Span, spansOf } from '@/lib/logs/spans'

const DETAIL_CHARACTERS = 200_000
/** Colours of longer raw texts aren't worth the work. */
const MAX_SPANNED = 400_000

export function rowView(rows: Rows, row: number, matcher: Matcher | null, loading: Set<number>): RowView {
  const visible = rows.text(row)
  const gap = rows.gaps.get(row)
  const { text, spans, left, logger, hits } = shownWithHits(visible, rows.raw[row] ?? '', matcher)

  return {
    row,
    at: rows.at[row] ?? 0,
    level: rows.levelOf(row),
    stream: rows.streams.list[rows.stream[row] ?? 0] ?? '',
    text,
    moreLines: (visible.includes('\n') ? linesIn(visible) - 1 : 0) + (rows.folded[row] ?? 0),
    moreCharacters: left,
    isStructured: looksStructured(visible),
    isLate: rows.isLate[row] === 1,
    ...(logger ? { logger } : {}),
    ...(spans ? { spans } : {}),
    ...(hits.length > 0 ? { hits } : {}),
    ...(gap ? { gap: { ...gap, isLoading: loading.has(row) } } : {}),
  }
}

/** The message with its matches. A match that only what stands before the message has, shows the line as it came. */
function shownWithHits(visible: string, raw: string, matcher: Matcher | null): ShownText & { hits: number[] } {
  const message = shownMessage(visible, raw)
  const hits = hitsIn(message.text, matcher)

  if (hits.length === 0 && matcher?.test(visible)) {
    const whole = shownWhole(visible, raw)
    const wholeHits = hitsIn(whole.text, matcher)
    return wholeHits.length > 0 ? { ...whole, hits: wholeHits } : { ...message, hits }
  }
  return { ...message, hits }
}

/** A mark goes around whole characters: half of a joined emoji would be drawn as another one. */
function hitsIn(text: string, matcher: Matcher | null): number[] {
  const ends = matcher?.ranges(text) ?? []
  return ends.map((at, index) => (index % 2 === 0 ? cutAt(text, at) : cutAfter(text, at)))
}

function looksStructured(text: string): boolean {
  return (text.startsWith('{') && text.endsWith('}')) || (text.startsWith('[{') && text.endsWith(']'))
}

export function rowDetail(rows: Rows, order: SortedRows, row: number): RowDetail {
  const lines = traceback(rows, order, row)
  const whole = lines.map((line) => rows.text(line)).join('\n')
  const spans = lines.length === 1 ? cutSpans(spansFor(rows, row), 0, DETAIL_CHARACTERS) : undefined

  return {
    row,
    event: {
      id: rows.ids.get(row),
      at: rows.at[row] ?? 0,
      ingestedAt: rows.ingested(row),
      stream: rows.streams.list[rows.stream[row] ?? 0] ?? '',
    },
    level: rows.levelOf(row),
    session: rows.sessions.list[(rows.session[row] ?? 0) - 1] ?? null,
    request: rows.requests.list[(rows.request[row] ?? 0) - 1] ?? null,
    text: whole.slice(0, DETAIL_CHARACTERS),
    length: whole.length,
    ...(spans ? { spans } : {}),
  }
}

function spansFor(rows: Rows, row: number): Span[] | undefined {
  const raw = rows.raw[row] ?? ''
  return raw.length > MAX_SPANNED ? undefined : spansOf(raw)
}

function linesIn(text: string): number {
  let lines = 1

  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    lines += 1
  }
  return lines
}
