import { fail, ok, type Result } from '@/lib/result'

/** Characters that only a shell understands. Quoted or escaped they are text. */
const SHELL_CHARACTERS = '|;&<>`\n'

/** The words of a command line, with quotes and escapes as POSIX shells read them. There is no shell behind it, so its signs are refused. */
export function splitCommandLine(line: string): Result<string[]> {
  const words: string[] = []
  let word: string | undefined
  let at = 0

  while (at < line.length) {
    const char = line.charAt(at)
    const isSubstitution = char === '$' && '({'.includes(line.charAt(at + 1) || ' ')

    if (SHELL_CHARACTERS.includes(char) || isSubstitution) {
      return refused(
        `Shell syntax is not supported: '${char}'. Give one AWS CLI command without pipes or redirections.`,
      )
    }
    if (/\s/.test(char)) {
      words.push(...(word === undefined ? [] : [word]))
      word = undefined
      at += 1
    } else if (char === "'" || char === '"') {
      const quoted = readQuoted(line, at, char)

      if (!quoted) {
        return refused('No closing quotation')
      }
      word = (word ?? '') + quoted.text
      at = quoted.end
    } else if (char === '\\') {
      if (at + 1 >= line.length) {
        return refused('No escaped character')
      }
      word = (word ?? '') + line.charAt(at + 1)
      at += 2
    } else {
      word = (word ?? '') + char
      at += 1
    }
  }
  return ok(word === undefined ? words : [...words, word])
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

function refused(message: string) {
  return fail({ code: 'invalid-input', message })
}
