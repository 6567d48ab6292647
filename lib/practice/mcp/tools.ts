import type { McpServer } from '@modelcontextprotocol/server'
import { z } from 'zod'
import { isTrue } from '@/lib/practice/agentcore/container/container-log'
import { callAws } from '@/lib/practice/mcp/call-aws'
import { commandServices } from '@/lib/practice/mcp/catalogue'
import type { Container } from '@/lib/practice/mcp/container'

const BATCH_LIMIT = 20

const results = z.object({ result: z.array(z.looseObject({})) })

/** The tools, their limits and hints (agentcore facts, section 6.2). `notice` comes before each description. */
export function registerTools(server: McpServer, container: Container, notice: string): void {
  const isReadOnly = isTrue(container.config.environmentVariables?.READ_OPERATIONS_ONLY)

  server.registerTool(
    'call_aws',
    {
      title: 'Execute AWS CLI commands',
      description: `${notice}Runs one AWS CLI command, or up to ${BATCH_LIMIT} of them, and answers what each returned. No pipes and no shell.`,
      inputSchema: z.object({
        cli_command: z.union([z.string(), z.array(z.string()).max(BATCH_LIMIT)]),
        max_results: z.number().int().nullish(),
      }),
      outputSchema: results,
      annotations: {
        readOnlyHint: isReadOnly,
        destructiveHint: !isReadOnly,
        idempotentHint: false,
        openWorldHint: true,
      },
    },
    async ({ cli_command, max_results }) => {
      const commands = typeof cli_command === 'string' ? [cli_command] : cli_command
      return answer(await callAws(commands, max_results ?? undefined, container))
    },
  )
  server.registerTool(
    'suggest_aws_commands',
    {
      title: 'Suggest AWS CLI commands',
      description: `${notice}Suggests AWS CLI commands for a task that is described in plain words.`,
      inputSchema: z.object({ query: z.string().max(2000) }),
      outputSchema: results,
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    async ({ query }) => answer(suggestCommands(query, container)),
  )
}

function answer(result: Record<string, unknown>[]) {
  return { content: [{ type: 'text' as const, text: JSON.stringify(result) }], structuredContent: { result } }
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
