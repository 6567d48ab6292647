import { monitorEventLoopDelay } from 'node:perf_hooks'
import process from 'node:process'
import { startPractice } from '@/lib/practice/server/start'

/** The account of a file, in a process of its own. Says where it is, and on request how it fares. */
const before = performance.now()
const { url, accessKeyId, secretAccessKey, state, close } = await startPractice({
  stateFile: process.argv[2] ?? null,
  delays: { rolePropagationMs: 0, policyPropagationMs: 0, readyMs: 0, coldStartMs: 0 },
})
const openedMs = performance.now() - before
const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()
process.send?.({ url, accessKeyId, secretAccessKey, openedMs })
process.on('message', async (wanted) => {
  if (wanted === 'shorten') {
    delay.reset()
    const since = performance.now()
    await state.shorten()
    process.send?.({ tookMs: performance.now() - since, delayMs: delay.max / 1e6 })
  } else {
    process.send?.({ rss: process.memoryUsage().rss, heap: process.memoryUsage().heapUsed, delayMs: delay.max / 1e6 })
  }
})
process.once('SIGTERM', () => close().then(() => process.exit(0)))
