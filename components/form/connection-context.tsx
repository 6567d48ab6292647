'use client'

import { createContext, type ReactNode, use, useEffect } from 'react'
import { toast } from '@/components/feedback/toast'
import type { ConnectionKey } from '@/lib/aws/connection'

const ShellKey = createContext<Promise<ConnectionKey | null> | null>(null)
const PageKey = createContext<ConnectionKey | null>(null)
const CHANNEL = 'slipway-connection'
const SWITCHED_FLAG = 'slipway-switched-elsewhere'

type ProviderProps = { shellKey: Promise<ConnectionKey | null>; children: ReactNode }

/** Holds the connection that the shell was rendered with. A promise, so that the shell itself need not wait for it. */
export function ConnectionProvider({ shellKey, children }: ProviderProps) {
  return <ShellKey value={shellKey}>{children}</ShellKey>
}

/** The connection that this part of the page was rendered with. Suspends until it is known; needs a Suspense above. */
export function useConnectionKey(): ConnectionKey {
  const page = use(PageKey)
  const shell = use(ShellKey)

  if (page !== null) {
    return page
  }
  return (shell === null ? null : use(shell)) ?? ''
}

type GuardProps = { connectionKey: ConnectionKey; children?: ReactNode }

/**
 * Wraps what was rendered with a connection. The shell outlives navigations, so after a switch in another tab a
 * page can belong to another connection than the shell: then everything is loaded anew.
 */
export function ConnectionGuard({ connectionKey, children }: GuardProps) {
  const shell = use(ShellKey)
  const shellKey = shell === null ? null : use(shell)

  useEffect(() => {
    if (shellKey !== null && shellKey !== connectionKey) {
      window.location.reload()
    }
  }, [shellKey, connectionKey])

  return <PageKey value={connectionKey}>{children}</PageKey>
}

/** Tells the other tabs which connection is current, and reloads this one when another tab switched. */
export function ConnectionBroadcast() {
  const key = useConnectionKey()

  useEffect(() => {
    if (sessionStorage.getItem(SWITCHED_FLAG) !== null) {
      sessionStorage.removeItem(SWITCHED_FLAG)
      toast('info', 'The connection was switched in another tab, so this page was loaded again.')
    }
    const channel = new BroadcastChannel(CHANNEL)
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'string' && data !== key) {
        sessionStorage.setItem(SWITCHED_FLAG, '1')
        window.location.reload()
      }
    }
    channel.postMessage(key)
    return () => channel.close()
  }, [key])

  return null
}
