import { commandServices } from '@/lib/practice/mcp/catalogue'
import type { Container } from '@/lib/practice/mcp/container'

const SUGGESTIONS = 5

/** The commands that share most words with the question. The real server asks a service of AWS. */
export function suggestCommands(query: string, { actor }: Container): Record<string, unknown>[] {
  const asked = new Set(wordsOf(query))
  const all = [...commandServices(actor)].flatMap(([command, { fullName, operations }]) =>
    [...operations.keys()].map((operation) => {
      const words = wordsOf(`${command} ${fullName} ${operation}`)
      return {
        command: `aws ${command} ${operation}`,
        score: [...new Set(words)].filter((word) => asked.has(word)).length,
      }
    }),
  )
  return all
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score || one.command.length - other.command.length)
    .slice(0, SUGGESTIONS)
    .map(({ command, score }) => ({ command, confidence: Math.min(1, score / 3) }))
}

/** Without the plural, which questions and commands don't agree on. */
function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/[a-z0-9]+/g) ?? []).map((word) => word.replace(/s$/, ''))
}
