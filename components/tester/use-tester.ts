'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import { useConnectionKey } from '@/components/form/connection-context'
import { useWhenLeft } from '@/components/layout/use-when-left'
import { afterAnswer, type Busy, IDLE, type TesterState, type ToolCall } from '@/components/tester/tester-state'
import type { TesterReport, TesterSession } from '@/lib/mcp/tester/tester-model'
import { fail, type Result } from '@/lib/result'
import { routes } from '@/lib/routes'

/** A session with a runtime's tools: opened and ended by hand, and ended when the page is left or nobody calls for a while. */
export function useTester(runtimeId: string) {
  const connection = useConnectionKey()
  const [state, setState] = useState<TesterState>({ history: [] })
  const { session, question } = state

  async function ask(busy: Busy, body: object, call?: ToolCall) {
    setState((last) => ({ ...last, busy, failure: undefined, note: undefined, question: undefined }))
    const result = await send({ connection, runtimeId, ...body })
    setState((last) => afterAnswer(last, result, Date.now(), call))
  }

  async function call(next: ToolCall, isConfirmed = false) {
    if (session) {
      const { sessionId, protocolVersion } = session
      const named = { sessionId, protocolVersion }
      await ask('calling', { do: 'call', ...next, ...named, isConfirmed }, next)
    }
  }

  useEnding(session, state.history.length, {
    onLeave: ({ sessionId }) => {
      void send({ connection, runtimeId, do: 'end', sessionId })
      setState((last) => ({ ...last, session: undefined }))
    },
    onIdle: () => setState((last) => ({ ...last, session: undefined, note: IDLE })),
  })

  return {
    ...state,
    call,
    open: (token?: string) => ask('opening', { do: 'open', token }),
    end: () => ask('ending', { do: 'end', sessionId: session?.sessionId }),
    answerQuestion: (isWanted: boolean) => {
      setState((last) => ({ ...last, question: undefined }))
      if (isWanted && question) {
        void call(question.call, true)
      }
    },
  }
}

type Endings = { onLeave: (session: TesterSession) => void; onIdle: () => void }

/** `calls` starts the idle time anew. */
function useEnding(session: TesterSession | undefined, calls: number, { onLeave, onIdle }: Endings) {
  const leave = useEffectEvent(() => session && onLeave(session))
  const idle = useEffectEvent(onIdle)
  const { sessionId, endsAfterSeconds = 0 } = session ?? {}

  useWhenLeft(() => session && onLeave(session))

  useEffect(() => {
    const onPageHide = () => leave()
    window.addEventListener('pagehide', onPageHide)
    return () => window.removeEventListener('pagehide', onPageHide)
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: each call starts the time anew
  useEffect(() => {
    if (sessionId === undefined) {
      return
    }
    const timer = setTimeout(() => idle(), endsAfterSeconds * 1000)
    return () => clearTimeout(timer)
  }, [sessionId, endsAfterSeconds, calls])
}

/** `keepalive` lets the last request outlive the page. */
async function send(body: object): Promise<Result<TesterReport>> {
  try {
    const response = await fetch(routes.testerRequests(), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      keepalive: 'do' in body && body.do === 'end',
    })
    return (await response.json()) as Result<TesterReport>
  } catch {
    return fail({
      code: 'unavailable',
      message: 'Slipway itself did not answer.',
      remedy: 'Check that it is running, then try again.',
    })
  }
}
