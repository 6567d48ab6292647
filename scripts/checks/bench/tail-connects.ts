import { setTimeout as sleep } from 'node:timers/promises'
import v8 from 'node:v8'
import vm from 'node:vm'
import { Budget } from '@/lib/logs/tail/budget'
import { systemClock } from '@/lib/logs/tail/client'
import { eventStream } from '@/lib/logs/tail/event-stream'
import { Hubs } from '@/lib/logs/tail/hubs'
import { makeLedger } from '@/lib/logs/tail/testing/ledger'
import { SimulatedLogs, seeded } from '@/lib/logs/tail/testing/simulation'
import type { Measurement } from '@/scripts/checks/bench/report'

const CONNECTS = 10_000
const AT_ONCE = 50

/** 10,000 readers that come, take a few messages and go: what the process holds after 2,000 and after all of them. */
export async function benchTailConnects(): Promise<Measurement[]> {
  const random = seeded(5)
  const now = Date.now()
  const late = { share: 0.05, maxMs: 5000 }
  const ledger = makeLedger({ count: 60_000, from: now - 60_000, to: now + 120_000, random, late })
  const logs = new SimulatedLogs(ledger, systemClock, random)
  const hubs = new Hubs({ newEpoch: () => String(random()), onFailure: console.error })
  const parts = {
    client: logs,
    clock: systemClock,
    budget: new Budget(systemClock),
    random,
    whyMissing: async () => 'unknown' as const,
  }
  const connect = async () => {
    const gone = new AbortController()
    const stream = eventStream(
      async () => hubs.read('group', () => parts, { position: null, newest: 100 }),
      gone.signal,
    ).getReader()
    await stream.read()
    await stream.read()
    await (random() < 0.5 ? stream.cancel() : Promise.resolve(gone.abort()))
  }
  // One stays, as a hub does that people watch.
  const resident = hubs.read('group', () => parts, { position: null, newest: 1000 })
  await sleep(1500)
  const held: number[] = []

  for (let done = 0; done < CONNECTS; done += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, connect))

    if ((done + AT_ONCE) % 2000 === 0) {
      held.push(heldMegabytes())
    }
  }
  resident.close()
  await sleep(1000)
  console.log(`  MB held after each 2,000 of ${CONNECTS} connects: ${held.map((mb) => mb.toFixed(1)).join(' ')}`)
  console.log(`  hubs a second after the last reader: ${hubs.size}; calls upstream: ${logs.calls.length}`)
  return []
}

function heldMegabytes(): number {
  v8.setFlagsFromString('--expose-gc')
  const collect = vm.runInNewContext('gc') as () => void
  collect()
  collect()
  return process.memoryUsage().heapUsed / 1e6
}
