import { readArguments } from '@/lib/practice/mcp/arguments'
import { runCommand } from '@/lib/practice/mcp/call-aws'
import { commandServices } from '@/lib/practice/mcp/catalogue'
import type { Container } from '@/lib/practice/mcp/container'
import type { Release } from '@/lib/practice/mcp/releases'

type Answer = {
  content: { type: 'text'; text: string }[]
  structuredContent?: Record<string, unknown>
  isError: boolean
  _meta?: Record<string, unknown>
}

/** Answers one call of a tool as FastMCP does. */
export async function callTool(
  name: string,
  given: Record<string, unknown>,
  release: Release,
  container: Container,
): Promise<Answer> {
  if (name === 'suggest_aws_commands') {
    const suggestions = { suggestions: suggestCommands(String(given.query ?? ''), container) }
    return { ...textAnswer(JSON.stringify(suggestions), false), structuredContent: suggestions }
  }
  return name === 'call_aws'
    ? callAws(given, release, container)
    : textAnswer(`Unknown tool: ${release.batchLimit === null ? name : `'${name}'`}`, true)
}

async function callAws(given: Record<string, unknown>, release: Release, container: Container): Promise<Answer> {
  const read = readArguments(given, release)

  if (typeof read === 'string') {
    return textAnswer(read, true)
  }
  const { commands, maxResults } = read

  if (release.batchLimit === null) {
    const outcome = await runCommand(String(commands), maxResults, release, container)
    return 'error' in outcome ? toolError(outcome.error) : wrapped(outcome.answer)
  }
  const list = typeof commands === 'string' ? [commands] : commands

  if (list.length > release.batchLimit) {
    return toolError(`Number of batch commands exceeds the maximum limit of ${release.batchLimit}.`)
  }
  const results: Record<string, unknown>[] = []

  for (const command of list) {
    const outcome = await runCommand(command, maxResults, release, container)
    results.push({ cli_command: command, ...('error' in outcome ? outcome : outcome.answer) })
  }
  // An empty list has no text at all.
  const answer = wrapped(results)
  return {
    ...answer,
    ...(results.length === 0 ? { content: [] } : {}),
    _meta: { [release.meta]: { wrap_result: true } },
  }
}

function wrapped(result: unknown): Answer {
  return { ...textAnswer(JSON.stringify(result), false), structuredContent: { result } }
}

function toolError(text: string): Answer {
  return textAnswer(`Error calling tool 'call_aws': ${text}`, true)
}

function textAnswer(text: string, isError: boolean): Answer {
  return { content: [{ type: 'text', text }], isError }
}

const SUGGESTIONS = 5

/** The commands that share most words with the question. The real server asks a service of AWS. */
function suggestCommands(query: string, { actor }: Container): Record<string, unknown>[] {
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
