import { INLINE_POLICIES_LIMIT, MANAGED_POLICY_LIMIT, TRUST_POLICY_LIMIT } from '@/lib/policies/document/limits'
import { invalidInput } from '@/lib/practice/iam/errors'
import { roleDetail } from '@/lib/practice/iam/roles/role-record'
import { addRole } from '@/lib/practice/iam/roles/roles'
import { findRole, iamStore } from '@/lib/practice/iam/store'
import { operation } from '@/lib/practice/wire/service'

/** The roles that AWS makes for AgentCore, by the service that asks for them. */
const SERVICE_ROLES: Record<string, string> = {
  'runtime-identity.bedrock-agentcore.amazonaws.com': 'AWSServiceRoleForBedrockAgentCoreRuntimeIdentity',
  'network.bedrock-agentcore.amazonaws.com': 'AWSServiceRoleForBedrockAgentCoreNetwork',
}

/** What AWS counts besides, of which a practice account has none; quotas are AWS's defaults. */
const UNUSED = {
  AccessKeysPerUserQuota: 2,
  AccountAccessKeysPresent: 0,
  AccountSigningCertificatesPresent: 0,
  AttachedPoliciesPerGroupQuota: 10,
  AttachedPoliciesPerUserQuota: 10,
  GlobalEndpointTokenVersion: 1,
  GroupPolicySizeQuota: 5120,
  Groups: 0,
  GroupsPerUserQuota: 10,
  GroupsQuota: 300,
  InstanceProfiles: 0,
  InstanceProfilesQuota: 1000,
  MFADevices: 0,
  MFADevicesInUse: 0,
  PolicyVersionsInUseQuota: 10_000,
  Providers: 0,
  ServerCertificates: 0,
  ServerCertificatesQuota: 20,
  SigningCertificatesPerUserQuota: 2,
  UserPolicySizeQuota: 2048,
}

const getAccountSummary = operation<object, unknown>({
  run: (_input, call) => {
    const { roles, policies } = iamStore(call.state)
    return {
      SummaryMap: {
        ...UNUSED,
        PolicyVersionsInUse: Object.keys(policies).length,
        Users: 1,
        UsersQuota: 5000,
        Roles: Object.keys(roles).length,
        RolesQuota: 1000,
        Policies: Object.keys(policies).length,
        PoliciesQuota: 1500,
        PolicySizeQuota: MANAGED_POLICY_LIMIT,
        VersionsPerPolicyQuota: 5,
        RolePolicySizeQuota: INLINE_POLICIES_LIMIT,
        AssumeRolePolicySizeQuota: TRUST_POLICY_LIMIT,
        AttachedPoliciesPerRoleQuota: 20,
        AccountMFAEnabled: 1,
      },
    }
  },
})

const createServiceLinkedRole = operation<{ AWSServiceName: string; Description?: string }, unknown>({
  authorization: ({ AWSServiceName }, call) => [
    {
      action: 'iam:CreateServiceLinkedRole',
      resource: `arn:${call.partition}:iam::${call.accountId}:role/aws-service-role/${AWSServiceName}/${SERVICE_ROLES[AWSServiceName] ?? '*'}`,
      context: { 'iam:AWSServiceName': AWSServiceName },
    },
  ],
  run: ({ AWSServiceName, Description }, call) => {
    const name = Object.hasOwn(SERVICE_ROLES, AWSServiceName) ? SERVICE_ROLES[AWSServiceName] : undefined

    if (name === undefined) {
      throw invalidInput(`The service principal ${AWSServiceName} is not valid for a service-linked role.`)
    }
    if (findRole(call.state, name)) {
      throw invalidInput(`Service role name ${name} has been taken in this account, please try a different suffix.`)
    }
    const trust = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: AWSServiceName }, Action: 'sts:AssumeRole' }],
    })
    const role = addRole(call, {
      name,
      path: `/aws-service-role/${AWSServiceName}/`,
      trust,
      description: Description,
    })
    return { Role: roleDetail(role) }
  },
})

export const accountOperations = {
  GetAccountSummary: getAccountSummary,
  CreateServiceLinkedRole: createServiceLinkedRole,
}
