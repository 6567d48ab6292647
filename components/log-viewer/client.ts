import type {
  Answers,
  FromWorker,
  Question,
  SourceState,
  Summary,
  ToWorker,
  View,
} from '@/components/log-viewer/engine/protocol'
import type { Diagnosis } from '@/lib/logs/diagnose/model'

/** A search that says nothing for so long will never end: the pattern backtracks without bound. */
const HANG_MS = 4000

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
  private watchdog: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly onHang: () => void) {}

  start(): void {
    this.worker = new Worker(new URL('./engine/worker.ts', import.meta.url), { type: 'module' })
    this.worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.take(data)
  }

  close(): void {
    clearTimeout(this.watchdog)
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
    if (message.type === 'answer') {
      this.waiting.get(message.id)?.(message.answer)
      this.waiting.delete(message.id)
    } else if (message.type === 'search') {
      this.watch(message.tookMs === null)
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

  private watch(isRunning: boolean): void {
    clearTimeout(this.watchdog)
    this.watchdog = isRunning ? setTimeout(this.onHang, HANG_MS) : undefined
  }
}
