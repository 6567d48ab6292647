import { passRoleFixes } from '@/lib/policies/findings/danger/pass-role-fixes'
import { grantOnEveryRole, limitedBy } from '@/lib/policies/findings/danger/role-grants'
import type { RuleFamily, RuleInfo } from '@/lib/policies/findings/rule'

const WAYS = [
  'STAR_IN_RESOURCE',
  'STAR_IN_ACTION_AND_RESOURCE',
  'STAR_IN_RESOURCE_AND_NOT_ACTION',
  'NOT_RESOURCE',
  'STAR_IN_ACTION_AND_NOT_RESOURCE',
  'NOT_ACTION_AND_NOT_RESOURCE',
] as const

function infos(prefix: string, type: RuleInfo['type'], what: string): Record<string, RuleInfo> {
  const ways: Record<(typeof WAYS)[number], string> = {
    STAR_IN_RESOURCE: 'named',
    STAR_IN_ACTION_AND_RESOURCE: 'by a wildcard in Action',
    STAR_IN_RESOURCE_AND_NOT_ACTION: 'by NotAction',
    NOT_RESOURCE: 'with NotResource',
    STAR_IN_ACTION_AND_NOT_RESOURCE: 'by a wildcard in Action, with NotResource',
    NOT_ACTION_AND_NOT_RESOURCE: 'by NotAction, with NotResource',
  }
  return Object.fromEntries(WAYS.map((way) => [`${prefix}_${way}`, { type, about: `${what}, ${ways[way]}.` }]))
}

/** Passing any role to any service, and creating any service-linked role. */
export const roleRules: RuleFamily = {
  rules: {
    ...infos('PASS_ROLE_WITH', 'security-warning', 'iam:PassRole on every role without iam:PassedToService'),
    ...infos('CREATE_SLR_WITH', 'warning', 'iam:CreateServiceLinkedRole for every service'),
  },
  checkStatement(statement, policy, say) {
    const pass = grantOnEveryRole(statement, 'iam:PassRole')

    if (pass && !limitedBy(statement, ['iam:passedtoservice', 'iam:associatedresourcearn'])) {
      const message =
        'This lets any role be passed to any service, administrators included. Name the roles, or the service with iam:PassedToService.'
      say(`PASS_ROLE_WITH_${pass.how}`, pass.place, message, passRoleFixes(statement, policy, pass))
    }
    const create = grantOnEveryRole(statement, 'iam:CreateServiceLinkedRole')

    if (create && !limitedBy(statement, ['iam:awsservicename'])) {
      const message =
        'This lets service-linked roles be created for every service. Name the role, or the service with iam:AWSServiceName.'
      say(`CREATE_SLR_WITH_${create.how}`, create.place, message)
    }
  },
}
