import { rulesOf } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'

/** Signing in to AWS, and what AWS says of keys and signatures. */
export const CREDENTIALS_RULES = rulesOf('credentials', [
  {
    id: 'credentials-expired',
    over: ['token-expired'],
    hints: [
      'security token included',
      'expiredtoken',
      'provided token has expired',
      'sso session',
      'sso token',
      'requestexpired',
      'aws credentials',
    ],
    pattern:
      /security token included in the request is expired|ExpiredToken(Exception)?\b|The provided token has expired|\bRequestExpired\b|SSO (session|token).{0,60}(expired|invalid)\b|expired or invalid AWS credentials|AWS credentials (?:are|have) (?:expired|invalid)/i,
    sources: [SOURCES.badParameters, SOURCES.cliErrors],
    explain: ({ input }) => ({
      title: 'AWS credentials have expired.',
      cause: 'Temporary credentials of the caller, or of a shell that the local proxy was started in, have expired.',
      remedy: [
        ...(/\bRequestExpired\b/i.test(input)
          ? [
              'Compare the clock of this computer with the real time first (date -u): a wrong one gives RequestExpired too.',
            ]
          : []),
        'Sign in to AWS again in a terminal (aws sso login --profile NAME or aws login), then restart the client.',
        'If you once exported AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, unset them: they go before the profile.',
      ],
      command: 'aws sts get-caller-identity',
      actions: [{ type: 'open-settings' }],
    }),
  },
  {
    id: 'sso-sign-in',
    where: ['paste', 'call', 'aws', 'answer'],
    over: ['token-expired', 'credentials-expired', 'no-credentials', 'profile-missing', 'no-local-credentials'],
    hints: [
      'sso session',
      'sso access token',
      'sso token',
      'unauthorizedssotoken',
      'token from sso',
      'refresh this sso',
      'getrolecredentials',
      'createtoken',
      'listaccounts',
      'loginrefreshrequired',
      'login session token',
      "'aws login'",
      'aws login',
      'token is expired',
      'token has expired and refresh',
    ],
    pattern:
      /(?:SSO session associated with this profile|SSO session token associated|SSO access token|UnauthorizedSSOToken).{0,80}|Error when retrieving token from sso|Error loading SSO Token|Token has expired and refresh failed|Token is expired\. To refresh this SSO|SSO session (?:has )?expired|(?:UnauthorizedException|InvalidGrantException).{0,80}(?:GetRoleCredentials|CreateToken|ListAccounts)|reauthenticate using '?aws login|LoginRefreshRequired|re-authenticate using aws login|Error loading login session token|cached SSO token.{0,40}(?:expired|invalid)|failed to refresh cached SSO token|refresh cached SSO token failed|unable to refresh SSO token/i,
    sources: [SOURCES.cliSso, SOURCES.proxyLogin],
    explain: ({ input }) => {
      const isLogin = /aws login|LoginRefresh|login session/i.test(input) && !/\bsso\b/i.test(input)
      const command = isLogin ? 'aws login' : 'aws sso login'
      return {
        title: 'Your AWS sign-in has expired.',
        cause: `${isLogin ? 'The session of aws login' : 'The session of IAM Identity Center (SSO)'} on this computer has ended or was never begun; access tokens of Cognito have no part in this.`,
        remedy: [
          `Run ${command} --profile NAME in a terminal, with the profile that the program uses.`,
          'Then restart the server entry or the client; older versions of mcp-proxy-for-aws keep the old session.',
        ],
        command: `${command} --profile NAME`,
        actions: [{ type: 'open-settings' }],
      }
    },
  },
  {
    id: 'sso-no-access',
    where: ['paste', 'call', 'aws'],
    hints: ['getrolecredentials'],
    pattern: /ForbiddenException.{0,80}GetRoleCredentials.{0,60}No access/i,
    sources: [SOURCES.cliSso],
    explain: {
      title: 'Your SSO user has no such role in that account.',
      cause: 'sso_account_id or sso_role_name of the profile names a permission set that is not assigned to you there.',
      remedy: [
        'Look at the AWS access portal which accounts and roles you have, and correct the profile with aws configure sso.',
        'Or ask an administrator to assign the permission set to you in that account.',
      ],
      command: 'aws configure sso',
    },
  },
  {
    id: 'keys-refused',
    over: ['token-unreadable'],
    hints: [
      'security token included',
      'invalidclienttokenid',
      'unrecognizedclientexception',
      'authfailure',
      'validate the provided access',
      'token is malformed or',
    ],
    pattern:
      /security token included in the request is invalid|\bInvalidClientTokenId\b|\bUnrecognizedClientException\b|\bAuthFailure\b|provided token is malformed or otherwise invalid|not able to validate the provided access credentials/i,
    sources: [SOURCES.cliErrors, SOURCES.enableRegion],
    certainty: 'possible',
    explain: {
      title: 'AWS does not accept these keys here.',
      cause:
        'The keys are wrong, deleted or incomplete, of another partition (China, GovCloud), or the region is not enabled in this account.',
      remedy: [
        'Run aws sts get-caller-identity --region us-east-1: if that fails too, the keys are wrong. Look with aws configure list where they come from, and unset old AWS_* variables.',
        'Keys that begin with ASIA need their AWS_SESSION_TOKEN as well.',
        'If it works, the region is one that has to be enabled first (Account, AWS Regions), or belongs to another partition: choose another region or enable it.',
      ],
      apart: 'If us-east-1 takes the keys and this region does not, it is the region; if none does, it is the keys.',
      command: 'aws sts get-caller-identity --region us-east-1',
      actions: [{ type: 'open-settings' }],
    },
  },
  {
    id: 'key-unknown',
    hints: ['invalidaccesskeyid', 'does not exist in our records'],
    pattern: /\bInvalidAccessKeyId\b|Access Key Id you provided does not exist in our records/i,
    sources: [SOURCES.cliErrors],
    explain: {
      title: 'AWS does not know this access key.',
      cause:
        'It was deleted or mistyped, belongs to another partition (China, GovCloud) or to an emulator, or is temporary and lacks its session token.',
      remedy: [
        'Look with aws configure list where the key comes from; unset old AWS_ACCESS_KEY_ID variables.',
        'Sign in again or make a new key, and put it in place of the old one.',
      ],
      command: 'aws configure list',
      actions: [{ type: 'open-settings' }],
    },
  },
  {
    id: 'signature-mismatch',
    hints: ['signaturedoesnotmatch', 'signature we calculated'],
    pattern: /\bSignatureDoesNotMatch\b|request signature we calculated does not match/i,
    sources: [SOURCES.signing],
    certainty: 'likely',
    explain: {
      title: 'The signature of the request is wrong.',
      cause: 'The secret access key does not belong to the access key, or the request was changed after it was signed.',
      remedy: [
        'Enter the secret again with aws configure: a blank or a sign lost in copying is enough.',
        'If other commands work with the same keys, the URL is the cause: encode the ARN in it once (%3A and %2F, not %253A), and let no proxy change headers or path.',
      ],
      apart: 'If aws sts get-caller-identity works with the same profile, the keys are right.',
      command: 'aws sts get-caller-identity',
    },
  },
  {
    id: 'signature-incomplete',
    where: ['paste', 'call', 'aws'],
    over: ['http-400', 'http-403'],
    hints: ['incompletesignature', 'authorization header requires'],
    pattern: /\bIncompleteSignature|Authorization header requires '(?:Credential|Signature|SignedHeaders)'/i,
    sources: [SOURCES.signing],
    explain: {
      title: 'The request has no complete AWS signature.',
      cause: 'A bearer token or a broken header was sent to an address that takes AWS signatures.',
      remedy: [
        'Send no Authorization header of your own there: let mcp-proxy-for-aws, the AWS CLI or an SDK sign the request.',
        'If you call a runtime, see under Overview how it authenticates: tokens and signatures exclude each other.',
      ],
      actions: [{ type: 'connect-client' }],
    },
  },
  {
    id: 'signature-scope',
    over: ['signature-mismatch'],
    hints: ['credential should be scoped'],
    pattern: /Credential should be scoped to (?:a )?(?:correct|valid) (service|region)(?:: ?'?([\w-]{1,60}))?/i,
    sources: [SOURCES.signing, SOURCES.proxy],
    explain: ([, what = '', name]) => {
      const isService = /service/i.test(what)
      return {
        title: isService
          ? `The request was signed for another service than ${name ?? 'bedrock-agentcore'}.`
          : 'The request was signed for another region than it was sent to.',
        cause: isService
          ? 'A signer that guesses the service from the URL guesses wrong for VPC endpoints, custom domains and China.'
          : 'The region of the URL and the region of the signer differ.',
        remedy: isService
          ? [
              `Give the service: --service ${name ?? 'bedrock-agentcore'} to mcp-proxy-for-aws, the service name of the signer elsewhere.`,
            ]
          : ['Give the region of the URL: --region REGION to mcp-proxy-for-aws, AWS_REGION elsewhere.'],
        actions: [{ type: 'connect-client' }],
      }
    },
  },
  {
    id: 'clock-wrong',
    over: ['signature-mismatch', 'credentials-expired', 'token-expired'],
    hints: [
      'requesttimetooskewed',
      'signature expired',
      'not yet current',
      'request time and the current time',
      'requestinthefuture',
      'invalidsignatureexception',
    ],
    pattern:
      /RequestTimeTooSkewed|Signature expired: |Signature not yet current|difference between the request time and the (?:current|server'?s?) time|RequestInTheFuture/i,
    sources: [SOURCES.signing],
    explain: {
      title: 'The clock of this computer is wrong.',
      cause: 'AWS takes requests only whose time differs from its own by a few minutes at most.',
      remedy: [
        'Let the clock be set over the network: Windows Settings, Time, Sync now; macOS Date & Time, set automatically; Linux sudo timedatectl set-ntp true.',
        'In WSL and virtual machines the clock stands still while the computer sleeps: wsl --shutdown, or sudo hwclock -s.',
      ],
      command: 'date -u',
    },
  },
  {
    id: 'service-not-subscribed',
    where: ['paste', 'call', 'aws'],
    hints: ['optinrequired', 'not subscribed to this service', 'regiondisabled', 'not activated in this region'],
    pattern:
      /\bOptInRequired\b|\bRegionDisabled|STS is not activated in this region|You are not subscribed to this service/i,
    sources: [SOURCES.enableRegion],
    certainty: 'likely',
    explain: {
      title: 'The account is not enabled for this service or region.',
      cause: 'A new account is not active yet (payment, phone number), or the region has to be enabled first.',
      remedy: [
        'Finish the sign-up of the account in the AWS console; it can take up to 24 hours.',
        'Enable the region under Account, AWS Regions, or choose another one.',
      ],
      command: 'aws account list-regions --region us-east-1',
    },
  },
  {
    id: 'proxy-no-credentials',
    where: ['paste'],
    over: ['bad-parameters'],
    hints: ['-32602'],
    pattern: /-32602\b.{0,40}Invalid request parameters|Invalid request parameters.{0,60}-32602\b/i,
    sources: [SOURCES.proxyLogin, SOURCES.badParameters],
    certainty: 'possible',
    explain: {
      title: 'mcp-proxy-for-aws probably has no AWS credentials or no region.',
      cause:
        'Up to version 1.6.4 it says "Invalid request parameters" also when it cannot sign: no credentials, an expired AWS sign-in, or no region.',
      remedy: [
        'Sign in to AWS: aws sso login --profile NAME or aws login, and check with aws sts get-caller-identity --profile NAME.',
        'Give the server entry its profile and region: --profile NAME, --region REGION in args, and AWS_REGION in env.',
        'Restart the client; a session that was never initialized gives the same message.',
      ],
      apart:
        'With --log-level DEBUG the proxy prints the real error: NoCredentialsError, NoRegionError or LoginRefreshRequired.',
      command: 'aws sts get-caller-identity',
      actions: [{ type: 'connect-client' }, { type: 'test-connection' }],
    },
  },
  {
    id: 'login-support',
    where: ['paste', 'call', 'aws'],
    hints: ['login credential provider', 'botocore[crt]'],
    pattern: /Missing Dependency: Using the login credential provider|pip install "?botocore\[crt\]/i,
    sources: [SOURCES.cliErrors],
    explain: {
      title: 'This program cannot use a sign-in of aws login.',
      cause: 'The profile has login_session, for which boto3 and the AWS CLI 1 need the package botocore[crt].',
      remedy: [
        'Install it: pip install "botocore[crt]"; with uv, uvx --with "botocore[crt]" PACKAGE.',
        'Or use the AWS CLI 2, which has it, or a profile of aws configure sso.',
      ],
      command: 'pip install "botocore[crt]"',
    },
  },

  {
    id: 'credentials-unreadable',
    where: ['paste', 'call', 'aws'],
    hints: ['.aws/', '.aws\\'],
    pattern:
      /(?:Permission denied|EACCES|os error 13).{0,80}[\\/]\.aws[\\/](?:config|credentials|sso|cli|login)\b|[\\/]\.aws[\\/](?:config|credentials|sso|cli|login)\b.{0,120}(?:Permission denied|EACCES)/i,
    sources: [SOURCES.cliFiles],
    explain: {
      title: 'The files in ~/.aws cannot be read.',
      cause: 'They belong to another user, usually because a command once ran with sudo or in a container.',
      remedy: [
        'Take them back: sudo chown -R "$(id -u):$(id -g)" ~/.aws; in Docker mount ~/.aws for the user of the container.',
      ],
      command: 'ls -la ~/.aws',
    },
  },
])
