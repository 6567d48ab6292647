import { setImmediate as turn } from 'node:timers/promises'
import { agentCoreSlice } from '@/lib/practice/agentcore/store'
import { cognitoSlice } from '@/lib/practice/cognito/slice'
import { iamStore } from '@/lib/practice/iam/store'
import { warmLogs } from '@/lib/practice/logs/memory'
import type { StateStore } from '@/lib/practice/wire/state'

/** How long calls wait for it at most. */
const STEP_MS = 5

/** Reads a large state while nothing else is to be done, so that the first list of it is no slower than the next. */
export async function warmUp(state: StateStore, signal: AbortSignal): Promise<void> {
  iamStore(state)
  agentCoreSlice(state)
  cognitoSlice(state)
  let since = performance.now()

  for (const step of steps(state)) {
    if (performance.now() - since > STEP_MS) {
      await turn(step)
      since = performance.now()
    }
    if (signal.aborted) {
      return
    }
  }
}

function* steps(state: StateStore): Generator<void> {
  yield* state.warm()
  yield* warmLogs(state)
}
