/** Why a sign-in did not work. Travels as the `error` of next-auth: a code, with seconds where one must wait. */
export type SignInProblem = { message: string; remedy: string }

const PROBLEMS: Record<string, SignInProblem> = {
  'link-used': {
    message: 'This sign-in link was used already. Each link works once.',
    remedy: 'Stop Slipway in its terminal and run npm start again: it prints a new link.',
  },
  'link-wrong': {
    message: 'This sign-in link is not valid.',
    remedy: 'Use the newest link in the terminal, or run npm start again for a new one.',
  },
  'password-wrong': { message: 'That is not the password.', remedy: 'Check it and try again.' },
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
  const [, kind, seconds] = /^(wait|locked)-(\d{1,6})$/.exec(code) ?? []

  if (kind && seconds) {
    const remedy = `Try again in ${inWords(Number(seconds))}.`
    return kind === 'locked'
      ? { message: 'Too many failed sign-ins. Signing in is locked for a while.', remedy }
      : { message: 'That was too quick after a failed sign-in.', remedy }
  }
  return Object.hasOwn(PROBLEMS, code) ? (PROBLEMS[code] ?? OTHER) : OTHER
}

function inWords(seconds: number): string {
  const [count, unit] = seconds < 90 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute']
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}
