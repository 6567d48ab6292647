/** Colours by ANSI index (0–15) or as `#rrggbb`. Nothing else of a line's own reaches the page. */
export type SpanStyle = {
  color?: number | string
  background?: number | string
  bold?: true
  dim?: true
  italic?: true
  underline?: true
  strike?: true
}

/** `isMark`: stands for a character that can't be seen (`\x00`, `\u202e`). */
export type Span = { text: string; style?: SpanStyle; isMark?: true }

/** The text of a line as it is shown and searched: no escape sequence, every invisible character spelled out. */
export function visibleText(raw: string): string {
  if (!HAS_INVISIBLE.test(raw)) {
    return withoutEnd(raw)
  }
  return withoutEnd(raw.replaceAll('\r\n', '\n').replace(TOKEN, (token) => spelledOut(token) ?? ''))
}

/** The same text in pieces, with the colours that its SGR sequences ask for. Undefined when it is one plain piece. */
export function spansOf(raw: string): Span[] | undefined {
  if (!HAS_INVISIBLE.test(raw)) {
    return undefined
  }
  const text = withoutEnd(raw.replaceAll('\r\n', '\n'))
  const spans: Span[] = []
  let style: SpanStyle = {}
  let end = 0

  for (const match of text.matchAll(TOKEN)) {
    const [token] = match
    push(spans, text.slice(end, match.index), style)
    const mark = spelledOut(token)
    if (mark === token) {
      push(spans, token, style)
    } else if (mark !== undefined) {
      spans.push({ text: mark, isMark: true })
    } else if (token.endsWith('m') && token.startsWith('\u001b[')) {
      style = restyled(style, token.slice(2, -1))
    }
    end = match.index + token.length
  }
  push(spans, text.slice(end), style)
  return spans
}

// biome-ignore-start lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
// biome-ignore-start lint/suspicious/noMisleadingCharacterClass: halves of surrogate pairs are looked for as such
const CONTROL = '\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f'
const FORMAT =
  '\\u00ad\\u061c\\u115f\\u1160\\u180e\\u200b\\u200c\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb'
const HAS_INVISIBLE = new RegExp(`[${CONTROL}${FORMAT}\\u200d\\ud800-\\udfff]`)
const PICTURE = '\\p{Extended_Pictographic}'
const TAG_FLAG =
  '\\u{1f3f4}\\u{e0067}\\u{e0062}(?:\\u{e0065}\\u{e006e}\\u{e0067}|\\u{e0073}\\u{e0063}\\u{e0074}|\\u{e0077}\\u{e006c}\\u{e0073})\\u{e007f}'
const TOKEN = new RegExp(
  [
    // CSI, with colours among it.
    '\\u001b\\[[0-?]*[ -/]*[@-~]',
    // OSC, DCS and the like, but only when they end: one that doesn't would hide the rest of the line.
    '\\u001b[\\]PX^_][^\\u0007\\u001b]*(?:\\u0007|\\u001b\\\\)',
    '\\u001b[ -/]*[0-OQ-WYZ\\\\`-~]',
    `[${CONTROL}${FORMAT}]`,
    // A joiner counts between emoji only, tags in the flags of England, Scotland and Wales.
    `(?<!${PICTURE}\\ufe0f?[\\u{1f3fb}-\\u{1f3ff}]?)\\u200d`,
    `\\u200d(?!${PICTURE})`,
    TAG_FLAG,
    // Other tag characters are invisible; a surrogate without its other half is no character at all.
    '[\\u{e0000}-\\u{e03ff}]',
    '[\\ud800-\\udfff]',
  ].join('|'),
  'gu',
)
// biome-ignore-end lint/suspicious/noMisleadingCharacterClass: as above
// biome-ignore-end lint/suspicious/noControlCharactersInRegex: as above

const BLACK_FLAG = '\u{1f3f4}'

// A pattern that ends in $ would take quadratic time for a long run of blanks, and trimEnd drops what should be spelled out.
function withoutEnd(text: string): string {
  let end = text.length

  while (end > 0 && ' \t\n'.includes(text.charAt(end - 1))) {
    end -= 1
  }
  return text.slice(0, end)
}

/** Undefined for an escape sequence, which leaves nothing behind; a flag is itself. */
function spelledOut(token: string): string | undefined {
  if (token.startsWith(BLACK_FLAG)) {
    return token
  }
  if (token.startsWith('\u001b') && token.length > 1) {
    return undefined
  }
  const code = token.codePointAt(0) ?? 0
  const digits = code.toString(16)
  return code < 0x100
    ? `\\x${digits.padStart(2, '0')}`
    : code > 0xffff
      ? `\\u{${digits}}`
      : `\\u${digits.padStart(4, '0')}`
}

function push(spans: Span[], text: string, style: SpanStyle): void {
  if (text !== '') {
    spans.push(Object.keys(style).length === 0 ? { text } : { text, style })
  }
}

/** Style after an SGR sequence with these parameters (`1;31`). What isn't known changes nothing. */
function restyled(style: SpanStyle, parameters: string): SpanStyle {
  const codes = parameters.split(/[;:]/).map(Number)
  let next = { ...style }

  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at] ?? 0
    if (code === 38 || code === 48) {
      const { color, used } = extendedColor(codes.slice(at + 1))
      next = color === undefined ? next : { ...next, [code === 38 ? 'color' : 'background']: color }
      at += used
    } else {
      next = withCode(next, code)
    }
  }
  return next
}

const SWITCHES: Record<number, keyof SpanStyle> = { 1: 'bold', 2: 'dim', 3: 'italic', 4: 'underline', 9: 'strike' }
const ENDS: Record<number, (keyof SpanStyle)[]> = {
  22: ['bold', 'dim'],
  23: ['italic'],
  24: ['underline'],
  29: ['strike'],
  39: ['color'],
  49: ['background'],
}

function withCode(style: SpanStyle, code: number): SpanStyle {
  const on = SWITCHES[code]
  const ends = ENDS[code]

  if (code === 0) {
    return {}
  }
  if (on) {
    return { ...style, [on]: true }
  }
  if (ends) {
    return Object.fromEntries(Object.entries(style).filter(([key]) => !ends.includes(key as keyof SpanStyle)))
  }
  const base = [30, 40, 90, 100].find((start) => code >= start && code < start + 8)
  if (base === undefined) {
    return style
  }
  const color = code - base + (base >= 90 ? 8 : 0)
  return base === 30 || base === 90 ? { ...style, color } : { ...style, background: color }
}

/** After 38 or 48: `5;n` from the palette of 256, or `2;r;g;b`. */
function extendedColor([kind, ...rest]: number[]): { color?: number | string; used: number } {
  if (kind === 5) {
    const index = rest[0] ?? 0
    return { color: index < 16 ? index : paletteColor(index), used: 2 }
  }
  return kind === 2 ? { color: hex(rest.slice(0, 3)), used: 4 } : { used: 0 }
}

function paletteColor(index: number): string {
  if (index > 231) {
    const grey = 8 + (index - 232) * 10
    return hex([grey, grey, grey])
  }
  const level = (part: number) => (part === 0 ? 0 : 55 + part * 40)
  const cube = index - 16
  return hex([level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6)])
}

function hex(parts: number[]): string {
  const byte = (part: number | undefined) => Math.max(0, Math.min(255, Math.trunc(Number(part) || 0)))
  return `#${[0, 1, 2].map((at) => byte(parts[at]).toString(16).padStart(2, '0')).join('')}`
}
