import { z } from 'zod'
import { readQuery } from '@/lib/auth/request'
import { parseArn } from '@/lib/aws/arn'
import { lastCall } from '@/lib/bridge/recording/calls'
import { accountOf } from '@/lib/connections/identity'
import { RUNTIME_ID } from '@/lib/runtimes/ids'

const query = z.strictObject({
  arn: z.string().max(300),
  client: z.string().max(60),
  /** Milliseconds since 1970. */
  since: z.coerce.number().int().nonnegative(),
})

/** The last call of a client through the bridge of a runtime: `{ call }`, null while there is none. AWS is not asked for it. */
export async function GET(request: Request): Promise<Response> {
  const asked = await readQuery(request, { input: query })

  if ('refusal' in asked) {
    return asked.refusal
  }
  const { connection } = asked.context
  const { region, accountId, resource = '' } = parseArn(asked.query.arn) ?? {}
  const id = resource.replace(/^runtime\//, '')
  const isOurs = region === connection.region && accountId === (await accountOf(connection)) && RUNTIME_ID.test(id)
  const runtime = { name: id.slice(0, -'-0123456789'.length), arn: asked.query.arn }
  const call = isOurs ? lastCall(runtime, asked.query.client, asked.query.since) : undefined
  return Response.json({ call: call ?? null }, { headers: { 'Cache-Control': 'no-store' } })
}
