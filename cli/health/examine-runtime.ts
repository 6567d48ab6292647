import { EXIT, WRONG_CALL } from '@/cli/shared/exit'
import { findRuntime } from '@/cli/shared/find-runtime'
import { keptCredential } from '@/cli/shared/kept-credential'
import { printFailure, printJson } from '@/cli/shared/report'
import type { Connection } from '@/lib/aws/connection'
import { visibleText } from '@/lib/format/visible-text'
import { readCore } from '@/lib/health/core'
import { allOf, examine } from '@/lib/health/examine'
import { type CheckState, type HealthCheck, worstOf } from '@/lib/health/model'
import { healthVerdict } from '@/lib/health/verdict'
import { lastTestOf } from '@/lib/mcp/tester/last-tests'
import { testConnection } from '@/lib/mcp/tester/test-connection'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import type { LastTest, Verdict } from '@/lib/runtimes/verdict'
import { readStop } from '@/lib/stop/read-stop'

const LOOK_MS = 120_000

type Options = { json: boolean; call: boolean }

/** Prints how a runtime is. The exit code: 0 well, 1 not, 2 it could not be looked at. */
export async function examineRuntime(connection: Connection, name: string, { json, call }: Options): Promise<number> {
  const runtime = await findRuntime(connection, name)

  if (!runtime.ok) {
    printFailure(runtime.error, json)
    return WRONG_CALL
  }
  const { verdict, checks } = await look(connection, runtime.data, call)

  if (json) {
    printJson({ runtime: runtime.data.name, ...verdict, checks: checks.map(({ failure: _, ...check }) => check) })
  } else {
    process.stdout.write([`${visibleText(verdict.text)}.`, '', ...checks.map(lineOf), ''].join('\n'))
  }
  if (verdict.tone === 'danger' || verdict.tone === 'warning' || worstOf(checks)) {
    return EXIT.failed
  }
  return checks.every(({ state }) => state !== 'unknown') ? EXIT.done : WRONG_CALL
}

async function look(connection: Connection, runtime: RuntimeDetail, call: boolean) {
  const test = call && runtime.status === 'READY' ? await tested(connection, runtime) : undefined
  const stop = readStop(connection, runtime)
  const core: Promise<Verdict> = readCore({ connection, runtime, test, stop })
  const signal = AbortSignal.timeout(LOOK_MS)
  const found = examine({ connection, runtime, test, core, stop, now: Date.now(), signal })
  const { checks, lately } = await allOf(found)
  return { verdict: healthVerdict(await core, checks, lately, Date.now()), checks }
}

/** Undefined where it takes a token and no sign-in is kept on this computer. */
async function tested(connection: Connection, runtime: RuntimeDetail): Promise<LastTest | undefined> {
  const credential = await keptCredential(connection, runtime)
  return credential && lastTestOf(runtime, await testConnection(connection, runtime, credential))
}

const STATES: Record<CheckState, string> = {
  well: 'well',
  note: 'note',
  warning: 'mend',
  failing: 'failing',
  unknown: 'not seen',
}

function lineOf({ title, state, evidence, at, remedy, action }: HealthCheck): string {
  const when = at === undefined ? '' : ` (${at})`
  const more = [remedy, state === 'well' ? undefined : action && `Next: ${action.label}`]
  return [
    `${STATES[state].padEnd(10)}${title}: ${evidence}${when}`,
    ...more.flatMap((text) => (text ? [`          ${text}`] : [])),
  ]
    .map(visibleText)
    .join('\n')
}
