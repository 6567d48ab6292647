import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { cache } from 'react'
import { env } from '@/lib/env'
import { AppError } from '@/lib/result'

/** One answer, decompressed. AWS's own are below 6 MB; what is beyond is no answer of AWS. */
const MAX_ANSWER_BYTES = 16 * 1024 * 1024

/** A whole list, page by page, is kept in memory too. */
const MAX_LIST_BYTES = 4 * MAX_ANSWER_BYTES

/** A list has many requests, and takes longer than one may. */
const LIST_DEADLINES = 4

/** Nor may one call with all that it takes: its attempts, the pauses between them and the credentials. */
const CALL_DEADLINES = 2

type Conversation = { signal: AbortSignal | undefined; budget: { bytesLeft: number } }

const current = new AsyncLocalStorage<Conversation>()

/** Runs what asks AWS for a client: when `signal` aborts, because the client left, requests under way end and no other begins. */
export function whileThere<T>(signal: AbortSignal, run: () => Promise<T>): Promise<T> {
  const ends = new AbortController()
  const end = () => ends.abort(new AppError(GONE))
  signal.addEventListener('abort', end, { once: true })

  if (signal.aborted) {
    end()
  }
  return within(ends.signal, { bytesLeft: Infinity }, run).finally(() => signal.removeEventListener('abort', end))
}

/** Runs what has to come to its end though the client leaves, because half of it would cost or harm. */
export function apart<T>(run: () => Promise<T>): Promise<T> {
  return current.run({ signal: undefined, budget: { bytesLeft: Infinity } }, run)
}

/** Runs the requests for one list, with a deadline and a size for all of them. */
export function asOneList<T>(run: () => Promise<T>): Promise<T> {
  return byDeadline(LIST_DEADLINES, { bytesLeft: MAX_LIST_BYTES }, run)
}

/** Runs one call of AWS, and rejects at its deadline or when the conversation ends, whatever the call waits for then. */
export function asOneCall<T>(run: () => Promise<T>): Promise<T> {
  const budget = current.getStore()?.budget ?? { bytesLeft: Infinity }
  const inTime = () => {
    const signal = conversationSignal()
    const over = new Promise<never>((_, reject) => {
      signal?.addEventListener('abort', () => reject(reasonOf(signal)), { once: true })
    })
    return Promise.race([run(), over])
  }
  return byDeadline(CALL_DEADLINES, budget, inTime)
}

/** What ends the conversation that the caller is in; undefined outside of any. */
export function conversationSignal(): AbortSignal | undefined {
  const conversation = current.getStore()
  return conversation ? conversation.signal : rendering().signal
}

/** One for each page that is rendered. Elsewhere every call makes another, which nobody else sees. */
const rendering = cache((): { signal?: AbortSignal } => ({}))

/** Makes what the page that is being rendered asks AWS one conversation. To abort, `signal` needs no reason. */
export function endRenderWith(signal: AbortSignal): void {
  rendering().signal = signal
}

/** Throws what ended the conversation, if it is over. */
export function stopWhenOver(): void {
  const signal = conversationSignal()

  if (signal?.aborted) {
    throw reasonOf(signal)
  }
}

/** Why a signal ended a conversation, as a Failure in an error. */
export function reasonOf({ reason }: AbortSignal): AppError {
  return reason instanceof AppError ? reason : new AppError(GONE)
}

export type Counter = (chunk: Uint8Array) => void

/** Counts the bytes of one answer. The function that it gives throws an AppError at the first that is too many. */
export function answerCounter(): Counter {
  const budget = current.getStore()?.budget
  let left = MAX_ANSWER_BYTES

  return ({ byteLength: bytes }) => {
    left -= bytes

    if (left < 0) {
      throw tooLarge('an answer', MAX_ANSWER_BYTES)
    }
    if (budget) {
      budget.bytesLeft -= bytes

      if (budget.bytesLeft < 0) {
        throw tooLarge('a list', MAX_LIST_BYTES)
      }
    }
  }
}

/** The same for a stream of server-sent events, which may be long: it counts each event, up to the empty line behind it. */
export function eventCounter(): Counter {
  let bytes = 0
  let lineBytes = 0

  return (chunk) => {
    for (const byte of chunk) {
      const isLineEnd = byte === 10
      bytes = isLineEnd && lineBytes === 0 ? 0 : bytes + 1
      lineBytes = isLineEnd ? 0 : lineBytes + (byte === 13 ? 0 : 1)
    }
    if (bytes > MAX_ANSWER_BYTES) {
      throw tooLarge('an event', MAX_ANSWER_BYTES)
    }
  }
}

function tooLarge(what: string, most: number): AppError {
  return new AppError({
    code: 'refused',
    message: `AWS sent ${what} of more than ${most / 1024 / 1024} MB, so Slipway stopped reading.`,
    remedy: 'Ask for less, a shorter time for instance. If an endpoint of your own answers here, look at it.',
  })
}

export function tooSlow(limitMs: number): AppError {
  return new AppError({
    code: 'timeout',
    message: `AWS did not finish its answer within ${limitMs / 1000} seconds.`,
    remedy: 'Check the network, then try again. SLIPWAY_AWS_TIMEOUT_MS gives slow networks more time.',
  })
}

function byDeadline<T>(times: number, budget: Conversation['budget'], run: () => Promise<T>): Promise<T> {
  const ends = new AbortController()
  const limitMs = env().SLIPWAY_AWS_TIMEOUT_MS * times
  const timer = setTimeout(() => ends.abort(tooSlow(limitMs)), limitMs)
  return within(ends.signal, budget, run).finally(() => clearTimeout(timer))
}

function within<T>(signal: AbortSignal, budget: Conversation['budget'], run: () => Promise<T>): Promise<T> {
  const outer = conversationSignal()
  const signals = outer ? AbortSignal.any([signal, outer]) : signal
  return current.run({ signal: signals, budget }, run)
}

const GONE = {
  code: 'unavailable',
  message: 'The request was given up before AWS had answered.',
  remedy: 'Ask again.',
} as const
