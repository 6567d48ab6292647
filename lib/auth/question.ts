import 'server-only'
import type { z } from 'zod'
import { type Context, currentContext } from '@/lib/auth/context'
import { SIGNED_OUT } from '@/lib/auth/signed-out'
import { connectionKey } from '@/lib/aws/connection'
import { fieldErrors } from '@/lib/form-input'
import { type Failure, fail, type Result } from '@/lib/result'

type Definition<Schema extends z.ZodType<{ connection: string }>, T> = {
  input: Schema
  run: (context: Context, input: z.output<Schema>) => Promise<Result<T>>
}

/** A route handler for a read that needs a body: who → valid input → same connection → run. */
export function question<Schema extends z.ZodType<{ connection: string }>, T>({ input, run }: Definition<Schema, T>) {
  return async (request: Request): Promise<Response> => {
    const context = await currentContext()

    if (!context) {
      return Response.json(fail(SIGNED_OUT), { status: 401 })
    }
    const parsed = input.safeParse(await request.json().catch(() => undefined))

    if (!parsed.success) {
      return Response.json(fail({ ...MALFORMED, fields: fieldErrors(parsed.error) }), { status: 400 })
    }
    if (parsed.data.connection !== connectionKey(context.connection)) {
      return Response.json(fail(SWITCHED), { status: 409 })
    }
    return Response.json(await run(context, parsed.data))
  }
}

const MALFORMED: Failure = {
  code: 'invalid-input',
  message: 'The request could not be read.',
  remedy: 'Reload the page and try again.',
}

const SWITCHED: Failure = {
  code: 'connection-changed',
  message: 'The connection was changed in another tab.',
  remedy: 'Reload the page to go on with the connection in use now.',
}
