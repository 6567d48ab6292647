import type { CDPSession, Page } from '@playwright/test'

export type Frames = { p95: number; longest: number; over50: number; longTasks: number }

/** Lengths of the frames and long tasks of a page for so long. */
export function measureFrames(page: Page, milliseconds: number): Promise<Frames> {
  return page.evaluate(async (length) => {
    const frames: number[] = []
    let longTasks = 0
    const observer = new PerformanceObserver((list) => {
      longTasks += list.getEntries().length
    })
    observer.observe({ type: 'longtask' })
    await new Promise<void>((resolve) => {
      const started = performance.now()
      let before = started
      const next = (now: number) => {
        frames.push(now - before)
        before = now
        if (now - started < length) {
          requestAnimationFrame(next)
        } else {
          resolve()
        }
      }
      requestAnimationFrame(next)
    })
    observer.disconnect()
    frames.shift()
    frames.sort((one, other) => one - other)
    return {
      p95: frames[Math.floor(frames.length * 0.95)] ?? 0,
      longest: frames.at(-1) ?? 0,
      over50: frames.filter((frame) => frame > 50).length,
      longTasks,
    }
  }, milliseconds)
}

/** Used JavaScript heap of the page and of its workers after a collection, in bytes. */
export async function heapOf(page: Page): Promise<{ page: number; workers: number }> {
  const session = await page.context().newCDPSession(page)
  const workers: number[] = []
  const sessions: string[] = []
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type === 'worker') {
      sessions.push(sessionId)
    }
  })
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message) as {
      id: number
      result?: { usedSize: number; backingStorageSize?: number }
    }
    if (id === 2 && result) {
      workers.push(result.usedSize + (result.backingStorageSize ?? 0))
    }
  })
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false })
  await session.send('HeapProfiler.collectGarbage')
  const own = await session.send('Runtime.getHeapUsage')
  for (const sessionId of sessions) {
    await ask(session, sessionId, 1, 'HeapProfiler.collectGarbage')
    await ask(session, sessionId, 2, 'Runtime.getHeapUsage')
  }
  await page.waitForTimeout(3000)
  await session.detach()
  return { page: own.usedSize, workers: workers.reduce((sum, size) => sum + size, 0) }
}

function ask(session: CDPSession, sessionId: string, id: number, method: string) {
  return session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) })
}
