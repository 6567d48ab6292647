import { loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import { isServicePrincipal } from '@/lib/policies/catalogue/service-principals'
import type { PolicyDocument, PolicyStatement } from '@/lib/policies/document/model'
import { isTrustAction } from '@/lib/policies/evaluate/trust'
import { operatorArn } from '@/lib/practice/iam/access/identity'
import { malformed } from '@/lib/practice/iam/errors'
import { findRole } from '@/lib/practice/iam/store'
import type { Call } from '@/lib/practice/wire/service'

export type Account = Pick<Call, 'partition' | 'accountId' | 'state'>

/** What IAM asks of a trust policy beyond its grammar: actions of STS, and principals that there are. */
export async function checkTrust(document: PolicyDocument, call: Account): Promise<void> {
  for (const { Action, NotAction, Principal, NotPrincipal } of document.Statement) {
    if ([...(Action ?? []), ...(NotAction ?? [])].some((action) => !isTrustAction(action))) {
      throw malformed('AssumeRole policy may only specify STS AssumeRole actions.')
    }
    await checkPrincipal(Principal, call)
    await checkPrincipal(NotPrincipal, call)
  }
}

async function checkPrincipal(principal: PolicyStatement['Principal'], call: Account): Promise<void> {
  if (principal === undefined || principal === '*') {
    return
  }
  const strange = (principal.AWS ?? []).find((name) => !isThere(name, call))

  if (strange !== undefined) {
    throw malformed(`Invalid principal in policy: "AWS":"${strange}"`)
  }
  const provider = (principal.Federated ?? []).find((name) => !PROVIDER.test(name))

  if (provider !== undefined) {
    throw malformed(`Invalid principal in policy: "FEDERATED":"${provider}"`)
  }
  const catalogue = await loadCatalogue([])
  const service = (principal.Service ?? []).find((name) => !SERVICE.test(name) || !isServicePrincipal(catalogue, name))

  if (service !== undefined) {
    throw malformed(`Invalid principal in policy: "SERVICE":"${service}"`)
  }
}

/** An ARN of a provider, or one of those that IAM knows by their domain. Whether the account has it is not looked at. */
const PROVIDER =
  /^(arn:aws:iam::\d{12}:(saml|oidc)-provider\/.+|cognito-identity\.amazonaws\.com|www\.amazon\.com|graph\.facebook\.com|accounts\.google\.com)$/

const SERVICE = /^[a-z0-9.-]+\.amazonaws\.com$/

/** Of other accounts nothing is known here: IAM would ask them. Ids are left to IAM as well. */
function isThere(name: string, call: Account): boolean {
  if (name === '*' || /^(\d{12}|A[A-Z]{3}[A-Z0-9]{12,})$/.test(name)) {
    return true
  }
  const [, partition, service, account, rest = ''] = /^arn:([^:]*):([^:]*)::(\d{12}):(.+)$/.exec(name) ?? []

  if (partition !== call.partition || (service !== 'iam' && service !== 'sts') || /[*?]/.test(rest)) {
    return false
  }
  return account !== call.accountId || rest === 'root' || service === 'sts' || isOwn(name, rest, call)
}

function isOwn(arn: string, rest: string, call: Account): boolean {
  const role = rest.startsWith('role/') ? findRole(call.state, rest.split('/').at(-1) ?? '') : undefined
  return role ? rest === `role${role.path}${role.name}` : arn === operatorArn()
}
