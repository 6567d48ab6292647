import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import { type Connection, connectionKey } from '@/lib/aws/connection'
import type { TestReport } from '@/lib/mcp/model'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import type { LastTest } from '@/lib/runtimes/verdict'
import { remedyLink } from '@/lib/troubles/remedies'

const MAX_KEPT = 200

// Pages and actions have their own copies of a module. What is here can be lost: then a test is due again.
const holder = globalThis as typeof globalThis & { slipwayLastTests?: Map<string, LastTest> }
holder.slipwayLastTests ??= new Map()
const kept = holder.slipwayLastTests

/** Remembers what a test came to, without the token, until this process ends. */
export function rememberTest(actor: Actor, connection: Connection, runtime: RuntimeDetail, report: TestReport): void {
  const key = keyOf(actor, connection, runtime.id)
  kept.delete(key)
  kept.set(key, lastTestOf(runtime, report))
  const [oldest] = kept.keys()

  if (kept.size > MAX_KEPT && oldest !== undefined) {
    kept.delete(oldest)
  }
}

/** What the last test of a runtime came to; undefined when this process made none for them. */
export function lastTest(actor: Actor, connection: Connection, runtimeId: string): LastTest | undefined {
  return kept.get(keyOf(actor, connection, runtimeId))
}

/** What a test came to, without what it called with. */
export function lastTestOf({ id, version, roleName }: RuntimeDetail, report: TestReport): LastTest {
  const { ranAt, totalMs, tools, hops } = report
  const test = { at: ranAt, version, totalMs, tools: tools.length }
  const failed = hops.find(({ state }) => state === 'failed')

  if (!failed) {
    return test
  }
  const { title = failed.detail, cause = '', remedy = [], actions = [] } = failed.explanation ?? {}
  // To try again is no remedy, and the test is on the page already.
  const action = actions.find(({ type }) => type !== 'test-connection')
  const door = action && remedyLink(action, { runtimeId: id, roleName })
  return { ...test, trouble: { title, cause, remedy, door } }
}

function keyOf(actor: Actor, connection: Connection, runtimeId: string): string {
  return `${actor.name} ${connectionKey(connection)} ${runtimeId}`
}
