'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'
import { LogClient } from '@/components/log-viewer/client'
import { type Settings, sourceOf } from '@/components/log-viewer/settings'

type UseLog = { client: LogClient; reopen: () => void; isHung: boolean }

/** The worker for a log, told of every change of the settings. It ends when the page is left. */
export function useLog(settings: Settings, connection: string, group: string): UseLog {
  const [attempt, setAttempt] = useState(0)
  const [hungSearch, setHungSearch] = useState('')
  const [latest] = useState({ search: '' })
  const [client] = useState(() => new LogClient(() => onHang()))
  const source = JSON.stringify(sourceOf(settings, connection, group))
  const search = JSON.stringify(settings.search)
  const filters = JSON.stringify(settings.filters)
  const isHung = hungSearch === search && hungSearch !== ''

  // The address of the page says what is searched: what this closes over may be older.
  function onHang() {
    setHungSearch((known) => latest.search || known)
    setAttempt((number) => number + 1)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is another worker
  useEffect(() => {
    client.start()
    return () => client.close()
  }, [client, attempt])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new worker has to be told everything
  useEffect(() => {
    client.tell({ type: 'filters', filters: JSON.parse(filters) })
  }, [client, attempt, filters])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new worker has to be told everything
  useEffect(() => {
    const wanted = JSON.parse(search) as Settings['search']
    latest.search = search
    client.tell({ type: 'search', search: wanted.text === '' || isHung ? null : wanted })
  }, [client, attempt, search, isHung, latest])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new worker has to be told everything
  useEffect(() => {
    client.tell({ type: 'open', source: JSON.parse(source) })
  }, [client, attempt, source])

  return { client, isHung, reopen: () => setAttempt((number) => number + 1) }
}

export function useShown<T>(client: LogClient, select: (shown: ReturnType<LogClient['get']>) => T): T {
  return useSyncExternalStore(
    client.subscribe,
    () => select(client.get()),
    () => select(client.get()),
  )
}
