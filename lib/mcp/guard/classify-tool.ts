import 'server-only'
import { classify } from '@/lib/mcp/guard/classify'
import type { Classification, CommandClass, ServerPlace } from '@/lib/mcp/guard/model'

export type GuardedTool = {
  name: string
  annotations?: { readOnlyHint?: boolean | undefined; destructiveHint?: boolean | undefined } | undefined
}

/** What a call of a tool would do: `call_aws` by its command, everything else by what its server says of it. */
export async function classifyTool(
  tool: GuardedTool,
  args: Record<string, unknown> = {},
  place: ServerPlace = {},
): Promise<Classification> {
  if (RUNS_COMMANDS.test(tool.name)) {
    return classify(args.cli_command, place)
  }
  const [kind, why] = hinted(tool)
  const doubt = kind === 'read' ? {} : { doubt: why }
  return { parts: [{ text: tool.name, actions: [], regions: [], class: kind, why, ...doubt }], class: kind }
}

/** Gateways and AWS’s own server put a name and three underscores in front. */
const RUNS_COMMANDS = /(^|___)call_aws$/
const PRESIGNS = /(^|___)get_presigned_url$/

function hinted({ name, annotations }: GuardedTool): [CommandClass, string] {
  if (PRESIGNS.test(name)) {
    return ['secrets', `The answer of ${name} is an address that opens something to whoever has it.`]
  }
  if (annotations?.readOnlyHint === true) {
    return ['read', `Its server says that ${name} only reads.`]
  }
  return annotations?.readOnlyHint === false || annotations?.destructiveHint !== undefined
    ? ['write', `Its server says that ${name} may change something.`]
    : ['unknown', `Its server does not say whether ${name} changes something.`]
}
