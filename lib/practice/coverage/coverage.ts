import { JUDGED, type JudgeId, judges } from '@/lib/practice/coverage/judges'
import { LIMITS, NAMES } from '@/lib/practice/coverage/limits'
import seededOperations from '@/lib/practice/coverage/seeded-operations.json' with { type: 'json' }
import type { SeedService } from '@/lib/practice/seed/model'
import { SEED_SERVICES } from '@/lib/practice/seed/services'
import type { ServiceDefinition } from '@/lib/practice/wire/service'

type ImitatedOperation = { name: string; judges: readonly JudgeId[] }

type ServiceCoverage = {
  /** As in faults and in the record of the judges. */
  id: string
  name: string
  /** Its name in signatures, and as a command. */
  calledAs: string[]
  imitated: ImitatedOperation[]
  /** Operations that AWS has and this account has not. */
  missing: string[]
  /** What answers beside the operations: documents, and endpoints of other standards. */
  beside: string[]
  limits: readonly string[]
}

/** What is imitated of each service, how far, and who judged it: read off the registry, never written by hand. */
export function coverageOf(services: readonly ServiceDefinition[]) {
  return {
    judgedOn: JUDGED.on,
    judges: judges(),
    services: [...services.map(ownService), ...SEED_SERVICES.map(seededService)],
  }
}

function ownService({ model, command, operations, rawRoutes = [] }: ServiceDefinition): ServiceCoverage {
  const { id, signingName } = model
  const known = [...Object.keys(operations), ...rawRoutes.map(({ operation }) => operation)]
  return {
    ...covered(id, known, [...model.operations.keys()]),
    name: command?.fullName ?? NAMES[id] ?? id,
    calledAs: [...new Set([signingName, command?.name ?? signingName])],
  }
}

/** The SDK's clients for these are not installed: what AWS has comes from botocore, as the last record found it. */
function seededService({ service, command, fullName, operations }: SeedService): ServiceCoverage {
  const all: Readonly<Record<string, string[]>> = seededOperations
  return {
    ...covered(service, Object.keys(operations), all[service] ?? []),
    name: fullName,
    calledAs: [...new Set([service, command])],
  }
}

function covered(id: string, known: string[], all: string[]) {
  const has = new Set(known)
  const atAws = new Set(all)
  return {
    id,
    imitated: all
      .filter((name) => has.has(name))
      .sort()
      .map((name) => ({ name, judges: JUDGED.operations[`${id} ${name}`] ?? [] })),
    missing: all.filter((name) => !has.has(name)).sort(),
    beside: known.filter((name) => !atAws.has(name)),
    limits: LIMITS[id] ?? [],
  }
}
