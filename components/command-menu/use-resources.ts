import { useEffect, useState } from 'react'
import type { ConnectionKey } from '@/lib/aws/connection'
import type { Resources } from '@/lib/palette/model'
import type { Result } from '@/lib/result'
import { routes } from '@/lib/routes'

/** `trouble`: why nothing could be read at all. `narrowed`: what a name finds beyond the lists. */
type Read = { resources?: Resources; narrowed?: Resources; trouble?: string; isReading: boolean }

/** The last lists, so that they are there at once when the palette opens again. */
let kept: { connection: ConnectionKey; resources: Resources } | undefined

const TYPING_MS = 300

/** Reads what has a name each time the palette opens; where a list is cut, what is typed is looked for as well. */
export function useResources(connection: ConnectionKey, typed: string): Read {
  const [read, setRead] = useState<Read>(() => ({
    isReading: true,
    ...(kept?.connection === connection ? { resources: kept.resources } : {}),
  }))

  useEffect(() => {
    const leaving = new AbortController()
    void ask({ connection }, leaving.signal).then((answer) => {
      if (leaving.signal.aborted) {
        return
      }
      if (answer.ok) {
        kept = { connection, resources: answer.data }
        setRead({ resources: answer.data, isReading: false })
      } else {
        setRead((before) => ({ ...before, trouble: answer.error.message, isReading: false }))
      }
    })
    return () => leaving.abort()
  }, [connection])

  const name = read.resources && isCut(read.resources) ? typed.trim() : ''

  useEffect(() => {
    if (name.length < 2) {
      return
    }
    const leaving = new AbortController()
    const timer = setTimeout(async () => {
      const answer = await ask({ connection, name }, leaving.signal)
      if (answer.ok && !leaving.signal.aborted) {
        setRead((before) => ({ ...before, narrowed: answer.data }))
      }
    }, TYPING_MS)
    return () => {
      clearTimeout(timer)
      leaving.abort()
    }
  }, [connection, name])

  return read
}

function isCut(resources: Resources): boolean {
  return Object.values(resources).some(({ more }) => more > 0)
}

async function ask(query: { connection: string; name?: string }, signal: AbortSignal): Promise<Result<Resources>> {
  try {
    const response = await fetch(routes.paletteResources(query), { signal })
    return (await response.json()) as Result<Resources>
  } catch {
    return { ok: false, error: { code: 'unavailable', message: 'Slipway does not answer.' } }
  }
}
