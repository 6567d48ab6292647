import type { Source, SourceState } from '@/components/log-viewer/engine/protocol'
import type { GapRange } from '@/components/log-viewer/engine/rows'
import { spanOf } from '@/components/log-viewer/settings'
import { logRequests } from '@/lib/logs/addresses'
import type { LogEvent, LogPage, TailMessage } from '@/lib/logs/event'
import type { EventsQuery } from '@/lib/logs/requests'
import type { Failure, Result } from '@/lib/result'

/** Lines that are read without being asked for; the rest of a range is a gap that loads on click. */
const READ_AT_ONCE = 50_000
const GAP_AT_ONCE = 20_000
const FIRST_PAGE = 1000
const PAGE = 10_000
/** Around the moment of a link to a line, on either side. */
const CONTEXT = 1000
const NEWEST = 1000
const RETRY_MS = 3000

type Handlers = {
  onLines: (events: LogEvent[], isTail: boolean) => void
  onGap: (gap: GapRange) => void
  onState: (change: Partial<SourceState>) => void
}

export type Loader = {
  /** Reads what a gap stands for, oldest first, up to a limit. Answers what is left, null for nothing. */
  loadGap: (gap: GapRange) => Promise<GapRange | null | 'keep'>
  close: () => void
}

/** Starts to read a source: what is there, then (for a live one) what comes. */
export function load(source: Source, handlers: Handlers): Loader {
  const aborted = new AbortController()
  const reader = pageReader(source, aborted.signal, handlers)
  const { range } = source
  let stream: EventSource | undefined

  if (range.type === 'live') {
    const span = spanOf(range, Date.now())
    stream = follow(source, handlers, () => {
      void background(handlers, () => reader.newestFirst(span, READ_AT_ONCE, true))
    })
  } else {
    void background(handlers, () => readFixed(reader, range, source.focusAt))
  }
  return {
    loadGap: (gap) => reader.oldestFirst(gap.from, gap.to, GAP_AT_ONCE),
    close: () => {
      aborted.abort()
      stream?.close()
    },
  }
}

async function background(handlers: Handlers, run: () => Promise<unknown>): Promise<void> {
  handlers.onState({ isLoading: true })
  await run()
  handlers.onState({ isLoading: false })
}

type Reader = ReturnType<typeof pageReader>

async function readFixed(reader: Reader, { from, to }: { from: number; to: number }, focusAt: number | null) {
  if (focusAt === null || focusAt < from || focusAt > to) {
    await reader.newestFirst({ from, to }, READ_AT_ONCE, true)
    return
  }
  await reader.newestFirst({ from, to: focusAt }, CONTEXT, true)
  const rest = await reader.oldestFirst(focusAt, to, CONTEXT)
  if (rest !== null && rest !== 'keep') {
    reader.leaveGap(rest)
  }
}

function pageReader(source: Source, signal: AbortSignal, { onLines, onGap, onState }: Handlers) {
  const { connection, group, pattern } = source

  async function page(query: Omit<EventsQuery, 'connection' | 'group' | 'pattern'>): Promise<LogPage | 'failed'> {
    const answer = await fetchPage(logRequests.events({ connection, group, pattern, ...query }), signal)
    if (answer === 'aborted') {
      return 'failed'
    }
    if (!answer.ok) {
      // No group yet is no failure: the stream says that it waits for it.
      onState(answer.error.code === 'not-found' ? {} : { failure: answer.error })
      return 'failed'
    }
    onLines(answer.data.events, false)
    return answer.data
  }

  return {
    leaveGap: onGap,
    /** Newest lines first, at most about `limit`; what is left becomes a gap before them. */
    async newestFirst(span: { from: number; to?: number }, limit: number, isGapLeft: boolean): Promise<void> {
      let token: string | undefined
      let count = 0
      let oldest = Number.POSITIVE_INFINITY

      do {
        const size = token === undefined ? FIRST_PAGE : PAGE
        const read = await page({ ...span, limit: Math.min(size, limit), order: 'newest', token })
        if (read === 'failed') {
          return
        }
        count += read.events.length
        oldest = Math.min(oldest, read.events[0]?.at ?? oldest)
        token = read.next ?? undefined
      } while (token !== undefined && count < limit)

      if (token !== undefined && isGapLeft) {
        onGap({ from: span.from, to: oldest, count: null })
      }
    },
    async oldestFirst(from: number, to: number, limit: number): Promise<GapRange | null | 'keep'> {
      let token: string | undefined
      let count = 0
      let newest = from

      do {
        const read = await page({ from, to, limit: Math.min(PAGE, limit), order: 'oldest', token })
        if (read === 'failed') {
          return newest === from ? 'keep' : { from: newest, to, count: null }
        }
        count += read.events.length
        newest = Math.max(newest, read.events.at(-1)?.at ?? newest)
        token = read.next ?? undefined
      } while (token !== undefined && count < limit)

      return token === undefined ? null : { from: newest, to, count: null }
    },
  }
}

async function fetchPage(url: string, signal: AbortSignal): Promise<Result<LogPage> | 'aborted'> {
  try {
    const answer = await fetch(url, { signal })
    return (await answer.json()) as Result<LogPage>
  } catch {
    return signal.aborted ? 'aborted' : { ok: false, error: UNREACHABLE }
  }
}

/** Follows the stream. `onStarted` is called once, when its first lines are there or it is known to have none. */
function follow(source: Source, { onLines, onGap, onState }: Handlers, onStarted: () => void): EventSource {
  const { connection, group, pattern } = source
  const stream = new EventSource(logRequests.stream({ connection, group, pattern, newest: NEWEST }))
  let isStarted = false
  const start = () => {
    if (!isStarted) {
      isStarted = true
      onStarted()
    }
  }

  stream.onopen = () => onState({ isReconnecting: false })
  stream.onerror = () => {
    onState({ isReconnecting: true })
    if (stream.readyState === EventSource.CLOSED) {
      // The browser gives up when the answer isn't a stream. Reading a page says why.
      setTimeout(start, RETRY_MS)
      void explain(source, onState)
    }
  }
  stream.onmessage = ({ data }: MessageEvent<string>) => {
    const message = JSON.parse(data) as TailMessage

    if (message.type === 'lines') {
      onLines(message.events, true)
      start()
    } else if (message.type === 'gap') {
      onGap({ from: message.from, to: message.to, count: message.count || null })
    } else {
      onState({ tail: message.state, isReconnecting: false })
      if (message.state.phase.name === 'live') {
        start()
      }
    }
  }
  return stream
}

async function explain(source: Source, onState: Handlers['onState']): Promise<void> {
  const { connection, group, pattern } = source
  const now = Date.now()
  const url = logRequests.events({ connection, group, pattern, from: now, to: now, limit: 1 })
  const answer = await fetchPage(url, new AbortController().signal)
  const failure = answer === 'aborted' || answer.ok ? UNREACHABLE : answer.error
  onState({ failure, isReconnecting: false })
}

const UNREACHABLE: Failure = {
  code: 'unavailable',
  message: 'The console did not answer.',
  remedy: 'See whether it is still running, then try again.',
}
