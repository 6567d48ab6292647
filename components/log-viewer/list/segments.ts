import type { Span, SpanStyle } from '@/lib/logs/spans'

export type Segment = { text: string; style?: SpanStyle | undefined; isMark: boolean; isHit: boolean; at: number }

/** Cuts a text where its colours or its matches begin and end. `hits`: start and end of each match, in order. */
export function segmentsOf(text: string, spans: Span[] = [{ text }], hits: number[] = []): Segment[] {
  const segments: Segment[] = []
  let at = 0
  let hit = 0

  for (const span of spans) {
    const end = at + span.text.length
    while (at < end) {
      while (hit < hits.length && (hits[hit + 1] ?? 0) <= at) {
        hit += 2
      }
      const [from = end, to = end] = [hits[hit], hits[hit + 1]]
      const isHit = from <= at
      const cut = Math.min(end, isHit ? to : from)
      const start = at - (end - span.text.length)
      segments.push({
        text: span.text.slice(start, start + cut - at),
        style: span.style,
        isMark: span.isMark === true,
        isHit,
        at,
      })
      at = cut
    }
  }
  return segments
}
