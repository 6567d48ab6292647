/** Why a sign-in did not work. Travels as the `error` of next-auth: a code. */
export type SignInProblem = { message: string; remedy: string }

const PROBLEMS: Record<string, SignInProblem> = {
  'link-used': {
    message: 'This sign-in link was used already. Each link works once.',
    remedy: 'Run npm run slipway -- link in a terminal: it prints a new one.',
  },
  'link-wrong': {
    message: 'This sign-in link is not valid.',
    remedy: 'Use the newest link in the terminal, or run npm run slipway -- link for a new one.',
  },
  'password-wrong': { message: 'That is not the password.', remedy: 'Check it and try again.' },
  busy: {
    message: 'Too many are signing in at once.',
    remedy: 'Try again, or run npm run slipway -- link in a terminal and open the link that it prints.',
  },
  AccessDenied: {
    message: 'This account may not use this console.',
    remedy: 'Sign in with a verified e-mail address that is listed in SLIPWAY_ALLOWED_EMAILS.',
  },
  Configuration: {
    message: 'Signing in is not set up correctly.',
    remedy: 'The terminal in which Slipway runs says what is wrong.',
  },
  unreachable: { message: 'Slipway does not answer.', remedy: 'Check that it is still running, then try again.' },
}

const OTHER: SignInProblem = {
  message: 'Signing in did not work.',
  remedy: 'Try once more. If it fails again, the terminal in which Slipway runs says why.',
}

/** The words for a code; unknown codes get a general answer, so that a link can't put words on the page. */
export function signInProblem(code: string): SignInProblem {
  return Object.hasOwn(PROBLEMS, code) ? (PROBLEMS[code] ?? OTHER) : OTHER
}
