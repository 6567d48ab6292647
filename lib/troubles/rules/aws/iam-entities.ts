import { type Explained, rulesOf } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'

const SERVICE_QUOTAS = 'Or ask for more under Service Quotas, AWS Identity and Access Management (region us-east-1).'

const QUOTAS: [pattern: RegExp, explained: Explained][] = [
  [
    /ACLSizePerRole/i,
    {
      title: 'The trust policy is too long.',
      cause: 'AWS limits the characters of a trust policy (2,048 unless it was raised); white space does not count.',
      remedy: ['Shorten it: name fewer principals, or one condition on aws:PrincipalOrgID.', SERVICE_QUOTAS],
    },
  ],
  [
    /quota for PolicySize|\b6,?144\b/i,
    {
      title: 'The managed policy is too long.',
      cause: 'A managed policy has 6,144 characters at most, and no quota raises that; white space does not count.',
      remedy: ['Shorten it with wildcards such as s3:Get*, or split it into several managed policies of the role.'],
    },
  ],
  [
    /policy size of \d+ bytes exceeded for (user|group)/i,
    {
      title: 'The inline policies of the user or group are too long together.',
      cause: 'A user has 2,048 characters for all inline policies together, a group 5,120, and no quota raises that.',
      remedy: ['Move the statements into a managed policy (6,144 characters each) and attach it.'],
    },
  ],
  [
    /policy size of \d+ bytes exceeded/i,
    {
      title: 'The inline policies of the role are too long together.',
      cause:
        'All inline policies of a role have 10,240 characters together, and no quota raises that; white space does not count.',
      remedy: [
        'Move a part into a managed policy (6,144 characters each) and attach it to the role.',
        'Or shorten them: wildcards such as s3:Get*, statements joined, old inline policies removed.',
      ],
    },
  ],
  [
    /PoliciesPer(Role|User|Group)|AttachedPolicies/i,
    {
      title: 'The role has as many managed policies as it may have.',
      cause: 'AWS limits how many managed policies a role has; the message has the number.',
      remedy: ['Detach policies that it does not need, or join several into one.', SERVICE_QUOTAS],
    },
  ],
  [
    /can have up to \d+ versions|VersionsPerPolicy/i,
    {
      title: 'The managed policy has five versions already.',
      cause: 'IAM keeps five versions of a managed policy.',
      remedy: [
        'Delete an old version that is not the default: aws iam delete-policy-version --policy-arn ARN --version-id v1',
      ],
    },
  ],
  [
    /RolesPerAccount/i,
    {
      title: 'The account has as many roles as it may have.',
      cause: 'AWS limits how many roles an account has; the message has the number.',
      remedy: ['Delete roles that nobody uses.', SERVICE_QUOTAS],
    },
  ],
]

const OTHER_QUOTA: Explained = {
  title: 'A quota of IAM is reached.',
  cause: 'The message names which.',
  remedy: ['Remove what nobody uses.', SERVICE_QUOTAS],
}

