import { createHash } from 'node:crypto'
import type { RecordedCall } from '@/lib/activity/model'
import type { RecordEntry } from '@/lib/bridge/recording/record'

/** What the bridge's record has, as calls; its lines carry no id, so one is made of what they say. */
export function recordedCalls(entries: readonly RecordEntry[]): RecordedCall[] {
  const seen = new Map<string, number>()

  return entries.map((entry) => {
    const {
      at,
      ms,
      client,
      session,
      tool,
      method,
      actions = [],
      outcome,
      verdict,
      requests = [],
      arguments: args,
    } = entry
    const said = JSON.stringify([at, ms, client, session, tool, method, outcome])
    const times = seen.get(said) ?? 0
    seen.set(said, times + 1)
    return {
      id: createHash('sha256').update(`${said}${times}`).digest('base64url').slice(0, 16),
      at: Date.parse(at),
      ms,
      client,
      ...(session === undefined ? {} : { session }),
      what: tool ?? method,
      actions,
      outcome,
      ...(verdict === undefined ? {} : { verdict }),
      requestIds: requests,
      ...(args === undefined ? {} : { text: args }),
    }
  })
}
