'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { useConnectionKey } from '@/components/form/connection-context'
import type { Plan } from '@/lib/deployments/model'
import type { SetupValues } from '@/lib/deployments/setup/form-fields'
import { oversize } from '@/lib/deployments/setup/oversize'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { type Failure, ok, type Result } from '@/lib/result'

export type PreflightCheck = {
  id: string
  label: string
  state: 'ok' | 'warning' | 'failed' | 'unknown'
  detail?: string
}

export type Review = {
  spec: DeploymentSpec
  plan: Plan
  checks: PreflightCheck[]
  /** What the assistant will be able to do, as a sentence; null where that can't be read, absent until it was weighed. */
  allows?: string | null
  /** IAM policy with what the operator lacks, to hand to an administrator; null when nothing is missing. */
  missingPolicy: string | null
  readAt: string
}

export type PlanState =
  | { state: 'loading' }
  | { state: 'failed'; failure: Failure }
  | { state: 'ready'; review: Review }

const OFFLINE: Failure = {
  code: 'unavailable',
  message: 'Slipway did not answer.',
  remedy: 'Check that it still runs in its terminal, then try again. Your answers are kept in this browser.',
}

/** Reads AWS and plans, when the page is shown and again on `reload`. */
export function usePlan(values: SetupValues) {
  const connection = useConnectionKey()
  const [state, setState] = useState<PlanState>({ state: 'loading' })
  const reading = useRef<AbortController>(null)
  const body = JSON.stringify({ connection, values })
  const tooLong = oversize(values)

  const reload = useCallback(() => {
    const abort = new AbortController()
    reading.current?.abort()
    reading.current = abort
    setState({ state: 'loading' })
    ask<Review>('/api/plan', body, abort.signal)
      .then(async (result) => {
        setState(planState(result))
        if (result.ok) {
          const allows = await ask<string | null>('/api/plan/allows', body, abort.signal)
          setState(planState(ok({ ...result.data, allows: allows.ok ? allows.data : null })))
        }
      })
      .catch(() => {
        if (!abort.signal.aborted) {
          setState({ state: 'failed', failure: OFFLINE })
        }
      })
  }, [body])

  useEffect(() => {
    reload()
    return () => reading.current?.abort()
  }, [reload])

  return { state: tooLong ? ({ state: 'failed', failure: tooLong } as const) : state, reload }
}

function planState(result: Result<Review>): PlanState {
  return result.ok ? { state: 'ready', review: result.data } : { state: 'failed', failure: result.error }
}

async function ask<Answer>(address: string, body: string, signal: AbortSignal): Promise<Result<Answer>> {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    signal,
  })
  return (await answer.json()) as Result<Answer>
}