/** What IAM says of roles and policies that are there, are not there, or are in use. */
export const IAM_ENTITY_RULES = rulesOf('iam', [
  {
    id: 'iam-quota',
    hints: ['cannot exceed quota for', 'maximum policy size of', 'managed policy can have up to'],
    pattern:
      /Cannot exceed quota for \w|Maximum policy size of \d+ bytes exceeded|managed policy can have up to \d+ versions/i,
    sources: [SOURCES.iamQuotas],
    explain: ({ input }) => ({
      ...(QUOTAS.find(([pattern]) => pattern.test(input))?.[1] ?? OTHER_QUOTA),
      actions: [{ type: 'edit-role' }],
    }),
  },
  {
    id: 'iam-exists',
    hints: ['entityalreadyexists', 'role with name', 'policy called'],
    pattern: /EntityAlreadyExists|Role with name \S{1,64} already exists|A policy called \S{1,128} already exists/,
    sources: [SOURCES.iamTroubles],
    explain: {
      title: 'IAM has a role or policy of this name already.',
      cause: 'Names count once in an account, in all regions and whatever their capitals.',
      remedy: [
        'Use the existing one after a look at its policies, or choose another name.',
        'In Terraform: import it.',
      ],
      command: 'aws iam get-role --role-name NAME',
    },
  },
  {
    id: 'linked-role-exists',
    severity: 'info',
    hints: ['has been taken in this account'],
    pattern: /Service role name (AWSServiceRoleFor\w{1,60}) has been taken in this account/i,
    over: ['linked-role'],
    sources: [SOURCES.linkedRole],
    explain: ([, name]) => ({
      title: `The service-linked role ${name} is there already.`,
      cause: 'It is made once in an account, and somebody or AgentCore made it before.',
      remedy: ['Nothing is to be done: go on with the next step.', 'In Terraform: import it, or leave it out.'],
    }),
  },
  {
    id: 'iam-missing',
    hints: ['nosuchentity', 'does not exist or is not attachable', 'cannot be found'],
    pattern:
      /NoSuchEntity|does not exist or is not attachable|The (role|policy|user) with name \S{1,128} cannot be found/,
    sources: [SOURCES.iamTroubles],
    explain: {
      title: 'IAM has no such role or policy in this account.',
      cause: 'The name or ARN is misspelled, was deleted, or belongs to another account than the AWS sign-in.',
      remedy: [
        'Check whose account it is: aws sts get-caller-identity',
        'Check the name; the ARN of a policy of AWS reads arn:aws:iam::aws:policy/NAME, of your own arn:aws:iam::ACCOUNT_ID:policy/NAME.',
      ],
      command: 'aws sts get-caller-identity',
    },
  },
  {
    id: 'iam-in-use',
    hints: ['deleteconflict', 'cannot delete entity', 'cannot delete a policy'],
    pattern: /DeleteConflict|Cannot delete entity, must|Cannot delete a policy attached/i,
    sources: [SOURCES.iamTroubles],
    explain: {
      title: 'The role or policy is still in use, so IAM does not delete it.',
      cause: 'A role must lose its policies and instance profiles first; a managed policy its roles and old versions.',
      remedy: [
        'Detach its managed policies and delete its inline policies, and take it out of every instance profile, then delete it.',
        'Make sure that no runtime uses the role any more.',
      ],
      command: 'aws iam list-attached-role-policies --role-name NAME',
    },
  },
  {
    id: 'iam-protected',
    hints: ['unmodifiableentity', 'only modifiable by aws', 'on the protected role'],
    pattern: /UnmodifiableEntity|only modifiable by AWS|on the protected role/i,
    over: ['linked-role'],
    sources: [SOURCES.iamTroubles],
    explain: {
      title: 'Only AWS can change this role.',
      cause: 'It is a service-linked role (AWSServiceRoleFor…) or one of IAM Identity Center (AWSReservedSSO_…).',
      remedy: [
        'Choose a role of your own as the execution role.',
        'A role of IAM Identity Center is changed through its permission set.',
      ],
    },
  },
  {
    id: 'iam-name',
    hints: [
      "rolename' failed to satisfy constraint",
      "policyname' failed to satisfy constraint",
      'specified value for rolename is invalid',
      'specified value for policyname is invalid',
    ],
    pattern:
      /at '(?:role|policy)Name' failed to satisfy constraint|specified value for (?:role|policy)Name is invalid/i,
    over: ['constraint-refused'],
    sources: [SOURCES.iamQuotas],
    explain: {
      title: 'IAM does not take this name.',
      cause: 'Names have letters, digits and + = , . @ _ - only; a role 64 characters at most, a policy 128.',
      remedy: ['Choose a name without spaces, umlauts or slashes.'],
    },
  },
  {
    id: 'iam-race',
    severity: 'warning',
    hints: ['concurrentmodification', 'multiple requests to change this object'],
    pattern: /ConcurrentModification|multiple requests to change this object/i,
    sources: [SOURCES.iamTroubles],
    explain: {
      title: 'Somebody else changed the same role or policy at that moment.',
      cause: 'IAM takes one change at a time.',
      remedy: ['Look at its present state, and try again.'],
    },
  },
])
