/** The words of a command line, or why a shell could read it as something else. */
export type CliWords = { words: string[] } | { why: string }

const MORE_THAN_ONE = 'It is not one plain command: a shell would act on its signs.'
const HIDDEN = 'It holds a line break or a character that nobody sees.'
const OPEN = 'A quote in it stays open.'

/** Between double quotes a shell still puts in what these begin, and shlex does not. */
const ACTIVE_IN_QUOTES = '$`'
/** Patterns of file names ([, ], *, ?) are text here: they cannot add a command, and nothing behind this is a shell. */
const ACTIVE = `|;&<>(){}${ACTIVE_IN_QUOTES}`
const UNSEEN = /(?!\t)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u

/** Signs of a text that goes to the server without a shell between: there, braces and backticks in quotes are JMESPath. */
const ACTIVE_AT_SERVER = '|;&<>$`'

/** Who reads the text: a shell first, or only the server's shlex. */
export type WordReader = 'shell' | 'server'

/** Splits where a POSIX shell and Python's shlex agree on the words; anything that they would read apart is refused. */
export function cliWords(line: string, reader: WordReader = 'shell'): CliWords {
  const active = reader === 'shell' ? ACTIVE : ACTIVE_AT_SERVER
  if (UNSEEN.test(line)) {
    return { why: HIDDEN }
  }
  const words: string[] = []
  let word: string | undefined
  let at = 0

  while (at < line.length) {
    const char = line.charAt(at)

    if (active.includes(char) || (word === undefined && '#~'.includes(char))) {
      return { why: MORE_THAN_ONE }
    }
    if (char === ' ' || char === '\t') {
      words.push(...(word === undefined ? [] : [word]))
      word = undefined
      at += 1
      continue
    }
    const piece = readPiece(line, at, reader)

    if ('why' in piece) {
      return piece
    }
    word = (word ?? '') + piece.text
    at = piece.end
  }
  return { words: word === undefined ? words : [...words, word] }
}

type Piece = { text: string; end: number } | { why: string }

function readPiece(line: string, at: number, reader: WordReader): Piece {
  const char = line.charAt(at)

  if (char === "'") {
    const end = line.indexOf("'", at + 1)
    return end < 0 ? { why: OPEN } : { text: line.slice(at + 1, end), end: end + 1 }
  }
  if (char === '"') {
    return readDoubleQuoted(line, at + 1, reader === 'shell' ? ACTIVE_IN_QUOTES : '$')
  }
  if (char !== '\\') {
    return { text: char, end: at + 1 }
  }
  return at + 1 < line.length ? { text: line.charAt(at + 1), end: at + 2 } : { why: OPEN }
}

function readDoubleQuoted(line: string, start: number, active: string): Piece {
  let text = ''

  for (let at = start; at < line.length; at += 1) {
    const char = line.charAt(at)
    const next = line.charAt(at + 1)

    if (char === '"') {
      return { text, end: at + 1 }
    }
    if (active.includes(char)) {
      return { why: MORE_THAN_ONE }
    }
    const isEscape = char === '\\' && (next === '"' || next === '\\')
    text += isEscape ? next : char
    at += isEscape ? 1 : 0
  }
  return { why: OPEN }
}
