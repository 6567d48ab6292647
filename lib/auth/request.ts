import 'server-only'
import type { z } from 'zod'
import { type Context, currentSession } from '@/lib/auth/context'
import { expectedFailure, gate, type Rule } from '@/lib/auth/gate'
import { sessionStore } from '@/lib/auth/sessions/store'
import { whileThere } from '@/lib/aws/conversation'
import { type ErrorCode, type Failure, fail, type Result } from '@/lib/result'

type Question<Schema extends z.ZodType, T> = {
  input: Schema
  run: (context: Context, input: z.output<Schema>) => Promise<Result<T>>
}

/** A route handler for a read that needs a body: the gate, then run, until the client leaves. Answers a Result as JSON, always with 200. */
export function question<Schema extends z.ZodType, T>({ input, run }: Question<Schema, T>) {
  return async (request: Request): Promise<Response> => {
    const passed = await gate({ input, access: 'read' }, () => request.json().catch(() => undefined))

    if (!passed.ok) {
      return refused(passed.error)
    }
    const { context, input: asked } = passed.data
    const result = await whileThere(request.signal, () => run(context, asked)).catch(expectedFailure)
    return Response.json(result, NOT_KEPT)
  }
}

type Asked<Schema extends z.ZodType> =
  | { context: Context; query: z.output<Schema>; signal: AbortSignal }
  | { refusal: Response }

/**
 * The gate of a route handler for a GET: who asks, and what; or the answer that refuses it. `signal` is aborted when the client leaves
 * or the session ends, and whatever is still being sent then must end.
 */
export async function readQuery<Schema extends z.ZodType>(
  request: Request,
  rule: Omit<Rule<Schema, 'read'>, 'access'>,
): Promise<Asked<Schema>> {
  const passed = await gate({ ...rule, access: 'read' }, () => Object.fromEntries(new URL(request.url).searchParams))

  if (!passed.ok) {
    return { refusal: refused(passed.error) }
  }
  const session = await currentSession()
  const ends = session ? sessionStore().endOf(session.id) : AbortSignal.abort()
  const signal = AbortSignal.any([request.signal, ends])
  return { context: passed.data.context, query: passed.data.input, signal }
}

const STATUS: Partial<Record<ErrorCode, number>> = {
  unauthenticated: 401,
  'read-only': 403,
  'connection-changed': 409,
  'access-denied': 403,
  'not-found': 404,
  throttled: 503,
  unavailable: 503,
  timeout: 504,
}

/** A failure as the whole answer, for routes that otherwise answer with something else than a Result. */
export function refused(failure: Failure): Response {
  return Response.json(fail(failure), { ...NOT_KEPT, status: STATUS[failure.code] ?? 400 })
}

const NOT_KEPT = { headers: { 'Cache-Control': 'no-store' } }
