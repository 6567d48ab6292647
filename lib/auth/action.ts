import 'server-only'
import type { z } from 'zod'
import type { Context } from '@/lib/auth/context'
import { type Access, expectedFailure, gate } from '@/lib/auth/gate'
import { echoedValues, formInput } from '@/lib/form-input'
import type { FormState } from '@/lib/form-state'
import type { Result } from '@/lib/result'

type Definition<Schema extends z.ZodType, T> = {
  /** The shape of the input, without the `connection` that every input carries. */
  input: Schema
  run: (context: Context, input: z.output<Schema>) => Promise<Result<T>>
  /** `read` still works under SLIPWAY_READ_ONLY=1. Default: `write`. */
  access?: Access
}

/** The one way in for a server action: the gate, then run. */
export function action<Schema extends z.ZodType, T>({ input, run, access = 'write' }: Definition<Schema, T>) {
  return async (raw: unknown): Promise<Result<T>> => {
    const passed = await gate({ input, access }, () => raw)
    return passed.ok ? run(passed.data.context, passed.data.input).catch(expectedFailure) : passed
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
