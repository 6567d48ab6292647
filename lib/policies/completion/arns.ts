import { actionsMatching, splitAction } from '@/lib/policies/catalogue/catalogue-lookup'
import type { ResourceTypeInfo } from '@/lib/policies/catalogue/catalogue-model'
import type { Completion, CompletionContext } from '@/lib/policies/completion/model'
import type { PolicyAccount } from '@/lib/policies/findings/view'

/** ARNs of the resource types that the statement's actions take, with what is known of the account filled in. */
export function completeArn({ statement, catalogue, account }: CompletionContext): Completion[] {
  const found = new Map<string, Completion>()

  for (const text of statement.actions) {
    const { prefix, name } = splitAction(text) ?? { prefix: '', name: '' }
    const service = catalogue.service(prefix)
    const wanted = new Set(
      service
        ? actionsMatching(service, name).flatMap(({ action }) => action.resourceTypes.map((type) => type.name))
        : [],
    )

    for (const type of service?.resourceTypes ?? []) {
      if (wanted.has(type.name)) {
        const label = fillArn(type, account)
        found.set(label, { label, detail: `${type.name} of ${service?.name}` })
      }
    }
  }
  return [...found.values(), { label: '*', detail: 'every resource' }]
}

/** Names that only the person knows stay in capitals, without `${}`: that would be a policy variable. */
function fillArn({ arn }: ResourceTypeInfo, { partition, region, accountId }: PolicyAccount): string {
  const known: Record<string, string> = { Partition: partition, Region: region, Account: accountId }
  return arn.replace(/\$\{([^}]*)\}/g, (_, name: string) => known[name] ?? name.replace(/\W/g, '').toUpperCase())
}
