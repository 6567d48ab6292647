import 'server-only'
import type { Connection } from '@/lib/aws/connection'
import { readCore } from '@/lib/health/core'
import { examineBy } from '@/lib/health/examine'
import type { CheckId } from '@/lib/health/model'
import { readLately } from '@/lib/health/read-lately'
import { healthVerdict } from '@/lib/health/verdict'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import type { LastTest, Verdict } from '@/lib/runtimes/verdict'
import { readStop } from '@/lib/stop/read-stop'

const LOOK_MS = 10_000
/** A runtime takes about fifteen calls; a list of them would else run into the limits of IAM. */
const AT_ONCE = 4
/** Without what is asked of other services, or of the endpoint itself. */
const LOOKS: readonly CheckId[] = ['trust', 'base', 'image', 'danger', 'drift', 'refused', 'sessions']

let running = 0
const waiting: (() => void)[] = []

/** The verdict of one of many: from its settings, role, drift, stop, last test and log, without what its own page reads beside. */
export async function readBriefly(
  connection: Connection,
  runtime: RuntimeDetail,
  test: LastTest | undefined,
  now: number,
): Promise<Verdict> {
  while (running >= AT_ONCE) {
    await new Promise<void>((resolve) => waiting.push(resolve))
  }
  running += 1

  try {
    const signal = AbortSignal.timeout(LOOK_MS)
    const stop = readStop(connection, runtime)
    const core = readCore({ connection, runtime, test, stop })
    const looked = readLately(connection, runtime, { now, signal })
    const checks = examineBy({ connection, runtime, test, core, stop, now, signal }, LOOKS, looked)
    const lately = await looked
    return healthVerdict(await core, await checks, lately.ok ? lately.data : undefined, now)
  } finally {
    running -= 1
    waiting.shift()?.()
  }
}
