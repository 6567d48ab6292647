import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { advance } from '@/lib/deployments/advance/advance'
import { resetAccount } from '@/lib/practice/server/admin'
import type { Practice } from '@/lib/practice/server/start'
import { readChanges } from '@/lib/practice/state/lines'
import type { FaultInput } from '@/lib/practice/wire/faults'
import { actor, connection, connectTo, inventory, jwtSpec, runToEnd, startTestPractice } from './support'

type Service = NonNullable<NonNullable<FaultInput['match']>['service']>
type Moment = { slices: Record<string, object>; performed: string[] }
/** A call of the launch, and what the launch knows and the account holds before the turn that makes it first. */
export type Call = { service: Service; operation: string; before: Moment }

/** Launches once without trouble: the calls that it made, and what is in the account afterwards. The account is empty again. */
export async function undisturbedLaunch() {
  const folder = mkdtempSync(path.join(tmpdir(), 'slipway-launch-'))
  const stateFile = path.join(folder, 'state.json')
  const made = new Map<string, Call>()
  let before: Moment = { slices: {}, performed: [] }
  const listen = ({ phase, service, operation }: { phase: string; service: string; operation: string }) => {
    if (phase === 'received' && !made.has(`${service} ${operation}`)) {
      made.set(`${service} ${operation}`, { service: service as Service, operation, before })
    }
  }
  const practice = await startTestPractice(0, listen, stateFile)
  connectTo(practice)
  const { last } = await runToEnd(async ({ performed }) => {
    before = { slices: await slicesOf(practice, stateFile), performed: [...performed] }
    return advance(actor, connection, jwtSpec, { performed })
  })
  // Whose account this is stays known for as long as the program runs.
  const calls = [...made.values()].filter(({ service }) => service !== 'sts')
  const whole = await inventory()

  resetAccount(practice)
  return {
    ...{ practice, last, calls, whole },
    close: async () => {
      await practice.close()
      rmSync(folder, { recursive: true })
    },
  }
}

async function slicesOf({ state }: Practice, stateFile: string): Promise<Moment['slices']> {
  await state.flush()
  const names = new Set<string>()
  readChanges(readFileSync(stateFile), ({ kind, path: [name] }) => {
    if (kind === '=' || kind === '*') {
      names.add(String(name))
    }
  })
  return Object.fromEntries([...names].map((name) => [name, JSON.parse(JSON.stringify(state.slice(name, () => ({}))))]))
}

/** The account as it was at that moment, without faults. What a launch does next depends on nothing else. */
export function returnTo(practice: Practice, { slices }: Moment): void {
  resetAccount(practice)
  practice.state.reset()

  for (const [name, content] of Object.entries(slices)) {
    practice.state.slice(name, () => structuredClone(content))
  }
}
