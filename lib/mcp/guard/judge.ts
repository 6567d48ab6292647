import 'server-only'
import { commandsOf } from '@/lib/mcp/guard/classify'
import { classifyTool, type GuardedTool } from '@/lib/mcp/guard/classify-tool'
import { decide, type GuardPolicy } from '@/lib/mcp/guard/decide'
import { filesOf } from '@/lib/mcp/guard/files'
import type { Classification, ServerPlace } from '@/lib/mcp/guard/model'

/** `notes`: what would happen to files. `how`: what a person runs to let it pass; empty where nothing does. */
export type Judgement = {
  verdict: 'allow' | 'ask' | 'deny'
  found: Classification
  why: string[]
  notes: string[]
  how: string[]
}

/** What a call would do, and whether it may go on. */
export async function judge(
  tool: GuardedTool,
  args: Record<string, unknown>,
  policy: GuardPolicy,
  place: ServerPlace,
  now: number,
): Promise<Judgement> {
  const found = await classifyTool(tool, args, place)
  const decision = decide(found, policy, now)

  if (decision.verdict === 'allow') {
    return { verdict: 'allow', found, why: [], notes: [], how: [] }
  }
  const notes = tool.name.endsWith('call_aws') ? notesOn(args.cli_command) : []
  const strict = decision.verdict === 'deny' ? decision : decide(found, { ...policy, mode: 'read-only' }, now)
  const how = strict.verdict === 'deny' ? (strict.how ?? []) : []
  return { verdict: decision.verdict, found, why: decision.why, notes, how }
}

/** Nobody reaches the container's disk. */
function notesOn(argument: unknown): string[] {
  return commandsOf(argument)
    .flatMap(filesOf)
    .map(({ why, instead }) => `${why} ${instead}`)
}
