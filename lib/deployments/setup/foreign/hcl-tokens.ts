/** A piece of Terraform's language. `value` is what a string says; undefined where it has to be worked out. */
export type Token = {
  kind: 'word' | 'string' | 'number' | 'sign' | 'line'
  text: string
  value?: string | undefined
  start: number
  end: number
}

const WORD = /[\p{L}_][\p{L}\p{N}_-]*/uy
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const HEREDOC = /<<(-?)([\p{L}_][\p{L}\p{N}_-]*)[ \t]*\r?\n/uy

/** Cuts a text into tokens, without comments, in one pass. Takes any text. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  let position = 0

  while (position < text.length) {
    const token = tokenAt(text, position)
    position = token.end

    if (token.text !== '') {
      tokens.push(token)
    }
  }
  return tokens
}

/** A token without text is space or a comment. */
function tokenAt(text: string, start: number): Token {
  const char = text[start] ?? ''
  const next = text[start + 1] ?? ''

  if (char === '\n') {
    return { kind: 'line', text: char, start, end: start + 1 }
  }
  if (char === '#' || (char === '/' && next === '/')) {
    return nothing(start, indexOf(text, '\n', start))
  }
  if (char === '/' && next === '*') {
    return nothing(start, Math.min(indexOf(text, '*/', start + 2) + 2, text.length))
  }
  if (char === '"') {
    return quoted(text, start)
  }
  if (char === '<' && next === '<') {
    const heredoc = heredocAt(text, start)

    if (heredoc) {
      return heredoc
    }
  }
  return plainAt(text, start, char)
}

function plainAt(text: string, start: number, char: string): Token {
  const word = matchAt(WORD, text, start)?.[0]
  const number = word === undefined ? matchAt(NUMBER, text, start)?.[0] : undefined

  if (word !== undefined) {
    return { kind: 'word', text: word, start, end: start + word.length }
  }
  if (number !== undefined) {
    return { kind: 'number', text: number, start, end: start + number.length }
  }
  return char.trim() === '' ? nothing(start, start + 1) : { kind: 'sign', text: char, start, end: start + 1 }
}

function nothing(start: number, end: number): Token {
  return { kind: 'sign', text: '', start, end }
}

function indexOf(text: string, part: string, from: number): number {
  const found = text.indexOf(part, from)
  return found === -1 ? text.length : found
}

function matchAt(pattern: RegExp, text: string, start: number): RegExpExecArray | null {
  pattern.lastIndex = start
  return pattern.exec(text)
}

/** A quoted string; strings inside of its `${…}` are followed with a stack, however deep. */
function quoted(text: string, start: number): Token {
  const open: ('"' | '{')[] = ['"']
  let isTemplate = false
  let position = start + 1

  while (position < text.length && open.length > 0) {
    const char = text[position]
    const two = text.slice(position, position + 2)

    if (open.at(-1) === '{') {
      if (char === '"' || char === '{') {
        open.push(char)
      } else if (char === '}') {
        open.pop()
      }
      position += 1
    } else if (char === '\\') {
      position += 2
    } else if (text.startsWith('$${', position) || text.startsWith('%%{', position)) {
      position += 3
    } else if (two === '${' || two === '%{') {
      isTemplate = true
      open.push('{')
      position += 2
    } else if (char === '\n') {
      // A string ends with its line: this one was never closed, so nobody knows what it says.
      isTemplate = true
      break
    } else {
      if (char === '"') {
        open.pop()
      }
      position += 1
    }
  }
  const end = Math.min(position, text.length)
  const isWhole = open.length === 0 && !isTemplate
  return { kind: 'string', text: '"', start, end, value: isWhole ? said(text.slice(start + 1, end - 1)) : undefined }
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t' }

function said(inner: string): string {
  return inner.replace(
    /\\(?:u([0-9a-fA-F]{4})|U(?:000|001)([0-9a-fA-F]{5})|([\s\S]))|([$%])\4\{/g,
    (_, short: string | undefined, long: string | undefined, escaped: string | undefined, sign: string | undefined) => {
      const code = short ?? long
      const point = code === undefined ? undefined : Number.parseInt(code, 16)

      if (point !== undefined) {
        return point <= 0x10_ff_ff ? String.fromCodePoint(point) : '\u{FFFD}'
      }
      return sign === undefined ? (ESCAPES[escaped ?? ''] ?? escaped ?? '') : `${sign}{`
    },
  )
}

function heredocAt(text: string, start: number): Token | undefined {
  const [opening = '', dash, marker] = matchAt(HEREDOC, text, start) ?? []

  if (opening === '') {
    return undefined
  }
  const lines: string[] = []
  let position = start + opening.length

  while (position < text.length) {
    const end = indexOf(text, '\n', position)
    const line = text.slice(position, end)

    if (line.trim() === marker) {
      const body = (dash ? unindented(lines) : lines).map((one) => `${one}\n`).join('')
      const value = /[$%]\{/.test(body) ? undefined : body
      // The line's end belongs to what follows.
      return { kind: 'string', text: '<<', start, end, value }
    }
    lines.push(line)
    position = end + 1
  }
  return { kind: 'string', text: '<<', start, end: text.length, value: undefined }
}

function unindented(lines: string[]): string[] {
  const depths = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length)
  const depth = depths.reduce((least, one) => Math.min(least, one), Number.POSITIVE_INFINITY)
  return lines.map((line) => line.slice(Math.min(depth, line.length)))
}
