import 'server-only'
import type { z } from 'zod'
import { type Actor, asWriter } from '@/lib/auth/actor'
import { type Context, currentContext, currentSession, type WriteContext } from '@/lib/auth/context'
import { REAUTHENTICATE } from '@/lib/auth/reauthenticate'
import { isRecent } from '@/lib/auth/sessions/lifetime'
import { SIGNED_OUT } from '@/lib/auth/signed-out'
import { type Connection, connectionKey } from '@/lib/aws/connection'
import { env } from '@/lib/env'
import { fieldErrors } from '@/lib/form-input'
import { AppError, type Failure, fail, ok, type Result } from '@/lib/result'

export type Access = 'read' | 'write'

/** Who gets through: a writer where something is written. */
export type ContextFor<A extends Access> = A extends 'write' ? WriteContext : Context

export type Rule<Schema extends z.ZodType, A extends Access> = {
  /** The shape of the input, without the `connection` that every input carries. */
  input: Schema
  /** `read` still works under SLIPWAY_READ_ONLY=1. */
  access: A
  /** `any` for what is of no account, so that the input names none. Default: `same`. */
  connection?: 'same' | 'any'
  /** It may change IAM, which needs a recent sign-in outside the practice account. Default: false. */
  iam?: boolean
}

type Passed<Schema extends z.ZodType, A extends Access> = { context: ContextFor<A>; input: z.output<Schema> }

/**
 * What stands before every action and route handler: who → may they write → same connection as the page → valid input → for
 * IAM, signed in recently. Fails with `unauthenticated`, `read-only`, `connection-changed`, `invalid-input` or `reauthenticate`. `read`
 * is called for somebody who signed in only.
 */
export async function gate<Schema extends z.ZodType, A extends Access>(
  { input, access, connection: wanted = 'same', iam = false }: Rule<Schema, A>,
  read: () => unknown,
): Promise<Result<Passed<Schema, A>>> {
  const context = await currentContext()

  if (!context) {
    return fail(SIGNED_OUT)
  }
  const actor: Result<Actor> = access === 'write' ? asWriter(context.actor) : ok(context.actor)

  if (!actor.ok) {
    return actor
  }
  const { connection, ...rest } = asObject(await read())

  if (wanted === 'same' && connection !== connectionKey(context.connection)) {
    return fail(CONNECTION_CHANGED)
  }
  const parsed = input.safeParse(rest)

  if (!parsed.success) {
    return fail({ ...INVALID_INPUT, fields: fieldErrors(parsed.error) })
  }
  return iam && !(await mayChangeIam(context.connection))
    ? fail(REAUTHENTICATE)
    : ok({ context: { ...context, actor: actor.data } as ContextFor<A>, input: parsed.data })
}

async function mayChangeIam({ source }: Connection): Promise<boolean> {
  const session = await currentSession()
  return source.type === 'practice' || (session !== null && isRecent(session, Date.now() / 1000, env()))
}

/** An AppError as a failure. Anything else that is thrown is a bug or Next's own control flow, and goes on to `onRequestError`. */
export function expectedFailure(error: unknown): { ok: false; error: Failure } {
  if (error instanceof AppError) {
    return fail(error.failure)
  }
  throw error
}

function asObject(raw: unknown): Record<string, unknown> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? { ...raw } : {}
}

const CONNECTION_CHANGED: Failure = {
  code: 'connection-changed',
  message: 'The connection was changed since this page was loaded, so nothing was done.',
  remedy: 'Reload the page to see the connection in use now, then try again.',
}

const INVALID_INPUT: Failure = {
  code: 'invalid-input',
  message: 'Some of the input is not valid.',
  remedy: 'Correct the fields that are marked, then try again.',
}
