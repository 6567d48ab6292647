import { rulesOf } from '@/lib/troubles/model'
import { SIGN_IN_SOURCES } from '@/lib/troubles/sources-sign-in'

const SIGN_IN = [SIGN_IN_SOURCES.initiateAuth] as const

/** Of calls that set something up. */
export const COGNITO_SETUP_RULES = rulesOf('cognito', [
  {
    id: 'cognito-machine-client',
    hints: ['client_credentials flow', 'invalidoauthflow'],
    pattern: /client_credentials flow can ?not be selected|InvalidOAuthFlowException/i,
    sources: [SIGN_IN_SOURCES.token],
    explain: {
      title: 'An app client for machines needs settings of its own.',
      cause:
        'The client_credentials grant needs a client secret and custom scopes, and does not go together with the code grant.',
      remedy: [
        'Make a separate app client with a secret (--generate-secret), --allowed-o-auth-flows client_credentials, --allowed-o-auth-flows-user-pool-client, and scopes of a resource server only.',
      ],
    },
  },
  {
    id: 'cognito-machine-off',
    over: ['cognito-flow-off', 'oauth-grant', 'oauth-flow'],
    hints: ['client_credentials flow'],
    pattern: /client_credentials flow (?:is )?not enabled/i,
    sources: [SIGN_IN_SOURCES.token],
    explain: {
      title: 'The app client does not allow the client_credentials grant.',
      cause: 'Tokens for machines come from an app client of their own: with a secret, this grant and custom scopes.',
      remedy: [
        'Make an app client of the kind machine-to-machine, with client_credentials and a scope of a resource server, and allow its ID on the runtime.',
        'A client of people that has the code grant cannot have client_credentials as well.',
      ],
    },
  },
  {
    id: 'cognito-callback',
    hints: ['cannot use the http protocol', 'callback url', 'callbackurl', 'redirect uri can'],
    pattern:
      /cannot use the HTTP protocol|redirect uri cannot contain|CallbackURLs?.{0,60}(?:invalid|not valid|failed to satisfy)/i,
    over: ['constraint-refused'],
    sources: [SIGN_IN_SOURCES.createClient],
    explain: {
      title: 'Cognito does not take this callback URL.',
      cause:
        'It must be https, or http on localhost, 127.0.0.1 or [::1] only, or a scheme of an app; it has no fragment (#).',
      remedy: ['Use https, or the local address that the client really sends, such as http://localhost:PORT/callback.'],
    },
  },
  {
    id: 'cognito-domain-taken',
    hints: ['already associated with another'],
    pattern: /Domain already associated with another user pool/i,
    sources: [SIGN_IN_SOURCES.createDomain],
    explain: {
      title: 'This sign-in domain is taken.',
      cause: 'A prefix is unique among all pools of a region, also those of other accounts; a pool has one prefix.',
      remedy: ['Choose another prefix, or delete the domain of the old pool first, if it is yours.'],
      command: 'aws cognito-idp describe-user-pool-domain --domain PREFIX',
    },
  },
  {
    id: 'cognito-email-limit',
    hints: ['exceeded daily email limit'],
    pattern: /Exceeded daily email limit/i,
    sources: [SIGN_IN_SOURCES.createUser],
    explain: {
      title: 'Cognito sends no more e-mail today.',
      cause: 'Without Amazon SES of your own, a pool sends 50 messages a day.',
      remedy: [
        'Create the user without an invitation (--message-action SUPPRESS) and set a password with admin-set-user-password --permanent.',
        'For more users let the pool send through Amazon SES.',
      ],
      command: 'aws cognito-idp admin-create-user --user-pool-id POOL --username NAME --message-action SUPPRESS',
    },
  },
  {
    id: 'cognito-new-password',
    severity: 'info',
    hints: ['new_password_required'],
    pattern: /"ChallengeName" ?: ?"NEW_PASSWORD_REQUIRED"|^\W{0,3}NEW_PASSWORD_REQUIRED\b/i,
    sources: [SIGN_IN_SOURCES.answerChallenge],
    explain: {
      title: 'This user has to choose a new password before there is a token.',
      cause:
        'An administrator made the user with a temporary password: Cognito answers with a challenge instead of tokens.',
      remedy: [
        'Sign in once on the sign-in page, or answer the challenge with NEW_PASSWORD.',
        'Or let an administrator set a lasting password with the command.',
      ],
      command: 'aws cognito-idp admin-set-user-password --user-pool-id POOL --username NAME --password NEW --permanent',
    },
  },
  {
    id: 'cognito-username',
    hints: ['username should be', 'username cannot be of email'],
    pattern: /Username should be (?:either )?an? [\w ]{1,40}|Username cannot be of email format/i,
    sources: [SIGN_IN_SOURCES.createUser],
    explain: ({ input }) => ({
      title: 'The pool wants another form of user name.',
      cause: /cannot be/.test(input)
        ? 'E-mail addresses are aliases in this pool; the user name itself may be none.'
        : 'The pool takes e-mail addresses or phone numbers as user names (UsernameAttributes).',
      remedy: [
        /cannot be/.test(input)
          ? 'Choose a name without @, and give the address as the attribute email.'
          : 'Give the e-mail address (or +COUNTRY NUMBER) as the user name.',
      ],
    }),
  },
  {
    id: 'cognito-tier',
    hints: ['featureunavailableintier', 'not available in the lite', 'feature plan'],
    pattern: /FeatureUnavailableInTier|not available in the \w{2,12} (?:tier|feature plan)/i,
    sources: [SIGN_IN_SOURCES.createClient],
    explain: {
      title: 'The feature plan of the user pool does not have this.',
      cause: 'Managed login and access token customization need Essentials; threat protection needs Plus.',
      remedy: ['Change the feature plan of the pool (it has a price), or do without the feature.'],
      command: 'aws cognito-idp describe-user-pool --user-pool-id POOL --query UserPool.UserPoolTier',
    },
  },
  {
    id: 'cognito-rotation',
    hints: ['refresh token rotation'],
    pattern: /refresh token rotation (?:is )?(?:not )?(?:enabled|disabled)/i,
    sources: [SIGN_IN_SOURCES.initiateAuth],
    explain: {
      title: 'The call does not fit the refresh token rotation of the app client.',
      cause:
        'With rotation on, refresh tokens are exchanged by GetTokensFromRefreshToken only; with rotation off, by the flow REFRESH_TOKEN_AUTH.',
      remedy: ['Use the other call, or switch the rotation of the app client.'],
    },
  },
  {
    id: 'cognito-scope-missing',
    over: ['oauth-scope'],
    hints: ['scopedoesnotexist'],
    pattern: /ScopeDoesNotExistException/,
    sources: [SIGN_IN_SOURCES.token],
    explain: {
      title: 'The user pool has no such scope.',
      cause: 'Custom scopes belong to a resource server of the pool, and are written IDENTIFIER/SCOPE.',
      remedy: ['Make the resource server with this scope first, then allow the scope in the app client.'],
      command:
        'aws cognito-idp create-resource-server --user-pool-id POOL --identifier api --name api --scopes ScopeName=read,ScopeDescription=read',
    },
  },
  {
    id: 'cognito-parameter',
    hints: ['missing required parameter'],
    pattern: /InvalidParameterException.{0,100}Missing required parameter:? (\w{1,40})/i,
    about: ([, name = '']) => name,
    sources: [...SIGN_IN],
    explain: ([, name]) => ({
      title: `The sign-in lacks ${name}.`,
      cause:
        'Each way of signing in wants parameters of its own: USERNAME and PASSWORD, REFRESH_TOKEN, SECRET_HASH with a client secret.',
      remedy: [
        `Add ${name} to --auth-parameters (or to --challenge-responses in an answer), as NAME=value, without spaces around the commas.`,
      ],
    }),
  },
  {
    id: 'cognito-device',
    hints: ['device does not exist'],
    pattern: /NotAuthorizedException.{0,100}Device does not exist|^Device does not exist/i,
    sources: [...SIGN_IN],
    explain: {
      title: 'Cognito does not know the device of this sign-in.',
      cause: 'The pool remembers devices, and this one was removed or never confirmed.',
      remedy: [
        'Sign in again with user name and password, without DEVICE_KEY; or switch device tracking of the pool off.',
      ],
    },
  },
  {
    id: 'cognito-user-exists',
    hints: ['usernameexists', 'aliasexists', 'resend not possible'],
    pattern: /UsernameExistsException|AliasExistsException|Resend not possible\. Status is/,
    sources: [SIGN_IN_SOURCES.getUser],
    explain: {
      title: 'The user pool has this user already.',
      cause: 'User names and e-mail addresses that serve as names are unique in a pool.',
      remedy: ['Use the existing user: set a new password for it, or choose another name.'],
      command: 'aws cognito-idp admin-set-user-password --user-pool-id POOL --username NAME --password NEW --permanent',
    },
  },
  {
    id: 'cognito-sign-up',
    hints: ['signup is not permitted'],
    pattern: /SignUp is not permitted/i,
    sources: [...SIGN_IN],
    explain: {
      title: 'People cannot sign up by themselves in this user pool.',
      cause: 'Self-registration is off: only administrators make users.',
      remedy: ['Let an administrator create the user.'],
      command: 'aws cognito-idp admin-create-user --user-pool-id POOL --username NAME',
    },
  },
])
