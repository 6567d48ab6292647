import { z } from 'zod'
import { currentContext } from '@/lib/auth/context'
import { SIGNED_OUT } from '@/lib/auth/signed-out'
import { connectionKey } from '@/lib/aws/connection'
import { specFromValues } from '@/lib/deployments/form'
import { MAX_ANSWER_LENGTH } from '@/lib/deployments/oversize'
import { preflight } from '@/lib/deployments/preflight'
import { type Failure, fail, ok } from '@/lib/result'

const body = z.strictObject({
  connection: z.string(),
  values: z.record(z.string().max(64), z.string().max(MAX_ANSWER_LENGTH)),
})

/** Reads AWS for the answers of the setup form and says what would change. A read, although it has to be a POST. */
export async function POST(request: Request): Promise<Response> {
  const context = await currentContext()

  if (!context) {
    return Response.json(fail(SIGNED_OUT), { status: 401 })
  }
  const parsed = body.safeParse(await request.json().catch(() => undefined))

  if (!parsed.success) {
    return Response.json(fail(MALFORMED), { status: 400 })
  }
  if (parsed.data.connection !== connectionKey(context.connection)) {
    return Response.json(fail(SWITCHED), { status: 409 })
  }
  const spec = specFromValues(parsed.data.values)

  if (!spec.ok) {
    return Response.json(spec)
  }
  const checked = await preflight(context.connection, spec.data)
  return Response.json(
    checked.ok ? ok({ ...checked.data, spec: spec.data, readAt: new Date().toISOString() }) : checked,
  )
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
