import { z } from 'zod'
import { readQuery } from '@/lib/auth/request'
import { catalogueDate, loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import { ok } from '@/lib/result'

const MAX_SERVICES = 60
const input = z.object({
  services: z
    .string()
    .max(MAX_SERVICES * 64)
    .optional()
    .transform((list) => (list ? list.split(',') : []))
    .refine((list) => list.length <= MAX_SERVICES, `Ask for at most ${MAX_SERVICES} services.`),
})

/** Without `services`: the prefixes of all AWS services. With it: everything known of those. Changes only with the program. */
export async function GET(request: Request): Promise<Response> {
  const asked = await readQuery(request, { input, connection: 'any' })

  if ('refusal' in asked) {
    return asked.refusal
  }
  const { services: wanted } = asked.query
  const catalogue = await loadCatalogue(wanted)
  const services = wanted.flatMap((prefix) => catalogue.service(prefix) ?? [])
  const answer = services.length === 0 ? { prefixes: catalogue.prefixes(), date: await catalogueDate() } : { services }
  return Response.json(ok(answer), { headers: { 'Cache-Control': 'private, max-age=3600' } })
}
