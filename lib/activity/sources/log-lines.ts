import type { LoggedCall } from '@/lib/activity/model'
import type { LogEvent } from '@/lib/logs/event'

/** What CloudWatch is asked for: no other line says what was called. */
export const LOG_PATTERN =
  '?"Attempting to execute AWS CLI command" ?"Interpreting operation" ?" interpreted in " ?"Sending ERROR to client"'

const BEGINS = /Attempting to execute AWS CLI command: aws ([a-z0-9-]+) ([a-z0-9-]+)/
const SENDS = /Interpreting operation ([\w-]+)\.(\w+) for region ([a-z0-9-]+)/
const ENDS = /Operation ([\w-]+)\.(\w+) interpreted in /
const REFUSES = /Sending ERROR to client: (\S*)/

/** Between a line and the next of the same call; what comes later is of another. */
const NEAR_MS = 15_000

/** The calls that lines of the server name, oldest first. Lines of one stream belong together in their order. */
export function loggedCalls(lines: readonly LogEvent[]): LoggedCall[] {
  const calls: LoggedCall[] = []
  const open = new Map<string, LoggedCall[]>()

  // Of a release that doesn't say when it sends, the silence says nothing.
  const telling = new Set(lines.filter(({ text }) => SENDS.test(text)).map(({ stream }) => stream))

  for (const event of lines.toSorted((one, other) => one.at - other.at)) {
    const { id, at, stream, text } = event
    const waiting = (open.get(stream) ?? []).filter((call) => at - (call.endedAt ?? call.at) <= NEAR_MS)
    open.set(stream, waiting)
    const [, service, operation] = BEGINS.exec(text) ?? []

    if (service !== undefined && operation !== undefined) {
      const call: LoggedCall = { id, at, stream, service, operation }
      calls.push(call)
      waiting.push(call)
      continue
    }
    follow(waiting, event, telling.has(stream))
  }
  return calls
}

function follow(waiting: LoggedCall[], { at, text }: LogEvent, saysWhenItSends: boolean): void {
  const [, , sent, region] = SENDS.exec(text) ?? []

  if (sent !== undefined && region !== undefined) {
    const call = waiting.find((one) => one.region === undefined && isNamed(one, sent))
    Object.assign(call ?? {}, { region })
    return
  }
  const [, , ended] = ENDS.exec(text) ?? []

  if (ended !== undefined) {
    // Of two that run at once nobody knows which one ended: then the later line is for neither.
    const running = waiting.filter(
      (one) => one.region !== undefined && one.endedAt === undefined && isNamed(one, ended),
    )
    const [only] = running

    if (only && running.length === 1) {
      only.endedAt = at
      waiting.splice(waiting.indexOf(only), 1)
    }
    return
  }
  const [, word] = REFUSES.exec(text) ?? []
  const unsent = waiting.filter((one) => one.region === undefined)
  const [only] = unsent

  if (word !== undefined && only && unsent.length === 1 && waiting.at(-1) === only && only.service !== 's3') {
    const refusal = word === 'Execution' ? 'policy' : saysWhenItSends ? 'not-sent' : undefined
    Object.assign(only, refusal === undefined ? {} : { refusal })
    waiting.splice(waiting.indexOf(only), 1)
  }
}

function isNamed({ operation }: LoggedCall, python: string): boolean {
  return operation.replaceAll('-', '') === python.replaceAll('_', '')
}
