import type { Matcher } from '@/components/log-viewer/engine/matcher'
import type { RowDetail, RowView } from '@/components/log-viewer/engine/protocol'
import type { Rows } from '@/components/log-viewer/engine/rows'
import type { SortedRows } from '@/components/log-viewer/engine/sorted-rows'
import { traceback } from '@/components/log-viewer/engine/traits'
import { type Span, spansOf } from '@/lib/logs/spans'

/** Longer first lines are cut in the list. */
const SHOWN_CHARACTERS = 2000
const DETAIL_CHARACTERS = 200_000
/** Colours of longer raw texts aren't worth the work. */
const MAX_SPANNED = 400_000

export function rowView(rows: Rows, row: number, matcher: Matcher | null, loading: Set<number>): RowView {
  const text = rows.text(row)
  const newline = text.indexOf('\n')
  const end = Math.min(newline === -1 ? text.length : newline, SHOWN_CHARACTERS)
  const gap = rows.gaps.get(row)
  const spans = cutSpans(spansFor(rows, row), end)
  const shown = text.slice(0, end)
  const hits = matcher?.ranges(shown)

  return {
    row,
    at: rows.at[row] ?? 0,
    level: rows.levelOf(row),
    stream: rows.streams.list[rows.stream[row] ?? 0] ?? '',
    text: shown,
    moreLines: (newline === -1 ? 0 : linesIn(text) - 1) + (rows.folded[row] ?? 0),
    moreCharacters: text.length - end,
    isLate: rows.isLate[row] === 1,
    ...(spans ? { spans } : {}),
    ...(hits && hits.length > 0 ? { hits } : {}),
    ...(gap ? { gap: { ...gap, isLoading: loading.has(row) } } : {}),
  }
}

export function rowDetail(rows: Rows, order: SortedRows, row: number): RowDetail {
  const lines = traceback(rows, order, row)
  const whole = lines.map((line) => rows.text(line)).join('\n')
  const spans = lines.length === 1 ? cutSpans(spansFor(rows, row), DETAIL_CHARACTERS) : undefined

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

function cutSpans(spans: Span[] | undefined, length: number): Span[] | undefined {
  if (!spans) {
    return undefined
  }
  const kept: Span[] = []
  let left = length

  for (const span of spans) {
    if (left <= 0) {
      break
    }
    kept.push(span.text.length > left ? { ...span, text: span.text.slice(0, left) } : span)
    left -= span.text.length
  }
  return kept
}

function linesIn(text: string): number {
  let lines = 1

  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    lines += 1
  }
  return lines
}
