import 'server-only'
import type { z } from 'zod'
import { type Context, currentContext } from '@/lib/auth/context'
import { SIGNED_OUT } from '@/lib/auth/signed-out'
import { connectionKey } from '@/lib/aws/connection'
import { echoedValues, fieldErrors, formInput } from '@/lib/form-input'
import type { FormState } from '@/lib/form-state'
import { readOnlyFailure } from '@/lib/read-only'
import { AppError, type Failure, fail, type Result } from '@/lib/result'

type Definition<Schema extends z.ZodType, T> = {
  /** The shape of the input, without the `connection` that every input carries. */
  input: Schema
  run: (context: Context, input: z.output<Schema>) => Promise<Result<T>>
  /** `read` still works under SLIPWAY_READ_ONLY=1. Default: `write`. */
  access?: 'read' | 'write'
}

/** The one way in for a server action: who → may they write → same connection → valid input → run. */
export function action<Schema extends z.ZodType, T>({ input, run, access = 'write' }: Definition<Schema, T>) {
  return async (raw: unknown): Promise<Result<T>> => {
    const context = await currentContext()

    if (!context) {
      return fail(SIGNED_OUT)
    }
    if (access === 'write' && !context.actor.canWrite) {
      return fail(readOnlyFailure)
    }
    const { connection, ...rest } = asObject(raw)

    if (connection !== connectionKey(context.connection)) {
      return fail(connectionChanged)
    }
    const parsed = input.safeParse(rest)

    if (!parsed.success) {
      return fail({ ...invalidInput, fields: fieldErrors(parsed.error) })
    }
    return run(context, parsed.data).catch(expectedFailure)
  }
}

/** The same for a form with `useActionState`. What was typed comes back with a failure; secrets don't. */
export function formAction<Schema extends z.ZodType, T>(definition: Definition<Schema, T>) {
  const perform = action(definition)

  return async (_previous: FormState<T>, formData: FormData): Promise<FormState<T>> => {
    // Anybody can call an action with anything; what isn't a form is an empty one.
    const raw = formInput(formData instanceof FormData ? formData : new FormData())
    const result = await perform(raw)
    return result.ok
      ? { status: 'done', data: result.data }
      : { status: 'failed', failure: result.error, values: echoedValues(raw) }
  }
}

// Anything else that is thrown is a bug or Next's own control flow, and goes on to `onRequestError`.
function expectedFailure(error: unknown): { ok: false; error: Failure } {
  if (error instanceof AppError) {
    return fail(error.failure)
  }
  throw error
}

function asObject(raw: unknown): Record<string, unknown> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? { ...raw } : {}
}

const connectionChanged: Failure = {
  code: 'connection-changed',
  message: 'The connection was changed since this page was loaded, so nothing was done.',
  remedy: 'Reload the page to see the connection in use now, then try again.',
}

const invalidInput: Failure = {
  code: 'invalid-input',
  message: 'Some of the input is not valid.',
  remedy: 'Correct the fields that are marked, then try again.',
}
