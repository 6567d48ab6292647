import { partitionOf } from '@/lib/aws/arn'
import { SERVER_VARIABLES } from '@/lib/deployments/spec/defaults'

/** What the setup form says about each environment variable; `value` is empty for those that are only offered. */
export const ENVIRONMENT_HELP = SERVER_VARIABLES.map(({ name, value, explanation }) => ({
  name,
  value: value ?? '',
  explanation,
}))

/** AWS's own policies that the form offers. All of them only read. */
export function managedPolicyOptions(region: string): { value: string; label: string }[] {
  const arn = (name: string) => `arn:${partitionOf(region)}:iam::aws:policy/${name}`

  return [
    { value: arn('ReadOnlyAccess'), label: 'ReadOnlyAccess: reads nearly everything, S3 objects included' },
    { value: arn('job-function/ViewOnlyAccess'), label: 'ViewOnlyAccess: lists resources, reads no contents' },
    { value: arn('SecurityAudit'), label: 'SecurityAudit: reads configuration, reads no contents' },
  ]
}
