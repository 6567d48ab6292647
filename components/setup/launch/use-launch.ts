'use client'

import { useEffect, useRef, useState } from 'react'
import { useConnectionKey } from '@/components/form/connection-context'
import { useKeptFocus } from '@/components/layout/use-kept-focus'
import { apply, begin, type Launch, newLaunch, progressOf } from '@/components/setup/launch/launch-machine'
import type { AdvanceOptions, AdvanceResult, Plan } from '@/lib/deployments/model'
import type { Result } from '@/lib/result'

/** One step of the loop on the server: look, plan, perform one change. */
export type Advance = (options: AdvanceOptions & { connection: string }) => Promise<Result<AdvanceResult>>

/** What the tab says while it runs, at the end, and when it stopped. */
export type Titles = { running: string; done: string; stopped: string }

/**
 * Drives `advance` until it says done or failed. AWS holds the state, so leaving the page stops the loop and
 * harms nothing; coming back goes on from what AWS has.
 */
export function useLaunch<T extends HTMLElement = HTMLParagraphElement>(plan: Plan, advance: Advance, titles: Titles) {
  const connection = useConnectionKey()
  const [launch, setLaunch] = useState<Launch>(() => newLaunch(plan))
  const runId = useRef(0)
  // The button that starts it goes away with its press.
  const focusRef = useKeptFocus<T>(launch.phase)

  async function run() {
    const id = ++runId.current
    let current = begin(launch, Date.now())
    setLaunch(current)

    while (current.phase === 'running' && id === runId.current) {
      const result = await advance({ connection, ...current.options }).catch(() => OFFLINE)
      current = apply(current, result, Date.now())

      if (id !== runId.current) {
        return
      }
      setLaunch(current)
      await sleep(result.ok && result.data.state === 'waiting' ? result.data.retryAfterMs : 0)
    }
  }

  useEffect(() => {
    return () => {
      runId.current += 1
    }
  }, [])

  useTitle(launch, titles)
  return { launch, run, focusRef }
}

function useTitle(launch: Launch, { running, done: finished, stopped }: Titles) {
  const { done, all } = progressOf(launch)
  const { phase } = launch

  useEffect(() => {
    const before = document.title
    if (phase !== 'idle') {
      document.title = { running: `${done}/${all} · ${running}`, done: finished, failed: stopped }[phase]
    }
    return () => {
      document.title = before
    }
  }, [phase, done, all, running, finished, stopped])
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

const OFFLINE: Result<AdvanceResult> = {
  ok: false,
  error: {
    code: 'unavailable',
    message: 'Slipway did not answer.',
    remedy:
      'Check that it still runs in its terminal, then continue. It goes on from what AWS has; nothing is made twice.',
  },
}
