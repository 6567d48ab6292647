/** How far around a place is looked: no character that people use is longer. */
const REACH = 64

let segmenter: Intl.Segmenter | undefined

/** The last place at or before `at` where a text can be cut without parting what is drawn as one: joined emoji, flags, skin tones, accents. */
export function cutAt(text: string, at: number): number {
  return boundary(text, at)?.before ?? at
}

/** The same, but the first place at or after `at`. */
export function cutAfter(text: string, at: number): number {
  return boundary(text, at)?.after ?? at
}

/** The ends of the character that `at` stands within; undefined when it stands between two. */
function boundary(text: string, at: number): { before: number; after: number } | undefined {
  if (at <= 0 || at >= text.length || (text.charCodeAt(at - 1) < FIRST_MARK && text.charCodeAt(at) < FIRST_MARK)) {
    return undefined
  }
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  const from = Math.max(0, at - REACH)
  const found = segmenter.segment(text.slice(from, at + REACH)).containing(at - from)
  return found && found.index + from < at
    ? { before: found.index + from, after: found.index + from + found.segment.length }
    : undefined
}

/** Below it, nothing joins with what stands before it. Latin accents begin here. */
const FIRST_MARK = 0x300
