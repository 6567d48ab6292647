'use client'

import { useRouter } from 'next/navigation'
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { EmptyState } from '@/components/feedback/empty-state'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { Notice } from '@/components/feedback/notice'
import { type Launch, progressOf } from '@/components/setup/launch/launch-machine'
import { LaunchRows } from '@/components/setup/launch/launch-rows'
import { type Advance, useLaunch } from '@/components/setup/launch/use-launch'
import { TeardownForm } from '@/components/setup/teardown/teardown-form'
import { Button, ButtonLink } from '@/components/ui/button'
import type { AdvanceOptions, AdvanceResult, Plan } from '@/lib/deployments/model'
import type { TeardownItem } from '@/lib/deployments/teardown/teardown-model'
import type { Result } from '@/lib/result'
import { routes } from '@/lib/routes'

type TeardownProps = {
  name: string
  items: TeardownItem[]
  notes: string[]
  advance: (
    input: AdvanceOptions & { connection: string; name: string; selectedIds: string[] },
  ) => Promise<Result<AdvanceResult>>
}

export function Teardown({ name, items, notes, advance }: TeardownProps) {
  const selectedIds = useRef<string[]>([])
  const [plan] = useState<Plan>({ deployment: name, changes: [], warnings: [], refusals: [], settled: false })
  const step = useCallback<Advance>(
    (options) => advance({ ...options, name, selectedIds: selectedIds.current }),
    [advance, name],
  )
  const { launch, run, focusRef } = useLaunch(plan, step, TITLES)
  useFreshHeader(launch)

  if (launch.phase !== 'idle') {
    return <Running {...{ name, launch, run, focusRef }} />
  }
  if (items.length === 0) {
    return (
      <EmptyState
        title={`Nothing of ${name} is left`}
        actions={<ButtonLink href={routes.runtimes()}>See your runtimes</ButtonLink>}
      >
        <p>AWS has no runtime, role, user pool or log group of this deployment.</p>
      </EmptyState>
    )
  }
  return (
    <div className="flex flex-col gap-4">
      {notes.map((note) => (
        <Notice key={note} tone="warning" title={note} />
      ))}
      <TeardownForm
        name={name}
        items={items}
        onConfirm={(ids) => {
          selectedIds.current = ids
          run()
        }}
      />
    </div>
  )
}

type RunningProps = { name: string; launch: Launch; run: () => void; focusRef: RefObject<HTMLParagraphElement | null> }

function Running({ name, launch, run, focusRef }: RunningProps) {
  const { done, all } = progressOf(launch)
  const sentences = {
    idle: '',
    running: `Deleting ${name}: ${done} of ${all} done.`,
    done: `What you ticked of ${name} is deleted.`,
    failed: `Stopped at ${done} of ${all}. What is deleted stays deleted; the rest is as it was.`,
  }

  return (
    <div className="flex min-w-0 flex-col gap-4">
      <p role="status" ref={focusRef} tabIndex={-1} className="font-medium outline-none">
        {sentences[launch.phase]}
      </p>
      <progress
        aria-label="Deletions done"
        value={done}
        max={Math.max(all, 1)}
        className="h-1.5 w-full accent-accent"
      />
      {launch.failure ? <FailureNotice failure={launch.failure} /> : null}
      <LaunchRows launch={launch} label="Deletions" />
      <div className="flex justify-end gap-2">
        {launch.phase === 'done' ? <ButtonLink href={routes.runtimes()}>See your runtimes</ButtonLink> : null}
        {launch.phase === 'failed' ? (
          <Button variant="danger" onClick={run}>
            Try again
          </Button>
        ) : null}
      </div>
    </div>
  )
}

/** The page's title says READY until the server looks again. */
function useFreshHeader(launch: Launch) {
  const router = useRouter()
  const isUnderWay = launch.order.length > 0
  const isOver = launch.phase === 'done' || launch.phase === 'failed'

  useEffect(() => {
    if (isUnderWay || isOver) {
      router.refresh()
    }
  }, [router, isUnderWay, isOver])
}

const TITLES = { running: 'Deleting', done: 'Deleted', stopped: 'Deletion stopped' }
