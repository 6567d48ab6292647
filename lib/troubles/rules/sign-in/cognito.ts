import { rulesOf } from '@/lib/troubles/model'
import { COGNITO_SETUP_RULES } from '@/lib/troubles/rules/sign-in/cognito-setup'
import { COGNITO_USER_RULES } from '@/lib/troubles/rules/sign-in/cognito-users'
import { SIGN_IN_SOURCES } from '@/lib/troubles/sources-sign-in'

const SIGN_IN = [SIGN_IN_SOURCES.initiateAuth] as const

/** Of app clients and pools: what is not set up as the sign-in needs it. */
const CLIENT_RULES = rulesOf('cognito', [
  {
    id: 'cognito-secret',
    hints: ['configured with secret', 'configured for secret', 'client secret was not'],
    pattern: /is configured (?:with|for) (?:a )?secret but (?:SECRET_HASH|(?:client )?secret) was not received/i,
    sources: [...SIGN_IN],
    explain: {
      title: 'The app client has a secret, and the sign-in did not prove that it knows it.',
      cause:
        'Each call for such an app client needs SECRET_HASH; Slipway makes it if these AWS credentials may read the app client.',
      remedy: [
        'Take an app client without a secret (a public client), and allow it on the runtime.',
        'Or send SECRET_HASH: the base64 of HMAC-SHA256 over user name + client ID, with the client secret as key. In Slipway allow cognito-idp:DescribeUserPoolClient on the pool.',
      ],
    },
  },
  {
    id: 'cognito-secret-wrong',
    hints: ['secret hash', 'secrethash', 'verify client secret'],
    pattern: /Unable to verify (?:secret hash|client secret)|SecretHash does not match/i,
    sources: [...SIGN_IN],
    explain: {
      title: 'The secret hash does not fit.',
      cause:
        'The client secret is wrong or of another app client, or the user name in the hash is not the one of the call.',
      remedy: [
        'Read the current secret: aws cognito-idp describe-user-pool-client --user-pool-id POOL --client-id CLIENT.',
        'Hash user name + client ID, in this order; in answers to challenges and in refreshes use the name that Cognito gave (USER_ID_FOR_SRP, or sub), not an alias such as the e-mail address.',
      ],
    },
  },
  {
    id: 'cognito-secret-none',
    hints: ['not configured with secret', 'not configured for secret'],
    pattern: /is not configured (?:with|for) (?:a )?secret but (?:SECRET_HASH|(?:client )?secret) was received/i,
    sources: [...SIGN_IN],
    explain: {
      title: 'The app client has no secret, and one was sent.',
      cause: 'SECRET_HASH and client secrets belong to app clients with a secret only.',
      remedy: ['Leave the secret out of the sign-in, and check that the client ID is the right one.'],
    },
  },
  {
    id: 'cognito-flow-off',
    over: ['cognito-parameter'],
    hints: [
      'flow not enabled',
      'is not enabled for the client',
      'initiate auth method',
      'flow is not enabled',
      'not supported for this client',
    ],
    pattern:
      /(?:(\w{4,40}) |via (\w{4,40})\.? Auth )?flow (?:is )?not enabled for this client|(\w{4,40}) is not enabled for the client|Initiate Auth method not supported/i,
    about: (match) => match.slice(1).find(Boolean) ?? '',
    sources: [...SIGN_IN],
    explain: (match) => {
      const name = (match.slice(1).find(Boolean) ?? '').toUpperCase()
      const usual = /Admin-?InitiateAuth/i.test(match.input)
        ? 'ALLOW_ADMIN_USER_PASSWORD_AUTH'
        : 'ALLOW_USER_PASSWORD_AUTH'
      const allow = FLOWS[name] ?? (/_AUTH$/.test(name) ? `ALLOW_${name}` : usual)
      return {
        title: 'The app client does not allow this way of signing in.',
        cause: `It is switched off among the authentication flows of the app client: ${allow}.`,
        remedy: [
          `Switch on ${allow.replace('ALLOW_', '')} (${allow}) for the app client, in Slipway under "User pool settings", then sign in.`,
          'With the AWS CLI repeat every setting of the app client: update-user-pool-client resets what is left out.',
          'The console of the pool shows the flows under App clients, Edit, Authentication flows.',
        ],
      }
    },
  },
  {
    id: 'cognito-client-missing',
    hints: [
      'user pool',
      'userpool',
      'client does not exist',
      'client%20does%20not%20exist',
      'client+does+not+exist',
      'invalid user pool id',
    ],
    pattern:
      /User ?pool (?:client )?\S{0,60} ?does not exist|error=Client(?:%20|\+| )does(?:%20|\+| )not(?:%20|\+| )exist|Invalid user ?pool id|Client (?:\w{10,60} )?does not exist/i,
    sources: [...SIGN_IN],
    explain: {
      title: 'Cognito does not find this user pool or app client.',
      cause: 'It is in another region or account, was deleted, or the ID is mistyped.',
      remedy: [
        'Ask in the region that the ID of the pool begins with (us-east-1_… is in us-east-1): --region or AWS_REGION.',
        'Compare the client ID with the list: aws cognito-idp list-user-pool-clients --user-pool-id POOL.',
        'If it was deleted, make a new app client and allow its ID on the runtime.',
      ],
    },
  },
  {
    id: 'cognito-login-pages',
    hints: [
      'login pages unavailable',
      'login page unavailable',
      'login%20page',
      'login+page',
      'custom domain',
      'domain does not exist',
      'user pool domain',
    ],
    pattern:
      /Login(?: |%20|\+)pages?(?: |%20|\+)unavailable|Custom domain is not a valid|\bUser pool domain .{0,60}(?:does not exist|not found)/i,
    sources: [SIGN_IN_SOURCES.authorize],
    explain: {
      title: 'The app client has no sign-in page.',
      cause: 'The pool has no domain, or with managed login the app client has no branding style.',
      remedy: [
        'Give the pool a domain (Branding, Domain), and with managed login create a style for this app client.',
        'Check that the app client has a callback URL, the code grant and at least one scope under "Login pages".',
      ],
    },
  },
  {
    id: 'cognito-revocation',
    hints: ['token revocation', 'unsupportedtokentype'],
    pattern: /Token revocation is not enabled|UnsupportedTokenTypeException/i,
    sources: [SIGN_IN_SOURCES.revokeToken],
    explain: {
      title: 'The app client does not allow revoking tokens.',
      cause: 'Token revocation is off for it, or something else than a refresh token was sent.',
      remedy: ['Switch on token revocation under "User pool settings", or sign out everywhere.'],
    },
  },
  {
    id: 'cognito-throttled',
    over: ['throttled', 'runtime-throttled'],
    hints: ['toomanyrequestsexception'],
    pattern:
      /TooManyRequestsException.{0,60}(?:InitiateAuth|RespondToAuthChallenge|AdminInitiateAuth|GetTokensFromRefreshToken|SignUp|ForgotPassword|GetUser\b)/,
    sources: [...SIGN_IN],
    severity: 'warning',
    explain: {
      title: 'Cognito asks to slow down.',
      cause:
        'Too many sign-ins or refreshes of this account in a second, often a loop that asks for a token for each call.',
      remedy: [
        'Wait a few seconds and try again; keep an access token until it expires instead of getting one each time.',
      ],
    },
  },
  {
    id: 'cognito-lambda',
    hints: [
      'userlambdavalidation',
      'invalidlambdaresponse',
      'unexpectedlambda',
      'lambda output',
      'failed with error',
      'invocation failed due to',
    ],
    pattern:
      /UserLambdaValidationException|InvalidLambdaResponseException|UnexpectedLambdaException|Unrecognizable lambda output|\b(?:PreSignUp|PreAuthentication|PostAuthentication|PreTokenGeneration|DefineAuthChallenge|CreateAuthChallenge|VerifyAuthChallengeResponse|UserMigration|PostConfirmation|CustomMessage) (?:failed with error|invocation failed)/,
    sources: [...SIGN_IN],
    explain: {
      title: 'A trigger of the user pool refused the sign-in or failed.',
      cause: 'A Lambda function of the pool decides here; the words after "failed with error" are its own.',
      remedy: [
        'Read the log of that function: aws logs tail /aws/lambda/NAME --since 10m.',
        'It has to return the whole event; Cognito must be allowed to invoke it (lambda:InvokeFunction for cognito-idp.amazonaws.com), and it has five seconds.',
      ],
    },
  },
  {
    id: 'cognito-delivery',
    over: ['access-denied'],
    hints: ['invalidsmsrole', 'codedeliveryfailure', 'invalidemailrole'],
    pattern:
      /InvalidSmsRole(?:AccessPolicy|TrustRelationship)Exception|CodeDeliveryFailureException|InvalidEmailRoleAccessPolicyException/,
    sources: [SIGN_IN_SOURCES.answerChallenge],
    explain: {
      title: 'Cognito could not send the code.',
      cause:
        'The SMS or e-mail settings of the user pool do not work: its role, the SNS sandbox, or the address of the sender.',
      remedy: [
        'Check SMS and e-mail under Authentication methods of the pool: the role needs sns:Publish and must trust cognito-idp.amazonaws.com with the external ID of the pool.',
        'Or let the user take an authenticator app instead of SMS.',
      ],
    },
  },
  {
    id: 'cognito-waf',
    over: ['http-403', 'access-denied'],
    hints: ['waf block', 'request not allowed due to'],
    pattern: /Request not allowed due to WAF block|ForbiddenException.{0,80}\bWAF\b/i,
    sources: [...SIGN_IN],
    explain: {
      title: 'A firewall (AWS WAF) in front of the user pool blocked the sign-in.',
      cause: 'A rule of the web ACL of the pool matched this address, country or rate.',
      remedy: ['Try from another network, or look at the sampled requests of the web ACL and change that rule.'],
    },
  },
])

