import type {
  Answers,
  FromWorker,
  Question,
  SourceState,
  Summary,
  ToWorker,
  View,
} from '@/components/log-viewer/engine/protocol'
import type { Diagnosis } from '@/lib/troubles/model'

/** A worker that says nothing for so long while it searches never will: the pattern backtracks without bound. */
const HANG_MS = 8000
const LOOK_MS = 1000

export type SearchState = { scanned: number; total: number; tookMs: number | null } | null

type Shown = {
  view: View
  summary: Summary | null
  diagnosis: Diagnosis | null
  source: SourceState
  search: SearchState
}

const EMPTY: Shown = {
  view: {
    total: 0,
    shown: 0,
    matches: 0,
    late: 0,
    arrived: 0,
    hasLoggers: false,
    epoch: 0,
    want: { type: 'end', count: 0 },
    start: 0,
    rows: [],
    anchor: null,
  },
  summary: null,
  diagnosis: null,
  source: { tail: null, isReconnecting: false, isLoading: true, failure: null },
  search: null,
}

/** The page's end of the wire to the worker: what it said last, and questions to it. */
export class LogClient {
  private worker: Worker | undefined
  private shown = EMPTY
  private readonly listeners = new Set<() => void>()
  private readonly waiting = new Map<number, (answer: Answers[keyof Answers]) => void>()
  private questions = 0
  private watchdog: ReturnType<typeof setInterval> | undefined
  private isAwake = false
  private heardAt = 0

  constructor(private readonly onHang: () => void) {}

  start(): void {
    this.worker = new Worker(new URL('./engine/worker.ts', import.meta.url), { type: 'module' })
    this.worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.take(data)
  }

  close(): void {
    clearInterval(this.watchdog)
    this.isAwake = false
    this.worker?.terminate()
    this.worker = undefined
    this.waiting.clear()
    this.set(EMPTY)
  }

  tell(message: ToWorker): void {
    this.worker?.postMessage(message)
    if (message.type === 'search') {
      this.set({ search: null })
      this.watch(message.search !== null)
    }
  }

  ask<Type extends keyof Answers>(question: Extract<Question, { type: Type }>): Promise<Answers[Type]> {
    this.questions += 1
    const id = this.questions
    return new Promise((resolve) => {
      this.waiting.set(id, (answer) => resolve(answer as Answers[Type]))
      this.tell({ type: 'ask', id, question })
    })
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly get = (): Shown => this.shown

  private take(message: FromWorker): void {
    this.isAwake = true
    this.heardAt = performance.now()
    if (message.type === 'answer') {
      this.waiting.get(message.id)?.(message.answer)
      this.waiting.delete(message.id)
    } else if (message.type === 'search') {
      this.set({ search: message })
    } else {
      this.set(
        message.type === 'view'
          ? { view: message.view }
          : message.type === 'summary'
            ? { summary: message.summary }
            : message.type === 'diagnosis'
              ? { diagnosis: message.diagnosis }
              : { source: message.state },
      )
    }
  }

  private set(change: Partial<Shown>): void {
    this.shown = { ...this.shown, ...change }
    for (const listener of this.listeners) {
      listener()
    }
  }

  /** While there is a search, each line that comes is searched too: the worker is asked for a sign of life all the time. */
  private watch(isSearching: boolean): void {
    clearInterval(this.watchdog)
    if (!isSearching) {
      return
    }
    this.heardAt = performance.now()
    this.watchdog = setInterval(() => {
      if (this.isAwake && performance.now() - this.heardAt > HANG_MS) {
        clearInterval(this.watchdog)
        this.onHang()
      } else {
        void this.ask({ type: 'alive' })
      }
    }, LOOK_MS)
  }
}
