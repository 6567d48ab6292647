'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useRef } from 'react'
import { type Advance, type Titles, useLaunch } from '@/components/setup/launch/use-launch'
import { useLosses } from '@/components/setup/review/confirm-losses'
import type { Plan } from '@/lib/deployments/model'

/** A launch that asks about what the role loses before it begins. `advance` must stay the same between renderings. */
export function useConfirmedLaunch<T extends HTMLElement = HTMLParagraphElement>(
  plan: Plan,
  advance: Advance,
  titles: Titles,
) {
  const confirmed = useRef<string[]>([])
  const step = useCallback<Advance>((options) => advance({ ...options, confirmed: confirmed.current }), [advance])
  const { launch, run, focusRef } = useLaunch<T>(plan, step, titles)
  const losses = useLosses(launch.plan)

  function begin() {
    confirmed.current = losses.confirmed
    run()
  }

  return { launch, losses, begin, focusRef }
}

/** Has the page read again once that holds. */
export function useRefreshWhen(isDone: boolean): void {
  const router = useRouter()

  useEffect(() => {
    if (isDone) {
      router.refresh()
    }
  }, [isDone, router])
}
