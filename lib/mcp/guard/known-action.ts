import 'server-only'
import { catalogueDate, loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import { matchesAction } from '@/lib/policies/evaluate/match'
import { nearestNames } from '@/lib/policies/findings/nearest'

/** What is doubtful about an action of a rule (`s3:Get*`), in a sentence: AWS has none like it. Undefined when it has. */
export async function doubtOf(pattern: string): Promise<string | undefined> {
  const [prefix = '', name = ''] = pattern.split(':')

  if (pattern === '*' || prefix.includes('*')) {
    return undefined
  }
  const catalogue = await loadCatalogue([prefix])
  const service = catalogue.service(prefix)

  if (!service) {
    return `${await asOf()} has no service ${prefix}.${meant(nearestNames(prefix, catalogue.prefixes(), 1))}`
  }
  const names = service.actions.map((action) => action.name)
  return names.some((each) => matchesAction(pattern, `${prefix}:${each}`))
    ? undefined
    : `${await asOf()} has no action ${pattern}.${meant(nearestNames(name, names, 1).map((each) => `${prefix}:${each}`))}`
}

async function asOf(): Promise<string> {
  return `AWS’s list of ${await catalogueDate()}`
}

function meant([nearest]: string[]): string {
  return nearest === undefined ? '' : ` Did you mean ${nearest}?`
}
