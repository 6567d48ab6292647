'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useEffectEvent, useRef } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { Notice } from '@/components/feedback/notice'
import { toast } from '@/components/feedback/toast'
import { LaunchRows } from '@/components/setup/launch/launch-rows'
import { type Advance, useLaunch } from '@/components/setup/launch/use-launch'
import { Button } from '@/components/ui/button'
import type { Plan } from '@/lib/deployments/model'
import { advanceResizeAction } from '@/lib/right-size/actions'
import type { Way } from '@/lib/right-size/change/model'

type ResizeRunProps = {
  id: string
  roleName: string
  way: Way
  plan: Plan
  /** It was just asked for. */
  isAsked: boolean
}

const TITLES = {
  forth: { running: 'Right-sizing', done: 'Right-sized', stopped: 'Right-sizing stopped' },
  back: { running: 'Giving back', done: 'Given back', stopped: 'Giving back stopped' },
} as const

/** The writes of a change and their progress. It goes on from what AWS has, wherever it was cut off. */
export function ResizeRun({ id, roleName, way, plan, isAsked }: ResizeRunProps) {
  const router = useRouter()
  const overwrite = useRef(false)
  const step = useCallback<Advance>(
    (options) => advanceResizeAction({ ...options, roleName, id, overwrite: overwrite.current }),
    [roleName, id],
  )
  const { launch, run, focusRef } = useLaunch<HTMLDivElement>(plan, step, TITLES[way])
  const { phase, failure } = launch
  const start = useEffectEvent(() => void run())
  const finish = useEffectEvent(() => {
    toast('success', `${roleName} ${way === 'forth' ? 'was right-sized' : 'has what it had before'}.`)
    router.refresh()
  })

  useEffect(() => {
    if (isAsked) {
      start()
    }
  }, [isAsked])

  useEffect(() => {
    if (phase === 'done') {
      finish()
    }
  }, [phase])

  return (
    <div ref={focusRef} tabIndex={-1} className="flex min-w-0 flex-col gap-3 outline-none">
      <LaunchRows launch={launch} label="Changes of the role" />
      {failure ? <FailureNotice failure={failure} /> : null}
      {phase === 'done' ? <Notice tone="success" live="status" title="Done. Reading the role again…" /> : null}
      {phase === 'idle' || phase === 'failed' ? (
        <div className="flex flex-wrap gap-2">
          <Button variant="primary" onClick={() => void run()}>
            {phase === 'idle' ? GO_ON[way] : 'Try again'}
          </Button>
          {way === 'back' && failure?.code === 'conflict' ? (
            <Button
              onClick={() => {
                overwrite.current = true
                void run()
              }}
            >
              Replace what was changed since, too
            </Button>
          ) : null}
        </div>
      ) : null}
    </div>
  )
}

const GO_ON: Record<Way, string> = { forth: 'Go on', back: 'Go on giving back' }
