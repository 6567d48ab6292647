'use client'

import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useClearedWhenHidden } from '@/components/runtimes/use-cleared-when-hidden'
import type { Failure } from '@/lib/result'
import { MIN_LIFE_SECONDS } from '@/lib/tokens/claims/claims'
import type { IssuedToken } from '@/lib/tokens/model'
import { refreshDelay, retryDelay } from '@/lib/tokens/sign-in/schedule'

type Received = { token: Omit<IssuedToken, 'accessToken'>; text: string | undefined; at: number; isRenewed: boolean }

export type HeldToken = Received & { lifeMs: number; isUsable: boolean }

/** Answers the next token, or why there is none. */
export type Renew = () => Promise<{ token: IssuedToken } | { failure: Failure }>

/**
 * The token on the page: renewed two minutes before its end, as long as the page is looked at; its text is given up when it
 * is copied, when the page is hidden, and when AgentCore would not take it any more.
 */
export function useLiveToken(renew: Renew) {
  const [received, setReceived] = useClearedWhenHidden<Received>()
  const [failure, setFailure] = useState<Failure>()
  const now = useNow(received !== undefined)
  const lifeMs = received ? Date.parse(received.token.expiresAt) - Date.parse(received.token.issuedAt) : 0
  const leftMs = received ? lifeMs - Math.max(0, now - received.at) : 0

  function receive({ accessToken, ...token }: IssuedToken, isRenewed = false) {
    setFailure(undefined)
    setReceived({ token, text: accessToken, at: Date.now(), isRenewed })
  }

  useRenewal(received, lifeMs, renew, {
    onToken: (token) => receive(token, true),
    // A sign-in that is over takes the token with it; after any other failure the old one serves to its end.
    onFailure: (next) => {
      setFailure(next)
      if (next.code === 'credentials-expired') {
        setReceived(undefined)
      }
    },
  })

  return {
    held: received && { ...received, lifeMs, isUsable: leftMs >= MIN_LIFE_SECONDS * 1000 },
    leftMs,
    failure,
    receive,
    forgetText: () => setReceived((last) => last && { ...last, text: undefined }),
    forget: () => setReceived(undefined),
    forgetFailure: () => setFailure(undefined),
  }
}

type Handlers = { onToken: (token: IssuedToken) => void; onFailure: (failure: Failure) => void }

function useRenewal(received: Received | undefined, lifeMs: number, renew: Renew, handlers: Handlers) {
  const failures = useRef(0)
  const attempt = useEffectEvent(async (isCurrent: () => boolean, again: (delayMs: number) => void) => {
    const answer = await renew()

    if (!isCurrent()) {
      return
    }
    if ('token' in answer) {
      failures.current = 0
      handlers.onToken(answer.token)
      return
    }
    failures.current += 1
    handlers.onFailure(answer.failure)

    if (answer.failure.code !== 'credentials-expired') {
      again(retryDelay(failures.current))
    }
  })

  const { at } = received ?? {}
  useEffect(() => {
    if (at === undefined) {
      return
    }
    let timer: ReturnType<typeof setTimeout>
    let isCurrent = true
    const again = (delayMs: number) => {
      timer = setTimeout(() => attempt(() => isCurrent, again), delayMs)
    }
    again(refreshDelay(lifeMs, Date.now() - at))
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [at, lifeMs])
}

/** The browser's clock, once a second while it matters. */
function useNow(isNeeded: boolean): number {
  const [now, setNow] = useState(0)

  useEffect(() => {
    if (!isNeeded) {
      return
    }
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [isNeeded])

  return now
}
