'use client'

import { useEffect, useRef, useState } from 'react'
import { useConnectionKey } from '@/components/form/connection-context'
import { estimateSearchAction, searchProgressAction, startSearchAction, stopSearchAction } from '@/lib/logs/actions'
import type { InsightsEstimate, InsightsProgress, InsightsSearch } from '@/lib/logs/insights-model'
import type { Failure } from '@/lib/result'

type State = {
  phase: 'idle' | 'asking' | 'asked' | 'running' | 'ended'
  search?: InsightsSearch
  estimate?: InsightsEstimate
  progress?: InsightsProgress
  failure?: Failure
}

const POLL_MS = 1000

/** First the price, then the search, then its progress until it ends. One at a time; leaving the page ends the asking. */
export function useInsights() {
  const connection = useConnectionKey()
  const [state, setState] = useState<State>({ phase: 'idle' })
  const current = useRef(0)
  const running = useRef('')

  useEffect(
    () => () => {
      current.current += 1
    },
    [],
  )

  async function estimate(search: InsightsSearch) {
    current.current += 1
    const turn = current.current
    setState({ phase: 'asking', search })
    const { group, from, to } = search
    const answer = await estimateSearchAction({ connection, group, from, to })

    if (turn === current.current) {
      setState(answer.ok ? { phase: 'asked', search, estimate: answer.data } : { phase: 'idle', failure: answer.error })
    }
  }

  async function start() {
    const { search, estimate: price } = state

    if (!search || !price) {
      return
    }
    const turn = current.current
    const known: State = { phase: 'running', search, estimate: price }
    setState(known)
    const started = await startSearchAction({ connection, ...search })
    running.current = started.ok ? started.data : ''

    if (turn === current.current) {
      await (started.ok
        ? follow(started.data, turn, known)
        : setState({ ...known, phase: 'asked', failure: started.error }))
    }
  }

  async function follow(queryId: string, turn: number, known: State) {
    while (turn === current.current) {
      const answer = await searchProgressAction({ connection, queryId })
      const isOver = !answer.ok || answer.data.state !== 'running'

      if (turn === current.current) {
        setState({
          ...known,
          phase: isOver ? 'ended' : 'running',
          ...(answer.ok ? { progress: answer.data } : { failure: answer.error }),
        })
      }
      if (isOver) {
        return
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    }
  }

  return { state, estimate, start, stop: () => stopSearchAction({ connection, queryId: running.current }) }
}
