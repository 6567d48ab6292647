import type { Page } from '@playwright/test'
import { clientsOf } from './account'
import type { Stack } from './stack'

const PREFIX = '/aws/bedrock-agentcore/runtimes/'

export type Line = {
  text: string /** Milliseconds since 1970; now when it isn't said. */
  at?: number
  stream?: string
}

/** A log group as a runtime has it, made and written through the SDK. */
export async function logGroup(stack: Stack, name: string) {
  const { logs } = clientsOf(stack.practice)
  const logGroupName = `${PREFIX}${name}-DEFAULT`
  const known = new Set<string>()
  await logs.createLogGroup({ logGroupName })

  return {
    name: logGroupName,
    address: `/logs/${encodeURIComponent(logGroupName)}`,
    write: async (lines: Line[]) => {
      for (const stream of new Set(lines.map(({ stream = 'main' }) => stream))) {
        const logStreamName = `2026/11/23/[runtime-logs]${stream}`
        if (!known.has(logStreamName)) {
          await logs.createLogStream({ logGroupName, logStreamName })
          known.add(logStreamName)
        }
        const own = lines.filter((line) => (line.stream ?? 'main') === stream)
        await logs.putLogEvents({
          logGroupName,
          logStreamName,
          logEvents: own.map(({ text, at }) => ({ message: text, timestamp: at ?? Date.now() })),
        })
      }
    },
  }
}

export const linesOf = (page: Page) => page.getByRole('grid', { name: 'Log lines, newest last' })

export function numbered(count: number, from = 0): Line[] {
  const start = Date.now() - count
  return Array.from({ length: count }, (_, at) => ({ text: `INFO:     number ${from + at}.`, at: start + at }))
}
