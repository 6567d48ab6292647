import 'server-only'
import type { z } from 'zod'
import { type Access, type ContextFor, expectedFailure, gate } from '@/lib/auth/gate'
import { echoedValues, formInput } from '@/lib/form-input'
import type { FormState } from '@/lib/form-state'
import type { Result } from '@/lib/result'

type Definition<Schema extends z.ZodType, T, A extends Access> = {
  /** The shape of the input, without the `connection` that every input carries. */
  input: Schema
  run: (context: ContextFor<A>, input: z.output<Schema>) => Promise<Result<T>>
  /** `read` still works under SLIPWAY_READ_ONLY=1. Default: `write`. */
  access?: A
  /** It may change IAM: outside the practice account, only soon after signing in. */
  iam?: boolean
}

/** The one way in for a server action: the gate, then run. */
export function action<Schema extends z.ZodType, T, A extends Access = 'write'>({
  input,
  run,
  access,
  iam = false,
}: Definition<Schema, T, A>) {
  return async (raw: unknown): Promise<Result<T>> => {
    // Without `access`, A is 'write' by its default.
    const passed = await gate({ input, iam, access: access ?? ('write' as A) }, () => raw)
    return passed.ok ? run(passed.data.context, passed.data.input).catch(expectedFailure) : passed
  }
}

/** The same for a form with `useActionState`. What was typed comes back with a failure; secrets don't. */
export function formAction<Schema extends z.ZodType, T, A extends Access = 'write'>(
  definition: Definition<Schema, T, A>,
) {
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
