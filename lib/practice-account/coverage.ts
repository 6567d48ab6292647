import { z } from 'zod'

const names = z.array(z.string())

const service = z.object({
  id: z.string(),
  name: z.string(),
  calledAs: names,
  imitated: z.array(z.object({ name: z.string(), judges: names })),
  missing: names,
  beside: names,
  limits: names,
})

/** What the practice account says about itself; its side of this contract is lib/practice/coverage/coverage.ts. */
export const coverageSchema = z.object({
  judgedOn: z.iso.date(),
  judges: z.array(z.object({ id: z.string(), program: z.string(), version: z.string(), how: z.string() })),
  services: z.array(service),
})

export type PracticeCoverage = z.infer<typeof coverageSchema>
export type CoveredService = z.infer<typeof service>

/** The services with the operations that fit what was typed: `CreateRole`, `iam:create`, `iam create-role`, or a service. */
export function fittingServices(services: CoveredService[], typed: string): CoveredService[] {
  const wanted = plain(typed)
  const narrowed = services
    .map((one) => {
      const prefixes = [one.id, ...one.calledAs].map(plain)
      const fits = (name: string) => prefixes.some((prefix) => `${prefix}${plain(name)}`.includes(wanted))
      return {
        ...one,
        imitated: one.imitated.filter(({ name }) => fits(name)),
        missing: one.missing.filter(fits),
        beside: one.beside.filter(fits),
      }
    })
    .filter(({ imitated, missing, beside }) => imitated.length + missing.length + beside.length > 0)
  return narrowed.length > 0 ? narrowed : services.filter(({ name }) => plain(name).includes(wanted))
}

/** How many operations there are at AWS, how many of them here, and how many of these somebody judged. */
export function countsOf(services: CoveredService[]) {
  const imitated = services.flatMap((one) => one.imitated)
  return {
    all: imitated.length + services.flatMap(({ missing }) => missing).length,
    imitated: imitated.length,
    judged: imitated.filter(({ judges }) => judges.length > 0).length,
  }
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '')
}
