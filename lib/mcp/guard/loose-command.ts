import { takesValue } from '@/lib/mcp/command/cli-command'
import { cliWords } from '@/lib/mcp/command/cli-words'

/** What a text seems to run, read generously: only ever used to find something worse than the strict reading does. */
export type LooseCommand = {
  service: string
  operation: string
  /** What follows the operation. */
  rest: string[]
  regions: string[]
  /** Whether the command asks for another identity or another host. */
  isElsewhere: boolean
}

/** The commands in a text: one, when it is plain; more, where a shell would run more. */
export function looseCommands(line: string): LooseCommand[] {
  const found = cliWords(line.trim(), 'server')

  if ('words' in found) {
    return named(found.words)
  }
  return line.split(/[;|&\n\r`]|\$\(/).flatMap((piece) => named(piece.split(/[\s"'\\<>(){}]+/).filter(Boolean)))
}

/** An option that nobody knows may or may not take the next word with it: both readings count. */
function named(words: string[]): LooseCommand[] {
  const plain = namesIn(words, false)
  const other = namesIn(words, true)
  const isSure = plain.end === other.end

  return (isSure ? [plain] : [plain, other]).flatMap(({ names: [service, operation = ''], end }) =>
    service === undefined
      ? []
      : [
          {
            service,
            operation,
            rest: words.slice(end),
            regions: valuesOf(words, '--region'),
            isElsewhere: goesElsewhere(words),
          },
        ],
  )
}

function namesIn(words: string[], isGreedy: boolean): { names: string[]; end: number } {
  const names: string[] = []
  let at = 0

  for (; at < words.length && names.length < 2; at += 1) {
    const word = words[at] ?? ''

    if (word.startsWith('-')) {
      const isStrange = isGreedy && !word.startsWith('--no-')
      at += !word.includes('=') && (takesValue(word) || isStrange) ? 1 : 0
    } else if (word !== 'aws' || names.length > 0) {
      names.push(word.toLowerCase())
    }
  }
  return { names, end: at }
}

function valuesOf(words: string[], option: string): string[] {
  return words.flatMap((word, at) => {
    const value =
      word === option ? words[at + 1] : word.startsWith(`${option}=`) ? word.slice(option.length + 1) : undefined
    return value === undefined ? [] : [value]
  })
}

function goesElsewhere(words: string[]): boolean {
  return words.some((word) => /^--(prof|endpoint|no-sign)/.test(word))
}
