import { type Token, tokensOf } from '@/lib/deployments/setup/foreign/hcl-tokens'
import { expression, MAX_DEPTH, type Tree, type TreeMap } from '@/lib/deployments/setup/foreign/tree'

/** A block of the file's top level: its words (`resource`, the type, the name) and what it holds. */
export type HclBlock = { labels: string[]; body: TreeMap }

const CLOSES: Record<string, string> = { '{': '}', '[': ']', '(': ')' }

/**
 * Reads the blocks whose type is wanted: literals as they are, all else as expressions, a nested block as an item
 * of a list under its name. Takes any text, in linear time.
 */
export function readBlocks(text: string, wanted: (labels: string[]) => boolean): HclBlock[] {
  return new Reader(text).blocks(wanted)
}

class Reader {
  private readonly tokens: Token[]
  private position = 0

  constructor(private readonly text: string) {
    this.tokens = tokensOf(text)
  }

  blocks(wanted: (labels: string[]) => boolean): HclBlock[] {
    const found: HclBlock[] = []

    while (this.peek()) {
      const labels = this.labels()

      if (labels.length === 0 || !this.isSign('{')) {
        this.skip()
      } else if (wanted(labels)) {
        this.position += 1
        found.push({ labels, body: this.body(0) })
      } else {
        this.skip()
      }
    }
    return found
  }

  /** `resource "type" "name"`: as many words and literal strings as stand there. */
  private labels(): string[] {
    const labels: string[] = []

    for (let token = this.peek(); token?.kind === 'word' || token?.kind === 'string'; token = this.peek()) {
      labels.push(token.kind === 'word' ? token.text : (token.value ?? ''))
      this.position += 1
    }
    return labels
  }

  /** What stands until the closing brace. */
  private body(depth: number): TreeMap {
    const entries = new Map<string, Tree>()

    while (this.peek() && !this.isSign('}')) {
      const labels = this.labels()
      const [name = ''] = labels

      if (this.isSign('=') && labels.length === 1) {
        this.position += 1
        entries.set(name, this.value(depth + 1, false))
      } else if (this.isSign('{') && labels.length > 0) {
        const block = this.block(labels, depth + 1)
        const before = entries.get(block.name)
        entries.set(block.name, Array.isArray(before) ? [...before.slice(0, MAX_ITEMS), block.value] : [block.value])
      } else {
        this.skip()
      }
    }
    this.position += 1
    return Object.fromEntries(entries)
  }

  /** A `dynamic "x"` stands for blocks that nobody knows before Terraform runs. */
  private block([type = '', label = '']: string[], depth: number): { name: string; value: Tree } {
    if (type === 'dynamic' || depth > MAX_DEPTH) {
      this.skip()
      return { name: type === 'dynamic' ? label : type, value: expression(`${type} "${label}" {…}`) }
    }
    this.position += 1
    return { name: type, value: this.body(depth) }
  }

  /** A value, up to what ends it. `inside`: of brackets, where line breaks mean nothing. */
  private value(depth: number, inside: boolean): Tree {
    const start = this.peek()?.start ?? this.text.length
    const literal = this.literal(depth)
    let end = start

    for (let token = this.peek(); token && !this.isEnd(token, inside); token = this.peek()) {
      this.skip()
      end = token.kind === 'line' ? end : (this.tokens[this.position - 1]?.end ?? end)
    }
    return end > start || literal === undefined
      ? expression(this.text.slice(start, Math.min(end, start + 400)))
      : literal
  }

  private literal(depth: number): Tree | undefined {
    const token = this.peek()
    const sign = token?.kind === 'sign' ? token.text : undefined

    if (token?.kind === 'string') {
      this.position += 1
      return token.value ?? expression(this.text.slice(token.start, Math.min(token.end, token.start + 400)))
    }
    if (token?.kind === 'number') {
      this.position += 1
      return Number(token.text)
    }
    if (token?.kind === 'word' && Object.hasOwn(WORDS, token.text)) {
      this.position += 1
      return WORDS[token.text]
    }
    if ((sign === '[' || sign === '{') && depth <= MAX_DEPTH && !this.isLoop()) {
      this.position += 1
      return sign === '[' ? this.list(depth) : this.object(depth)
    }
    return undefined
  }

  /** `[for …]` and `{for …}` are worked out. */
  private isLoop(): boolean {
    let next = this.position + 1

    while (this.tokens[next]?.kind === 'line') {
      next += 1
    }
    return this.tokens[next]?.text === 'for'
  }

  private list(depth: number): Tree[] {
    const items: Tree[] = []
    this.pass(',')

    while (this.peek() && !this.isSign(']')) {
      items.push(this.value(depth + 1, true))
      // A brace that closes nothing here would be met for ever.
      this.position += this.peek() && !this.isSign(']') && !this.isSign(',') ? 1 : 0
      this.pass(',')
    }
    this.position += 1
    return items
  }

  private object(depth: number): TreeMap {
    const entries = new Map<string, Tree>()
    this.pass(',')

    while (this.peek() && !this.isSign('}')) {
      const [name, ...others] = this.labels()

      if (name !== undefined && others.length === 0 && (this.isSign('=') || this.isSign(':'))) {
        this.position += 1
        entries.set(name, this.value(depth + 1, false))
      } else {
        this.skip()
      }
      this.pass(',')
    }
    this.position += 1
    return Object.fromEntries(entries)
  }

  /** Past line breaks and signs of one kind. */
  private pass(sign: string): void {
    while (this.peek()?.kind === 'line' || this.isSign(sign)) {
      this.position += 1
    }
  }

  /** Past one token, or a bracket with all that it holds. */
  private skip(): void {
    let depth = 0

    do {
      const token = this.peek()
      const text = token?.kind === 'sign' ? token.text : ''
      depth += Object.hasOwn(CLOSES, text) ? 1 : 0
      depth -= depth > 0 && (text === '}' || text === ']' || text === ')') ? 1 : 0
      this.position += 1
    } while (depth > 0 && this.peek())
  }

  private isEnd(token: Token, inside: boolean): boolean {
    return (token.kind === 'line' && !inside) || (token.kind === 'sign' && [',', ']', '}'].includes(token.text))
  }

  private isSign(text: string): boolean {
    const token = this.peek()
    return token?.kind === 'sign' && token.text === text
  }

  private peek(): Token | undefined {
    return this.tokens[this.position]
  }
}

const WORDS: Record<string, boolean | null> = { true: true, false: false, null: null }

/** Blocks of one name that are kept; more would be a file that nobody wrote. */
const MAX_ITEMS = 50
