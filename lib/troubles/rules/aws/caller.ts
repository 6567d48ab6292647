import { rulesOf } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'

export const CALLER_RULES = rulesOf('caller', [
  {
    id: 'web-identity-refused',
    over: ['access-denied'],
    hints: ['not authorized to perform sts:assumerolewith'],
    pattern: /Not authorized to perform sts:AssumeRoleWith(WebIdentity|SAML)/i,
    sources: [SOURCES.iamTroubles],
    explain: ([, kind = '']) => ({
      title: 'The role does not trust who asked for it.',
      cause: `Its trust policy has no statement that fits the ${kind.toLowerCase() === 'saml' ? 'SAML assertion' : 'token'}: another provider, repository, branch or audience.`,
      remedy: [
        'Compare the trust policy of the role with what is sent: the provider ARN in Principal, aud and sub in Condition.',
        'For GitHub Actions sub reads repo:OWNER/REPO:ref:refs/heads/BRANCH and aud is sts.amazonaws.com; the job needs permissions: id-token: write.',
        'Check the account id in the role ARN: a role that does not exist is refused with the same words.',
      ],
      command: 'aws iam get-role --role-name NAME --query Role.AssumeRolePolicyDocument',
    }),
  },
  {
    id: 'cross-account-role',
    over: ['access-denied'],
    hints: ['cross-account pass role'],
    pattern: /Cross-account pass role is not allowed/i,
    sources: [SOURCES.permissions],
    explain: {
      title: 'The execution role is in another account.',
      cause: 'A service can be handed a role of the same account only.',
      remedy: [
        'Use an execution role of the account that the runtime is in; check the account id in its ARN and your AWS sign-in.',
      ],
      command: 'aws sts get-caller-identity',
    },
  },
  {
    id: 'linked-role',
    hints: ['awsserviceroleforbedrockagentcore', 'service-linked role', 'service linked role'],
    pattern:
      /(denied|not authorized|does not exist|fail|unable|cannot|missing).{0,200}(AWSServiceRoleForBedrockAgentCore|service.linked role)|(AWSServiceRoleForBedrockAgentCore|service.linked role).{0,200}(denied|not authorized|does not exist|fail|unable|cannot|missing)/i,
    sources: [SOURCES.linkedRole],
    explain: ({ input }) => {
      const service = /RuntimeIdentity/i.test(input) ? 'runtime-identity' : 'network'
      return {
        title: "AgentCore's service-linked role is missing.",
        cause: 'The first runtime of an account makes it, and whoever creates the runtime must be allowed to.',
        remedy: [
          'Ask an administrator to allow iam:CreateServiceLinkedRole for runtime-identity.bedrock-agentcore.amazonaws.com and network.bedrock-agentcore.amazonaws.com, or to make the role once with the command.',
          'Then launch again; it may take a minute until the role counts.',
        ],
        command: `aws iam create-service-linked-role --aws-service-name ${service}.bedrock-agentcore.amazonaws.com`,
        actions: [{ type: 'open-settings' }],
      }
    },
  },
  {
    id: 'public-access-blocked',
    over: ['access-denied', 'object-forbidden'],
    hints: ['block public access'],
    pattern: /because public access is (?:prevented|blocked).{0,80}Block Public Access/i,
    sources: [SOURCES.denied],
    explain: ({ input }) => ({
      title: 'S3 Block Public Access forbids this request.',
      cause: `The request, or a policy or ACL that it sets, would make something public${/\b(BlockPublic\w+|IgnorePublicAcls|RestrictPublicBuckets)\b/.exec(input) ? ` (${/\b(BlockPublic\w+|IgnorePublicAcls|RestrictPublicBuckets)\b/.exec(input)?.[1]})` : ''}; no permission of an identity changes that.`,
      remedy: [
        'Send no public ACL (leave --acl public-read out), or a bucket policy that is not for everybody.',
        'Only if it has to be public: the owner of the bucket or account switches that setting off.',
      ],
    }),
  },
])
