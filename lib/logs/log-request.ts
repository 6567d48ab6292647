import type { z } from 'zod'
import { type Context, currentContext } from '@/lib/auth/context'
import { SIGNED_OUT } from '@/lib/auth/signed-out'
import { connectionKey } from '@/lib/aws/connection'
import { type Failure, fail } from '@/lib/result'

type About = { connection: string }

/** Who asks, and what; or the answer that refuses it. The connection must be the browser's current one. */
export async function readLogRequest<T extends About>(
  request: Request,
  schema: z.ZodType<T>,
): Promise<{ context: Context; query: T } | { refusal: Response }> {
  const context = await currentContext()

  if (!context) {
    return { refusal: Response.json(fail(SIGNED_OUT), { status: 401 }) }
  }
  const parsed = schema.safeParse(Object.fromEntries(new URL(request.url).searchParams))

  if (!parsed.success) {
    return { refusal: Response.json(fail(MALFORMED), { status: 400 }) }
  }
  return parsed.data.connection === connectionKey(context.connection)
    ? { context, query: parsed.data }
    : { refusal: Response.json(fail(SWITCHED), { status: 409 }) }
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
