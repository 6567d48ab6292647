import { compareEvents, type LogEvent, type LogPage } from '@/lib/logs/event'
import type { Budget } from '@/lib/logs/tail/budget'
import type { Clock, FilterRequest, LogsClient, Problem } from '@/lib/logs/tail/client'
import { AppError, type Failure, fail, ok, type Result } from '@/lib/result'

export type RangeParts = { client: LogsClient; clock: Clock; budget: Budget; random: () => number; signal: AbortSignal }

/** Empty pages are followed for so long; then the answer is empty, and says where to go on. */
const PATIENCE_MS = 3000
const MAX_FAILURES = 8
const FIRST_BACKOFF_MS = 200
const MAX_BACKOFF_MS = 3000

/** One page of a range: as soon as there are events, or at its end. Throttling and the like are tried again for a while. */
export async function readPage(parts: RangeParts, request: FilterRequest): Promise<Result<LogPage>> {
  const { clock, signal } = parts
  const until = clock.now() + PATIENCE_MS
  let next = request.token

  do {
    const answer = await patiently(parts, next === undefined ? request : { ...request, token: next })

    if (!answer.ok) {
      return answer
    }
    next = answer.data.next

    if (answer.data.events.length > 0 || next === undefined) {
      return ok({ events: answer.data.events.sort(compareEvents), next: next ?? null })
    }
  } while (clock.now() < until && !signal.aborted)
  return ok({ events: [], next })
}

/** All pages of a range, oldest first. Throws the failure as an AppError when it can't go on. */
export async function* readRange(parts: RangeParts, request: FilterRequest): AsyncGenerator<LogEvent[]> {
  const seen = new Set<string>()
  let token: string | undefined

  do {
    const page = await readPage(parts, token === undefined ? request : { ...request, token })

    if (!page.ok) {
      throw new AppError(page.error)
    }
    yield page.data.events
    token = page.data.next ?? undefined

    if (token !== undefined && seen.has(token)) {
      throw new Error('CloudWatch Logs began the range anew in the middle of it.')
    }
    seen.add(token ?? '')
  } while (token !== undefined && !parts.signal.aborted)
}

async function patiently({ client, clock, budget, random, signal }: RangeParts, request: FilterRequest) {
  for (let failures = 0; ; failures += 1) {
    await budget.take('live', signal)
    const answer = signal.aborted ? { problem: GONE } : await client.filter(request, signal)

    if ('page' in answer) {
      return ok(answer.page)
    }
    const { problem } = answer
    const isPassing = ['throttled', 'unreachable', 'server-error'].includes(problem.kind)

    if (!isPassing || failures >= MAX_FAILURES || signal.aborted) {
      return fail(failureOf(problem))
    }
    await clock.sleep(random() * Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** failures), signal)
  }
}

const GONE: Problem = { kind: 'unreachable' }

function failureOf(problem: Problem): Failure {
  switch (problem.kind) {
    case 'throttled':
      return { code: 'throttled', message: 'AWS asks to slow down.', remedy: 'Wait a few seconds and try again.' }
    case 'unreachable':
    case 'server-error':
      return { code: 'unavailable', message: 'CloudWatch Logs does not answer.', remedy: 'Try again in a moment.' }
    case 'missing-group':
      return { code: 'not-found', message: 'There is no such log group (yet).', remedy: 'Check its name and region.' }
    case 'invalid-token':
      return {
        code: 'conflict',
        message: 'This part of the log has expired.',
        remedy: 'Read the range from its start again.',
      }
    case 'refused': {
      const { code, message, remedy } = problem
      return { code, message, remedy }
    }
  }
}
