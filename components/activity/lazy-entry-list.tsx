'use client'

import { lazy, type ReactNode, Suspense, useSyncExternalStore } from 'react'
import type { EntryListProps } from '@/components/activity/entry-list'

const EntryList = lazy(async () => ({ default: (await import('@/components/activity/entry-list')).EntryList }))

/** The server's rows until the list has its script. */
export function LazyEntryList({ children, ...props }: EntryListProps & { children: ReactNode }) {
  const isInBrowser = useSyncExternalStore(never, inBrowser, onServer)
  const first = <div className="flex flex-col gap-3">{children}</div>
  return isInBrowser ? (
    <Suspense fallback={first}>
      <EntryList {...props} />
    </Suspense>
  ) : (
    first
  )
}

const never = () => () => undefined
const inBrowser = () => true
const onServer = () => false
