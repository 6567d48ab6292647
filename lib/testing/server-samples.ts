import { readFileSync } from 'node:fs'
import path from 'node:path'

type Answer = { isError?: boolean; content: { type: string; text: string }[]; structuredContent?: unknown }

/** What a published AWS API MCP Server answered and logged, by the name of the call. */
export type ServerSample = {
  release: string
  answers: Record<string, Answer>
  log: Record<'start' | 'command' | 'refusedByServer', string[]> & Partial<Record<'request' | 'refusal', string[]>>
}

const folder = path.join(process.cwd(), 'lib/mcp/command/samples')

/** One for each release that answers in a way of its own. */
export const SERVER_SAMPLES: ServerSample[] = ['1.2.0', '1.3.46', '1.5.6'].map((release) =>
  JSON.parse(readFileSync(path.join(folder, `server-${release}.json`), 'utf8')),
)
