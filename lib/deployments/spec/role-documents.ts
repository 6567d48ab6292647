import type { Account } from '@/lib/deployments/observe/observed'
import { MARKETPLACE_ACCOUNT, parseImage } from '@/lib/deployments/spec/image'
import type { Json } from '@/lib/json'
import { parseJson } from '@/lib/json'
import { parsePolicy, parseTrustPolicy } from '@/lib/policies/document/document'
import { refusePolicy } from '@/lib/policies/evaluate/danger'
import { namedPolicy } from '@/lib/policies/evaluate/named-policy'
import { evaluateTrust } from '@/lib/policies/evaluate/trust'
import {
  AGENTCORE_SERVICE,
  type BaseTarget,
  basePolicy,
  missingBasePermissions,
  type NeededPermission,
  trustPolicy,
} from '@/lib/policies/templates/base-permissions'
import type { Failure } from '@/lib/result'
import type { RoleDetail } from '@/lib/roles/model'

type Where = Pick<Account, 'partition' | 'region' | 'accountId'>

/** Who may use the role: AgentCore, for runtimes of this account and region. */
export function executionTrust(account: Account): Json {
  return parseJson(trustPolicy(account)) ?? null
}

/** What every runtime needs, with the chosen region, account, partition and image in the ARNs: JSON text. */
export function basePermissions(account: Account, imageUri: string): string {
  return basePolicy(baseTarget(account, imageUri))
}

/** What keeps AgentCore from using a role that exists already. */
export function refuseTrust(trust: string, account: Where): Failure | null {
  const parsed = parseTrustPolicy(trust)
  const { partition, region, accountId } = account
  const context = {
    'aws:SourceAccount': accountId,
    'aws:SourceArn': `arn:${partition}:bedrock-agentcore:${region}:${accountId}:runtime/slipway`,
  }
  const decision = parsed.ok ? evaluateTrust(parsed.data, { service: AGENTCORE_SERVICE, context }) : null

  if (decision?.trusted) {
    return null
  }
  return {
    code: 'refused',
    message: decision?.explanation ?? 'The trust policy of the role can’t be read.',
    remedy: 'Correct the trust policy, choose another role, or let Slipway create one.',
  }
}

/** What is wrong with a policy text: it is malformed, or amounts to administrator access. */
export function refuseDocument(text: string): Failure | null {
  const parsed = parsePolicy(text)
  return parsed.ok ? refusePolicy(parsed.data) : parsed.error
}

/** What every runtime needs and this role lacks. Managed policies that can't be read count as empty. */
export function missingBase(role: RoleDetail, account: Where, imageUri: string): NeededPermission[] {
  const policies = [...role.inlinePolicies, ...role.attachedPolicies].flatMap(
    ({ name, document }) => namedPolicy(name, document) ?? [],
  )
  return missingBasePermissions(policies, baseTarget(account, imageUri))
}

function baseTarget(account: Where, imageUri: string): BaseTarget {
  const image = parseImage(imageUri)
  const { partition, region, accountId } = account

  if (image?.registry !== 'private') {
    return { partition, region, accountId, ecr: null }
  }
  // The Marketplace may move an image to another repository; the account is AWS's own.
  const repository = image.accountId === MARKETPLACE_ACCOUNT ? '*' : image.repository
  return { partition, region, accountId, ecr: { accountId: image.accountId, region: image.region, repository } }
}
