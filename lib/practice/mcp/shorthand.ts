/** What the AWS CLI's shorthand can say: everything is text until a shape gives it a type. */
export type Loose = string | Loose[] | { [key: string]: Loose }

/** No shape of AWS is nested that far. */
const MAX_DEPTH = 100

export class ShorthandError extends Error {
  override readonly name = 'ShorthandError'
}

/** `Key=Name,Values=a,b` and `Key=x,Nested={a=1,b=[2,3]}`. Throws ShorthandError. */
export function parseShorthand(source: string): { [key: string]: Loose } {
  const reader = new Reader(source)
  const pairs = reader.pairs('')

  if (!reader.isAtEnd()) {
    throw reader.error()
  }
  return pairs
}

class Reader {
  private at = 0
  private depth = 0

  constructor(private readonly source: string) {}

  isAtEnd(): boolean {
    return this.at >= this.source.length
  }

  error(): ShorthandError {
    const found = this.isAtEnd() ? 'the end' : `'${this.source.charAt(this.at)}'`
    return new ShorthandError(`Unexpected ${found} at position ${this.at} of ${this.source}`)
  }

  /** `key=value` after `key=value`, up to the closing character (or the end, for none). */
  pairs(close: string): { [key: string]: Loose } {
    const entries: [string, Loose][] = []

    while (!this.closes(close)) {
      const key = /^[\w\-.#/:]+(?==)/.exec(this.source.slice(this.at))?.[0]

      if (key === undefined) {
        throw this.error()
      }
      this.at += key.length + 1
      entries.push([key, this.values(close)])

      if (!this.closes(close)) {
        this.skip(',')
      }
    }
    return Object.fromEntries(entries)
  }

  /** One value, or several with commas between them: what follows a comma is a value unless a key stands there. */
  private values(close: string): Loose {
    const first = this.value(close)
    const all = [first]

    while (this.source.charAt(this.at) === ',' && !/^,[\w\-.#/:]+=/.test(this.source.slice(this.at))) {
      this.at += 1
      all.push(this.closes(close) ? '' : this.value(close))
    }
    return all.length === 1 ? first : all
  }

  private value(close: string): Loose {
    const char = this.source.charAt(this.at)

    if (char === '{' || char === '[') {
      return this.nested(char)
    }
    return char === "'" || char === '"' ? this.quoted(char) : this.plain(close)
  }

  private nested(open: '{' | '['): Loose {
    if (this.depth === MAX_DEPTH) {
      throw this.error()
    }
    this.at += 1
    this.depth += 1
    const value = open === '{' ? this.pairs('}') : this.items()
    this.skip(open === '{' ? '}' : ']')
    this.depth -= 1
    return value
  }

  private items(): Loose[] {
    const items: Loose[] = []

    while (!this.closes(']')) {
      items.push(this.value(']'))

      if (!this.closes(']')) {
        this.skip(',')
      }
    }
    return items
  }

  private quoted(quote: string): string {
    let text = ''
    this.at += 1

    while (this.source.charAt(this.at) !== quote) {
      if (this.isAtEnd()) {
        throw this.error()
      }
      this.at += this.source.charAt(this.at) === '\\' && !this.isAtEnd() ? 1 : 0
      text += this.source.charAt(this.at)
      this.at += 1
    }
    this.at += 1
    return text
  }

  private plain(close: string): string {
    const stops = `,${close}`
    let text = ''

    while (!this.isAtEnd() && !stops.includes(this.source.charAt(this.at))) {
      const isEscape = this.source.charAt(this.at) === '\\' && stops.includes(this.source.charAt(this.at + 1))
      this.at += isEscape ? 1 : 0
      text += this.source.charAt(this.at)
      this.at += 1
    }
    return text.trim()
  }

  private closes(close: string): boolean {
    return close === '' ? this.isAtEnd() : this.source.charAt(this.at) === close
  }

  private skip(expected: string): void {
    if (this.source.charAt(this.at) !== expected) {
      throw this.error()
    }
    this.at += 1
  }
}
