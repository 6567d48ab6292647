import type { Catalogue, ResourceTypeInfo, ServiceInfo } from '@/lib/policies/catalogue/catalogue-model'
import { NAME } from '@/lib/policies/language/patterns'

/**
 * One form of ARN that a service knows. `resource` has `*` for AWS's placeholders, or NAME where no slash can stand; `region` and
 * `account` say what stands there.
 */
export type ArnTemplate = {
  type: ResourceTypeInfo
  service: string
  region: 'none' | 'given'
  account: 'none' | 'given'
  resource: string
}

const PLACEHOLDER = /\$\{[^}]*\}/g

/** Names in which AWS takes no slash. Others may have one: roles have paths, and so have keys, parameters, log groups, secrets. */
const SLASHLESS =
  /^\$\{(Bucket|Table|Function|Queue|Topic|Stream|Cluster|StateMachine|AccessPoint|DBInstance|DbInstance|Instance|Volume|Snapshot|Vpc|Subnet|SecurityGroup|Key|UserPool|IdentityPool|Distribution|FileSystem|Vault|Runtime|Gateway)(Name|Id)\}$/

function wildcardFor(placeholder: string): string {
  return SLASHLESS.test(placeholder) && !placeholder.startsWith('${KeyName') ? NAME : '*'
}

const templates = new WeakMap<ServiceInfo, ArnTemplate[]>()

/** The ARN forms of a service's own resource types; the `service` of one may be that of a neighbour. */
export function arnTemplates(service: ServiceInfo): ArnTemplate[] {
  const existing = templates.get(service)

  if (existing) {
    return existing
  }
  const made = service.resourceTypes.flatMap((type) => {
    const [, , name = '', region = '', account = '', ...resource] = type.arn.split(':')
    return resource.length === 0
      ? []
      : [
          {
            type,
            service: name,
            region: region === '' ? ('none' as const) : ('given' as const),
            account: account === '' ? ('none' as const) : ('given' as const),
            resource: resource.join(':').replace(PLACEHOLDER, wildcardFor),
          },
        ]
  })
  templates.set(service, made)
  return made
}

/** What stands in the third part of an ARN and is not the prefix of a service. Source: Service Authorization Reference. */
const OTHER_ARN_SERVICES = new Set(['catalog', 'route53-recovery-control'])

export function isArnService(catalogue: Catalogue, name: string): boolean {
  return catalogue.isKnown(name) || OTHER_ARN_SERVICES.has(name)
}

/** AWS's ARN pattern with partition, region and account filled in, and `*` for all other placeholders. */
export function fillArn(arn: string, account?: { accountId: string; partition: string; region: string }): string {
  const values: Record<string, string | undefined> = {
    Partition: account?.partition ?? 'aws',
    Region: account?.region,
    Account: account?.accountId,
    AccountId: account?.accountId,
  }
  return arn.replace(/\$\{([^}]*)\}/g, (_, name: string) => values[name] ?? '*')
}
