import { invalid, pythonList } from '@/lib/practice/mcp/refusal'
import { ok, type Result } from '@/lib/result'

/** Words that only a shell or a programming language understands. Other signs of a shell are words like any other. */
const OPERATORS = new Set(['&&', '||', '=', '*=', '/=', '%=', '+=', '-=', '<<=', '>>=', '&=', '^=', '|='])

/** The words of a command line after `aws`, with quotes and escapes as POSIX shells read them. There is no shell behind it. */
export function splitCommandLine(line: string): Result<string[]> {
  const words = wordsOf(line)

  if (typeof words === 'string') {
    return invalid(words, null)
  }
  const operators = words.filter((word) => OPERATORS.has(word))

  if (operators.length > 0) {
    return invalid(`The CLI command contains prohibited operators: ${pythonList(operators)}`, { operators })
  }
  const [program, ...rest] = words

  if (program === undefined) {
    return invalid('The provided CLI command is empty', null)
  }
  return program === 'aws' ? ok(rest) : invalid('The provided CLI command is not an AWS command', null)
}

/** The words, or what is wrong with the quoting. */
function wordsOf(line: string): string[] | string {
  const words: string[] = []
  let word: string | undefined
  let at = 0

  while (at < line.length) {
    const char = line.charAt(at)

    if (/[ \t\r\n]/.test(char)) {
      words.push(...(word === undefined ? [] : [word]))
      word = undefined
      at += 1
    } else if (char === "'" || char === '"') {
      const quoted = readQuoted(line, at, char)

      if (!quoted) {
        return 'No closing quotation'
      }
      word = (word ?? '') + quoted.text
      at = quoted.end
    } else if (char === '\\') {
      if (at + 1 >= line.length) {
        return 'No escaped character'
      }
      word = (word ?? '') + line.charAt(at + 1)
      at += 2
    } else {
      word = (word ?? '') + char
      at += 1
    }
  }
  return word === undefined ? words : [...words, word]
}
/** Nothing is special between single quotes; between double quotes a backslash escapes itself and the quote. */
function readQuoted(line: string, start: number, quote: string): { text: string; end: number } | undefined {
  let text = ''

  for (let at = start + 1; at < line.length; at += 1) {
    const char = line.charAt(at)
    const next = line.charAt(at + 1)

    if (char === quote) {
      return { text, end: at + 1 }
    }
    if (quote === '"' && char === '\\' && (next === '"' || next === '\\')) {
      text += next
      at += 1
    } else {
      text += char
    }
  }
  return undefined
}
