import type { Decision } from '@/scripts/checks/peers/differential/decision'

function only(side: 'practice account' | 'moto', calls: string[], path: string, why: string): Decision {
  const by = side === 'moto' ? 'documentation' : 'service model'
  return { differs: `${side} only: ${path}`, calls, right: 'practice account', by, why }
}

const MODELLED = 'AWS answers with it, and moto leaves it out.'
const UNSET = 'AWS leaves out what is not set.'
const NEW_CLIENTS = ['dir-client', 'machine-create']

export const DIRECTORY_DECISIONS: readonly Decision[] = [
  {
    differs: 'InvalidParameterException 400, moto ok 200',
    calls: ['group-create-long', 'domain-create-bad'],
    right: 'practice account',
    by: 'service model',
    why: 'moto does not check lengths and patterns.',
  },
  {
    differs: 'InvalidParameterException 400, moto ok 200',
    calls: ['attribute-update-missing', 'machine-create-open', 'pool-aliases'],
    right: 'practice account',
    by: 'documentation',
    why: 'An attribute has to be in the schema; client_credentials needs a secret; aliases and attributes as user names exclude each other.',
  },
  {
    differs: 'NotAuthorizedException 400, moto ok 200',
    calls: ['forgot-fresh'],
    right: 'practice account',
    by: 'documentation',
    why: 'Who has a temporary password still can’t reset it.',
  },
  {
    differs: 'UserNotFoundException 400, moto ok 200',
    calls: ['forgot-nobody'],
    right: 'practice account',
    by: 'documentation',
    why: 'The client says who exists: PreventUserExistenceErrors is LEGACY.',
  },
  {
    differs: 'UserNotFoundException 400, moto ResourceNotFoundException 400',
    calls: ['forgot-confirm-nobody'],
    right: 'practice account',
    by: 'documentation',
    why: 'As with ForgotPassword.',
  },
  {
    differs: 'CodeMismatchException 400, moto ok 200',
    calls: ['forgot-confirm-wrong'],
    right: 'practice account',
    by: 'documentation',
    why: 'moto takes every code.',
  },
  ...['DeletionProtection', 'LambdaConfig', 'UserPoolTags', 'UserPoolTier'].map((name) =>
    only('practice account', ['dir-pool'], `UserPool.${name}`, MODELLED),
  ),
  ...[
    'SmsVerificationMessage',
    'EmailVerificationMessage',
    'EmailVerificationSubject',
    'VerificationMessageTemplate.SmsMessage',
    'VerificationMessageTemplate.EmailMessage',
    'VerificationMessageTemplate.EmailSubject',
    'AdminCreateUserConfig.InviteMessageTemplate',
  ].map((name) => only('moto', ['dir-pool'], `UserPool.${name}`, UNSET)),
  ...['LastModifiedDate', 'CreationDate', 'PreventUserExistenceErrors'].map((name) =>
    only('practice account', NEW_CLIENTS, `UserPoolClient.${name}`, MODELLED),
  ),
  only('moto', ['dir-user'], 'User.MFAOptions', UNSET),
  only('moto', ['group-users'], 'Users[].MFAOptions', UNSET),
  ...['MFAOptions', 'PreferredMfaSetting', 'UserMFASettingList'].map((name) =>
    only('moto', ['attribute-user'], name, UNSET),
  ),
  only('practice account', ['domain-create'], 'ManagedLoginVersion', MODELLED),
  only('moto', ['domain-create'], 'CloudFrontDomain', 'Only a domain with a certificate of its own has one.'),
  ...['Version', 'ManagedLoginVersion'].map((name) =>
    only('practice account', ['domain-get'], `DomainDescription.${name}`, MODELLED),
  ),
  only('moto', ['domain-get'], 'DomainDescription.CloudFrontDistribution', 'It stands for a custom domain’s.'),
]
