import { malformedQuery } from '@/lib/practice/logs/insights/error'

export type Token = {
  type: 'name' | 'number' | 'duration' | 'string' | 'sign' | 'end'
  /** Names without backticks, strings without quotes and escapes. */
  value: string
  /** Backticks: never a keyword or a function. */
  isQuoted: boolean
  at: number
  end: number
}

const BLANK = /(?:\s|#[^\n]*)*/y
const SIGN = /=~|!=|<=|>=|[|,()[\]=<>+\-*/%^]/y
const NUMBER = /(?:\d+(?:\.\d+)?|\.\d+)([a-z]+)?/iy
const STRING = /"((?:[^"\\]|\\[\s\S])*)"|'((?:[^'\\]|\\[\s\S])*)'/y
/** Steps of a name may be quoted one by one: request.`user-agent`. */
const NAME = /(?:[@A-Za-z_$][\w@$]*|`[^`\n]+`)(?:\.(?:[\w@$]+|`[^`\n]+`))*/y
const REGEX = /\/((?:[^/\\\n]|\\.)+)\/(i?)/y

/** Reads tokens where the parser stands: only it knows whether a slash divides or begins a regular expression. */
export class Lexer {
  readonly query: string
  #at = 0
  #next: Token | undefined

  constructor(query: string) {
    this.query = query
  }

  peek(): Token {
    this.#next ??= this.#read()
    return this.#next
  }

  next(): Token {
    const token = this.peek()
    this.#next = undefined
    this.#at = token.end
    return token
  }

  /** End of what was taken last. */
  get at(): number {
    return this.#at
  }

  takeSign(sign: string): boolean {
    const { type, value } = this.peek()
    const isNext = type === 'sign' && value === sign
    return isNext && Boolean(this.next())
  }

  takeWord(word: string): boolean {
    return this.isWord(word) && Boolean(this.next())
  }

  isWord(word: string): boolean {
    const { type, value, isQuoted } = this.peek()
    return type === 'name' && !isQuoted && value.toLowerCase() === word
  }

  expectSign(sign: string): void {
    if (!this.takeSign(sign)) {
      throw this.unexpected()
    }
  }

  /** A regular expression between slashes, if one begins here. */
  takeRegex(): { source: string; flags: '' | 'i'; at: number; end: number } | undefined {
    const at = this.peek().at
    const found = match(REGEX, this.query, at)

    if (!found) {
      return undefined
    }
    this.#next = undefined
    this.#at = at + found[0].length
    return { source: found[1] ?? '', flags: found[2] === 'i' ? 'i' : '', at, end: this.#at }
  }

  unexpected(token = this.peek(), what?: string) {
    return malformedQuery(this.query, token.at, token.end, what)
  }

  #read(): Token {
    const at = this.#at + (match(BLANK, this.query, this.#at)?.[0].length ?? 0)
    const token = (type: Token['type'], found: RegExpExecArray, value = found[0], isQuoted = false): Token => ({
      type,
      value,
      isQuoted,
      at,
      end: at + found[0].length,
    })

    if (at >= this.query.length) {
      return { type: 'end', value: '', isQuoted: false, at, end: at }
    }
    const string = match(STRING, this.query, at)

    if (string) {
      return token('string', string, (string[1] ?? string[2] ?? '').replace(/\\([\s\S])/g, unescaped), true)
    }
    const number = match(NUMBER, this.query, at)

    if (number) {
      return token(number[1] === undefined ? 'number' : 'duration', number)
    }
    const name = match(NAME, this.query, at)

    if (name) {
      return token('name', name, name[0].replaceAll('`', ''), name[0].includes('`'))
    }
    const sign = match(SIGN, this.query, at)

    if (!sign) {
      throw malformedQuery(this.query, at, at + 1)
    }
    return token('sign', sign)
  }
}

/** A backslash keeps its place before anything but a quote or itself, so that patterns can be written within quotes. */
function unescaped(whole: string, char: string): string {
  return char === '"' || char === "'" || char === '\\' ? char : whole
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}
