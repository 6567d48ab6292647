'use client'

import { ArrowDown } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
import type { LogClient } from '@/components/log-viewer/client'
import { useShown } from '@/components/log-viewer/use-log'
import { Button } from '@/components/ui/button'

/** A screen reader hears counts this often, and never the lines themselves. */
const SPOKEN_MS = 10_000

type NewLinesProps = { client: LogClient; isFollowing: boolean; onFollow: () => void }

/** Counts what comes while the reader looks at older lines, and leads to it. */
export function NewLines({ client, isFollowing, onFollow }: NewLinesProps) {
  const arrived = useShown(client, ({ view }) => view.arrived)
  const late = useShown(client, ({ view }) => view.late)
  const [pausedAt, setPausedAt] = useState<number | null>(null)
  const spoken = useSpoken(arrived, late)

  if (isFollowing !== (pausedAt === null)) {
    setPausedAt(isFollowing ? null : arrived)
  }
  // A new source counts from the start.
  const count = Math.max(0, arrived - Math.min(pausedAt ?? arrived, arrived))

  return (
    <>
      {count > 0 ? (
        <div className="absolute inset-x-0 bottom-3 flex justify-center">
          <Button variant="primary" size="sm" className="shadow-lg" onClick={onFollow}>
            <ArrowDown aria-hidden />
            {`${count.toLocaleString('en')} new ${count === 1 ? 'line' : 'lines'}`}
          </Button>
        </div>
      ) : null}
      <span role="status" className="sr-only">
        {spoken}
      </span>
    </>
  )
}

function useSpoken(arrived: number, late: number): string {
  const [known, setKnown] = useState({ arrived, late, text: '' })
  const speak = useEffectEvent(() => {
    const lines = arrived - known.arrived
    if (lines === 0 && late === known.late) {
      return
    }
    const ofThem = late > known.late ? `, ${late - known.late} of them late` : ''
    setKnown({ arrived, late, text: `${Math.max(0, lines)} new lines${ofThem}` })
  })

  useEffect(() => {
    const timer = setInterval(() => speak(), SPOKEN_MS)
    return () => clearInterval(timer)
  }, [])

  return known.text
}
