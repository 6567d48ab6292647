import type { Tags } from '@/lib/deployments/spec/names'
import type { Owner } from '@/lib/drift/model'

/** Who keeps a resource by its tags. CloudFormation marks it by itself; for the others that is a custom. */
export function ownerOf(tags: Tags): Owner | undefined {
  const entries = Object.entries(tags)

  if (entries.some(([key]) => /^aws:cloudformation:/i.test(key))) {
    return 'cloudformation'
  }
  if (entries.some((entry) => isNamed(entry, /^(terraform|opentofu|tofu)$/i))) {
    return 'terraform'
  }
  return entries.some((entry) => isNamed(entry, /^pulumi$/i)) ? 'pulumi' : undefined
}

/** `terraform: true`, `terraform:workspace: x` or `ManagedBy: Terraform`. */
function isNamed([key, value]: [string, string], tool: RegExp): boolean {
  const [first = ''] = key.split(/[:/_.-]/)
  const isKeeper = /^(managed|created|provisioned|deployed)[-_ :]?(by|with)$|^(tool|iac|provisioner)$/i.test(key)
  return (tool.test(first) && !/^(false|no|0)$/i.test(value)) || (isKeeper && tool.test(value))
}
