'use client'

import { LoaderCircle } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Status } from '@/components/ui/status'
import { Time } from '@/components/ui/time'
import type { LastCall } from '@/lib/bridge/recording/calls'
import { visibleText } from '@/lib/format/visible-text'
import { routes } from '@/lib/routes'

const EVERY_MS = 2500

type CalledLiveProps = {
  arn: string
  connection: string
  client: { id: string; name: string }
  /** Milliseconds since 1970. */
  since: number
  initial: LastCall | null
}

/** Waits for the first call while somebody looks, and rests once it was seen. */
export function CalledLive({ arn, connection, client, since, initial }: CalledLiveProps) {
  const [call, setCall] = useState(initial)
  const isWaiting = call === null

  useEffect(() => {
    if (!isWaiting) {
      return
    }
    const leaving = new AbortController()
    const address = routes.lastCall({ connection, arn, client: client.id, since: String(since) })
    const timer = setInterval(async () => {
      if (document.visibilityState !== 'visible') {
        return
      }
      const found = await askFor(address, leaving.signal)
      if (found === 'refused') {
        clearInterval(timer)
      } else if (found) {
        setCall(found)
      }
    }, EVERY_MS)

    return () => {
      clearInterval(timer)
      leaving.abort()
    }
  }, [isWaiting, connection, arn, client.id, since])

  return (
    <span className="inline-flex min-w-0 flex-wrap items-center gap-x-1.5">
      <span role="status">
        {call === null ? (
          <Status
            tone="neutral"
            label="Waiting for the first call"
            icon={<LoaderCircle aria-hidden className="animate-spin motion-reduce:animate-none" />}
          />
        ) : (
          <Status
            tone={call.outcome === 'answered' ? 'success' : 'warning'}
            label={`${visibleText(call.isAsked ? client.name : call.client)} called ${visibleText(call.tool)}`}
          />
        )}
      </span>
      {/* Outside of what is read aloud: it changes all the time. */}
      {call === null ? null : (
        <span className="text-muted">
          <Time at={call.at} />
          {call.outcome === 'answered' ? null : `, outcome: ${call.outcome}`}
        </span>
      )}
    </span>
  )
}

/** Nothing where the network failed for once; `refused` where it would be refused again. */
async function askFor(address: string, signal: AbortSignal): Promise<LastCall | 'refused' | null> {
  try {
    const answer = await fetch(address, { signal })
    return answer.ok ? ((await answer.json()) as { call: LastCall | null }).call : 'refused'
  } catch {
    return null
  }
}
