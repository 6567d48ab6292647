import { commandOutcomes } from '@/lib/mcp/command/command-outcomes'
import { contentText, recordOf, textOf } from '@/lib/mcp/json-values'
import type { FailedCall } from '@/lib/mcp/model'

type CallResult = { isError?: boolean | undefined; structuredContent?: unknown; content?: unknown }

export type CallOutcome =
  | { ok: true; identity: { account: string; arn: string } }
  | { ok: false; trouble: Pick<FailedCall, 'tool' | 'command'>; raw: string }

/** Reads the answer of `call_aws` to `aws sts get-caller-identity`. */
export function readCallerIdentity(result: CallResult): CallOutcome {
  const text = contentText(result.content)
  const [command] = commandOutcomes(result)

  if (command?.failure) {
    return { ok: false, trouble: { command: command.failure }, raw: command.failure.message }
  }
  if (result.isError) {
    return { ok: false, trouble: { tool: text }, raw: text }
  }
  const identity = recordOf(command?.data)
  const account = textOf(identity?.Account)
  const arn = textOf(identity?.Arn)

  if (account === undefined || arn === undefined) {
    return { ok: false, trouble: { tool: 'The answer holds no account and no ARN.' }, raw: text }
  }
  return { ok: true, identity: { account, arn } }
}
