/** Codes that Cognito asks for; each answer goes into `NAME_CODE`. */
const CODE_CHALLENGES = ['SOFTWARE_TOKEN_MFA', 'SMS_MFA', 'EMAIL_OTP', 'SMS_OTP'] as const
export type CodeChallenge = (typeof CODE_CHALLENGES)[number]

const CHOICES = ['SELECT_MFA_TYPE', 'SELECT_CHALLENGE'] as const

/** A step that Cognito puts between the password and the tokens, as a form can ask for it. */
export type Challenge =
  /** `attributes` are required ones that the user lacks (`email`, `given_name`). */
  | { kind: 'new-password'; attributes: string[] }
  | { kind: 'code'; name: CodeChallenge; destination?: string }
  | { kind: 'choice'; name: (typeof CHOICES)[number]; options: string[] }
  /** A new authenticator: `key` in base32, `link` as otpauth: URL. */
  | { kind: 'setup'; key: string; link: string }

export type ChallengeAnswer = {
  newPassword?: string | undefined
  /** Values of required attributes, by name. */
  attributes?: Record<string, string> | undefined
  code?: string | undefined
  choice?: string | undefined
}

/** What Cognito sent; `undefined` members as in its SDK. */
export type RawChallenge = {
  ChallengeName?: string | undefined
  ChallengeParameters?: Record<string, string> | undefined
  AvailableChallenges?: string[] | undefined
}

/** What can be chosen in SELECT_CHALLENGE and answered here; passkeys and SRP need a browser of Cognito's own. */
const ANSWERABLE = ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP']

/** The challenge as a form, `setup` when an authenticator has to be registered first, undefined for one that can't be answered here. */
export function readChallenge(raw: RawChallenge): Challenge | 'setup' | undefined {
  const { ChallengeName: name, ChallengeParameters: parameters = {} } = raw

  if (name === 'NEW_PASSWORD_REQUIRED') {
    const names = stringList(parameters.requiredAttributes).map((one) => one.replace(/^userAttributes\./, ''))
    return { kind: 'new-password', attributes: names }
  }
  const code = CODE_CHALLENGES.find((one) => one === name)

  if (code) {
    const destination = parameters.CODE_DELIVERY_DESTINATION
    return { kind: 'code', name: code, ...(destination ? { destination } : {}) }
  }
  if (name === 'SELECT_MFA_TYPE') {
    return choiceOf(name, stringList(parameters.MFAS_CAN_CHOOSE))
  }
  if (name === 'SELECT_CHALLENGE') {
    const options = (raw.AvailableChallenges ?? []).filter((option) => ANSWERABLE.includes(option))
    return choiceOf(name, options)
  }
  if (name === 'MFA_SETUP' && stringList(parameters.MFAS_CAN_SETUP ?? '["SOFTWARE_TOKEN_MFA"]').includes(TOTP)) {
    return 'setup'
  }
  return undefined
}

const TOTP = 'SOFTWARE_TOKEN_MFA'

/** The link that authenticator apps open (or read from a QR code); `issuer` and `user` are only labels. */
export function otpauthLink(key: string, issuer: string, user: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(user)}`
  return `otpauth://totp/${label}?${new URLSearchParams({ secret: key, issuer })}`
}

/** Why a challenge can't be answered here, and where it can. */
export function unanswerable(name: string | undefined): { message: string; remedy: string } {
  const reason = Object.hasOwn(REASONS, name ?? '') ? REASONS[name ?? ''] : undefined
  return {
    message: reason ?? `Cognito asks for a step that Slipway cannot answer: ${name ?? 'unknown'}.`,
    remedy: 'Get an access token with a program that can, and check it under "Check a token".',
  }
}

const DEVICE = 'The pool remembers devices and wants one to prove itself, which needs the SRP protocol.'

const REASONS: Record<string, string> = {
  MFA_SETUP: 'The user has to set up a second factor of a kind that only an administrator can.',
  CUSTOM_CHALLENGE: 'The pool asks a question of its own making, which only its own app knows how to answer.',
  PASSWORD_VERIFIER: 'The pool asks for the SRP protocol. Allow USER_PASSWORD_AUTH on the app client instead.',
  WEB_AUTHN: 'The user signs in with a passkey, which only works on the pool’s own sign-in page.',
  SELECT_CHALLENGE: 'The user may sign in only in ways that need the pool’s own sign-in page.',
  DEVICE_SRP_AUTH: DEVICE,
  DEVICE_PASSWORD_VERIFIER: DEVICE,
}

function choiceOf(name: (typeof CHOICES)[number], options: string[]): Challenge | undefined {
  return options.length === 0 ? undefined : { kind: 'choice', name, options }
}

function stringList(text: string | undefined): string[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []
  } catch {
    return []
  }
}
