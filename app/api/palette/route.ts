import { z } from 'zod'
import { readQuery } from '@/lib/auth/request'
import { readResources } from '@/lib/palette/queries'
import { ok } from '@/lib/result'

const input = z.object({ name: z.string().max(200).optional() })

/** The names that the palette finds. `name` narrows kinds of which there are more than are sent at once. */
export async function GET(request: Request): Promise<Response> {
  const asked = await readQuery(request, { input })

  if ('refusal' in asked) {
    return asked.refusal
  }
  const { context, query, signal } = asked
  const resources = await readResources({ connection: context.connection, typed: query.name, signal })
  return Response.json(ok(resources), { headers: { 'Cache-Control': 'no-store' } })
}
