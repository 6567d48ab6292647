import { rulesOf } from '@/lib/troubles/model'
import { SIGN_IN_SOURCES } from '@/lib/troubles/sources-sign-in'

const SIGN_IN = [SIGN_IN_SOURCES.initiateAuth] as const
const CHALLENGE = [SIGN_IN_SOURCES.answerChallenge] as const
const SET_PASSWORD =
  'aws cognito-idp admin-set-user-password --user-pool-id POOL --username NAME --password NEW --permanent'

/** Of users, passwords and codes. */
export const COGNITO_USER_RULES = rulesOf('cognito', [
  {
    id: 'cognito-attempts',
    hints: ['attempts exceeded', 'attempt limit exceeded', 'toomanyfailedattempts'],
    pattern: /Password attempts exceeded|Attempt limit exceeded|TooManyFailedAttemptsException/i,
    sources: [...SIGN_IN],
    explain: {
      title: 'Too many wrong tries: Cognito has locked this user out for a while.',
      cause: 'After five wrong passwords each further one doubles the wait.',
      remedy: ['Wait up to 15 minutes, or set a new password, which ends the lock.'],
      command: SET_PASSWORD,
    },
  },
  {
    id: 'cognito-temporary',
    over: ['cognito-password'],
    hints: ['temporary password has expired'],
    pattern: /Temporary password has expired/i,
    sources: [...SIGN_IN],
    explain: {
      title: 'The temporary password has expired.',
      cause: 'It is valid for some days, 7 by default; then an administrator has to set a new one.',
      remedy: ['Set a new password, then sign in with it.'],
      command: SET_PASSWORD,
    },
  },
  {
    id: 'cognito-disabled',
    hints: ['user is disabled'],
    pattern: /User is disabled/i,
    sources: [...SIGN_IN],
    explain: {
      title: 'This user is disabled.',
      cause: 'An administrator has switched the user off in the user pool.',
      remedy: ['Enable the user where the pool is managed, then sign in.'],
      command: 'aws cognito-idp admin-enable-user --user-pool-id POOL --username NAME',
    },
  },
  {
    id: 'cognito-session',
    hints: ['invalid session for the user', 'session is expired', 'invalid session provided'],
    pattern: /Invalid session (?:for the user|provided)/i,
    sources: [...CHALLENGE],
    explain: {
      title: 'Cognito waits only a few minutes for an answer, and they are over.',
      cause: 'The session of a challenge lives three minutes by default and can be used once.',
      remedy: ['Sign in once more.'],
    },
  },
  {
    id: 'cognito-unconfirmed',
    hints: ['usernotconfirmed', 'user is not confirmed'],
    pattern: /UserNotConfirmedException|User is not confirmed/i,
    sources: [...SIGN_IN],
    explain: {
      title: 'This user has signed up but was never confirmed.',
      cause: 'The code that Cognito sent at sign-up was not entered.',
      remedy: ['Confirm the user where the pool is managed, then sign in.'],
      command: 'aws cognito-idp admin-confirm-sign-up --user-pool-id POOL --username NAME',
    },
  },
  {
    id: 'cognito-reset',
    hints: ['passwordresetrequired', 'password reset required'],
    pattern: /PasswordResetRequiredException|Password reset required/i,
    sources: [...SIGN_IN],
    explain: {
      title: 'This user cannot sign in before an administrator has set a new password.',
      cause: 'The password was reset, or the user was imported without one.',
      remedy: ['Set a new password, then sign in with it.'],
      command: SET_PASSWORD,
    },
  },
  {
    id: 'cognito-no-reset',
    over: ['cognito-password'],
    hints: ['cannot be reset in the current state', 'cannot reset password for the user'],
    pattern: /User password cannot be reset in the current state|(Cannot reset password for the user)/i,
    sources: [...SIGN_IN],
    explain: ([, unverified]) => ({
      title: 'Cognito cannot send this user a code for a new password.',
      cause: unverified
        ? 'The user has no verified e-mail address or telephone number that a code could go to.'
        : 'The user still has the temporary password (FORCE_CHANGE_PASSWORD), or signs in through another provider.',
      remedy: ['An administrator sets a lasting password with the command; then sign in with it.'],
      command: SET_PASSWORD,
    }),
  },
  {
    id: 'cognito-code-used',
    hints: ['expiredcodeexception', 'already been used once', 'request a code again'],
    pattern: /ExpiredCodeException|software token has already been used|please request a code again/i,
    sources: [...CHALLENGE],
    explain: {
      title: 'This code is used up or too old.',
      cause: 'Each code of an authenticator works once; a code that was sent works for some minutes.',
      remedy: ['Wait for the next one of the authenticator, or sign in again to be sent another.'],
    },
  },
  {
    id: 'cognito-code',
    hints: [
      'codemismatchexception',
      'enablesoftwaretokenmfa',
      'invalid code received',
      'invalid code or auth state',
      'invalid verification code',
    ],
    pattern:
      /CodeMismatchException|EnableSoftwareTokenMFAException|Invalid code received for user|Invalid verification code provided|Invalid code or auth state/i,
    sources: [...CHALLENGE],
    explain: {
      title: 'This code is not right.',
      cause: 'It is mistyped, of another account in the authenticator, of a sign-in that is over, or a clock is wrong.',
      remedy: ['Take the newest one; a few tries are allowed.'],
    },
  },
  {
    id: 'cognito-mfa-missing',
    hints: ['softwaretokenmfanotfound', 'mfamethodnotfound', 'software token mfa not found'],
    pattern: /SoftwareTokenMFANotFoundException|MFAMethodNotFoundException|Software Token MFA not found/i,
    sources: [...CHALLENGE],
    explain: {
      title: 'This user has no authenticator set up.',
      cause: 'The pool asks for a second factor that the user never registered.',
      remedy: [
        'Sign in again and set up the authenticator when asked, or let an administrator change the second factor of the user.',
      ],
    },
  },
  {
    id: 'cognito-risk',
    hints: ['because of security reasons'],
    pattern: /Unable to login because of security reasons/i,
    sources: [...SIGN_IN],
    explain: {
      title: 'Cognito takes this sign-in for a risk and blocks it.',
      cause:
        'Threat protection of the pool (advanced security) blocked it: another place, another device, or a password that leaked.',
      remedy: [
        'Sign in from a usual place, or let an administrator look at the user event history of the user and mark it as valid.',
        'The administrator may set the response of the pool to less than blocking, or except an IP range.',
      ],
    },
  },
  {
    id: 'cognito-password-policy',
    hints: [
      'did not conform with policy',
      'did not conform with password policy',
      'invalidpasswordexception',
      'passwordhistorypolicy',
    ],
    pattern:
      /InvalidPasswordException|PasswordHistoryPolicyViolationException|Password did not conform with (?:password )?policy/i,
    sources: [...CHALLENGE],
    explain: {
      title: 'The pool does not accept this password.',
      cause: 'It breaks the password policy of the user pool, or was used before.',
      remedy: ['Choose a password as the policy wants it: the words after "policy:" say what is missing.'],
    },
  },
  {
    id: 'cognito-user-missing',
    hints: ['usernotfoundexception'],
    pattern: /UserNotFoundException/i,
    sources: [...SIGN_IN],
    explain: {
      title: 'This user pool has no such user.',
      cause:
        'The user name is mistyped, of another pool, or an alias such as an e-mail address that the pool does not take.',
      remedy: ['Check the user name, and that the app client belongs to the pool of the user.'],
    },
  },
  {
    id: 'cognito-password',
    hints: ['incorrect username or password'],
    // Docker's and Git's registries end so as well.
    pattern:
      /(?<!unauthorized: |\b(?:docker|daemon|remote|fatal)\b.{0,200})Incorrect username or password(?! was specified)/i,
    sources: [...SIGN_IN],
    explain: {
      title: 'User name or password is not right.',
      cause: 'Cognito says the same for both, and for a user of another pool.',
      remedy: [
        'Try again; Cognito locks a user out for a while after several failures. Check the user name and the pool too.',
      ],
    },
  },
])
