import { Engine } from '@/components/log-viewer/engine/engine'
import { type Loader, load } from '@/components/log-viewer/engine/loader'
import type {
  Answers,
  FromWorker,
  Question,
  Source,
  SourceState,
  ToWorker,
  Want,
} from '@/components/log-viewer/engine/protocol'
import { createDiagnoser } from '@/lib/troubles/diagnose/diagnoser'

/** The thread that holds the lines: it reads, orders, filters and searches them, and tells the page only what it shows. */

const VIEW_MS = 100
const SUMMARY_MS = 1000
/** Lines that are searched before the thread looks at its post again. */
const SLICE = 20_000
/** Beyond so many lines the oldest are let go, to be read again on demand. */
const MOST_LINES = 2_200_000
const KEPT_LINES = 1_100_000

let engine = new Engine()
let loader: Loader | undefined
let source: Source | undefined
let openedAt = 0
let want: Want = { type: 'end', count: 100 }
let state: SourceState = { tail: null, isReconnecting: false, isLoading: true, failure: null }
const timers: {
  view?: ReturnType<typeof setTimeout> | undefined
  summary?: ReturnType<typeof setTimeout> | undefined
} = {}
let searchNumber = 0
let openings = 0

function send(message: FromWorker): void {
  postMessage(message)
}

function sendView(): void {
  clearTimeout(timers.view)
  timers.view = undefined
  send({ type: 'view', view: engine.window(want) })
}

function sendSummary(): void {
  timers.summary = undefined
  const range = source?.range
  const [from, to] =
    range?.type === 'fixed'
      ? [range.from, range.to]
      : [openedAt - (range?.sinceMs ?? 0), Math.max(Date.now(), openedAt)]
  send({ type: 'summary', summary: engine.summary(from, to) })
  send({ type: 'diagnosis', diagnosis: engine.diagnoser.diagnosis() })
}

function changed(): void {
  engine = engine.trimmed(MOST_LINES, KEPT_LINES)
  timers.view ??= setTimeout(sendView, VIEW_MS)
  timers.summary ??= setTimeout(sendSummary, SUMMARY_MS)
}

function open(next: Source): void {
  loader?.close()
  openings += 1
  const opening = openings
  // What a closed one still says is of no interest.
  const current = (run: () => void) => {
    if (opening === openings) {
      run()
    }
  }
  source = next
  openedAt = Date.now()
  const fresh = new Engine(engine.epoch + 1, createDiagnoser({ isWhole: next.pattern === '' }))
  fresh.takeSettings(engine)
  engine = fresh
  state = { tail: null, isReconnecting: false, isLoading: true, failure: null }
  send({ type: 'source', state })
  loader = load(next, {
    onLines: (events, isTail) =>
      current(() => {
        if (engine.add(events, isTail) > 0) {
          changed()
        }
      }),
    onGap: (gap) =>
      current(() => {
        engine.addGap(gap)
        changed()
      }),
    onState: (change) =>
      current(() => {
        state = { ...state, ...change }
        send({ type: 'source', state })
        changed()
      }),
  })
  sendView()
  sendSummary()
}

async function search(): Promise<void> {
  searchNumber += 1
  const number = searchNumber
  const started = performance.now()

  for (let isDone = false; !isDone; ) {
    isDone = engine.scan(SLICE)
    send({ type: 'search', ...engine.progress, tookMs: isDone ? performance.now() - started : null })
    await nextTask()
    if (number !== searchNumber) {
      return
    }
  }
  sendView()
}

const channel = new MessageChannel()
let resume: (() => void) | undefined
channel.port1.onmessage = () => resume?.()

// A timer would wait four milliseconds after a few rounds.
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const others = resume
    resume = () => {
      others?.()
      resolve()
    }
    channel.port2.postMessage(null)
  })
}

async function loadGap(row: number): Promise<void> {
  const gap = engine.startGap(row)
  if (gap && loader) {
    sendView()
    const owner = engine
    const rest = await loader.loadGap(gap)
    owner.endGap(row, rest)
    sendView()
  }
}

function answerTo(question: Question): Answers[keyof Answers] {
  switch (question.type) {
    case 'detail':
      return engine.detail(question.row)
    case 'step':
      return engine.step(question.what, question.row, question.direction)
    case 'moment':
      return engine.atMoment(question.at)
    case 'event':
      return engine.atEvent(question.at, question.id)
    case 'text':
      return engine.text()
    case 'alive':
      return null
  }
}

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  switch (data.type) {
    case 'open':
      return open(data.source)
    case 'filters':
      engine.setFilters(data.filters)
      return sendView()
    case 'search':
      engine.setSearch(data.search)
      return void search()
    case 'want':
      want = data.want
      return sendView()
    case 'load-gap':
      return void loadGap(data.row)
    case 'ask':
      return send({ type: 'answer', id: data.id, answer: answerTo(data.question) })
  }
})