const FLOWS: Record<string, string> = {
  ADMIN_NO_SRP_AUTH: 'ALLOW_ADMIN_USER_PASSWORD_AUTH',
  REFRESH_TOKEN: 'ALLOW_REFRESH_TOKEN_AUTH',
  CUSTOM_AUTH: 'ALLOW_CUSTOM_AUTH',
}

/** Of the token of a sign-in that was. */
const KEPT_RULES = rulesOf('cognito', [
  {
    id: 'cognito-refresh',
    over: ['oauth-grant', 'token-expired'],
    hints: ['refresh token', 'refreshtokenreuse'],
    pattern:
      /(?:NotAuthorized|Refresh).{0,120}Refresh Token (?:has been|has|is) (?:revoked|expired|reused|invalid)|RefreshTokenReuseException|NotAuthorizedException.{0,100}Invalid Refresh Token|^Refresh Token has (?:been revoked|expired)/i,
    sources: [...SIGN_IN],
    explain: ([words]) => ({
      title: 'The kept sign-in has ended.',
      cause: /revoked/i.test(words)
        ? 'The refresh token was revoked, by a sign-out everywhere or by an administrator.'
        : /reus/i.test(words)
          ? 'The refresh token rotates, and this one was used before: another program took the newer one.'
          : /expired/i.test(words)
            ? 'The refresh token has lived as long as the app client allows, 30 days by default.'
            : 'The refresh token is of another app client or pool, was cut, or the pool remembers devices and DEVICE_KEY is missing.',
      remedy: ['Sign in with user name and password.'],
      actions: [{ type: 'refresh-token' }],
    }),
  },
  {
    id: 'cognito-access-scope',
    hints: ['does not have required scopes'],
    pattern: /Access Token does not have required scopes/i,
    sources: [SIGN_IN_SOURCES.getUser],
    explain: {
      title: 'This access token may not read or change the user.',
      cause: 'It lacks the scope aws.cognito.signin.user.admin, which only tokens of InitiateAuth have by themselves.',
      remedy: [
        'Allow the scope aws.cognito.signin.user.admin in the app client and ask for it, or sign in with user name and password.',
      ],
    },
  },
  {
    id: 'cognito-access-token',
    over: ['token-expired'],
    hints: ['access token has', 'invalid access token'],
    pattern: /NotAuthorizedException.{0,100}(?:Access Token has (?:been )?(?:revoked|expired)|Invalid Access Token)/i,
    sources: [SIGN_IN_SOURCES.getUser],
    explain: {
      title: 'The kept sign-in has ended.',
      cause: 'The access token has expired or was revoked, or it is an ID token.',
      remedy: ['Sign in with user name and password.'],
      actions: [{ type: 'refresh-token' }],
    },
  },
])

export const COGNITO_RULES = [...CLIENT_RULES, ...COGNITO_SETUP_RULES, ...KEPT_RULES, ...COGNITO_USER_RULES]
