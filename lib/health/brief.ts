import 'server-only'
import type { Connection } from '@/lib/aws/connection'
import { judgeImage, judgeSessions } from '@/lib/health/checks/runtime-checks'
import { readCore } from '@/lib/health/core'
import type { HealthCheck } from '@/lib/health/model'
import { readLately } from '@/lib/health/read-lately'
import { healthVerdict } from '@/lib/health/verdict'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import type { LastTest, Verdict } from '@/lib/runtimes/verdict'
import { readStop } from '@/lib/stop/read-stop'

const LOOK_MS = 10_000
/** A runtime takes about eight calls; a list of them would else run into the limits of IAM. */
const AT_ONCE = 4

let running = 0
const waiting: (() => void)[] = []

/** The verdict of one of many: from its settings, its stop, its last test and its log, without what its own page reads beside. */
export async function readBriefly(
  connection: Connection,
  runtime: RuntimeDetail,
  test: LastTest | undefined,
  now: number,
): Promise<Verdict> {
  if (running >= AT_ONCE) {
    await new Promise<void>((resolve) => waiting.push(resolve))
  }
  running += 1

  try {
    const signal = AbortSignal.timeout(LOOK_MS)
    const stop = readStop(connection, runtime)
    const [core, lately] = await Promise.all([
      readCore({ connection, runtime, test, stop }),
      readLately(connection, runtime, { now, signal }),
    ])
    const checks: HealthCheck[] = [
      { id: 'image', title: 'Image', ...judgeImage(runtime, now) },
      { id: 'sessions', title: 'Sessions', ...judgeSessions(runtime) },
    ]
    return healthVerdict(core, checks, lately.ok ? lately.data : undefined, now)
  } finally {
    running -= 1
    waiting.shift()?.()
  }
}
