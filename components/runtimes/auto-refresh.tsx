'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { formatDuration } from '@/lib/format/duration'

const EVERY_MS = 4000

/** Reads the page from AWS again every few seconds while something there is in motion; rests while nobody looks. */
export function AutoRefresh({ since }: { since: string }) {
  const router = useRouter()

  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') {
        router.refresh()
      }
    }, EVERY_MS)
    return () => clearInterval(timer)
  }, [router])

  return <Elapsed since={since} />
}

/** How long something has lasted; empty until the browser's clock is known. */
export function Elapsed({ since }: { since: string }) {
  const [now, setNow] = useState<number>()

  useEffect(() => {
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])

  const started = Date.parse(since)
  return now === undefined || Number.isNaN(started) ? null : (
    <span className="text-muted tabular-nums">for {formatDuration(Math.max(1000, now - started))}</span>
  )
}
