import { z } from 'zod'
import { currentContext } from '@/lib/auth/context'
import { SIGNED_OUT } from '@/lib/auth/signed-out'
import { catalogueDate, loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import { fail, ok } from '@/lib/result'

const MAX_SERVICES = 60
const query = z.object({
  services: z
    .string()
    .max(MAX_SERVICES * 64)
    .optional()
    .transform((list) => (list ? list.split(',') : []))
    .refine((list) => list.length <= MAX_SERVICES),
})

/** Without `services`: the prefixes of all AWS services. With it: everything known of those. Changes only with the program. */
export async function GET(request: Request): Promise<Response> {
  if (!(await currentContext())) {
    return Response.json(fail(SIGNED_OUT), { status: 401 })
  }
  const parsed = query.safeParse(Object.fromEntries(new URL(request.url).searchParams))

  if (!parsed.success) {
    return Response.json(
      fail({ code: 'invalid-input', message: `Ask for at most ${MAX_SERVICES} services.`, remedy: 'Reload the page.' }),
      { status: 400 },
    )
  }
  const catalogue = await loadCatalogue(parsed.data.services)
  const services = parsed.data.services.flatMap((prefix) => catalogue.service(prefix) ?? [])
  const answer = services.length === 0 ? { prefixes: catalogue.prefixes(), date: await catalogueDate() } : { services }
  return Response.json(ok(answer), { headers: { 'Cache-Control': 'private, max-age=3600' } })
}
