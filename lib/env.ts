import { homedir } from 'node:os'
import path from 'node:path'
import { z } from 'zod'

const flag = z
  .enum(['0', '1', 'true', 'false', ''])
  .default('')
  .transform((value) => value === '1' || value === 'true')

const list = z
  .string()
  .default('')
  .transform((value) => value.split(/[\s,]+/).filter((part) => part !== ''))

const optional = z
  .string()
  .optional()
  .transform((value) => (value === '' ? undefined : value))

const MINUTES = 'use a whole number of minutes from 0 to 10080'
const PORTS = 'use a whole number from 1 to 65535'

const schema = z.object({
  /** Port of the console. */
  PORT: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.coerce.number(PORTS).int(PORTS).min(1, PORTS).max(65_535, PORTS).default(3000),
  ),
  /** Address that the console listens on. Not HOSTNAME, which many shells export. */
  SLIPWAY_HOST: z.string().default('127.0.0.1'),
  /** Which connection a first visit gets; unset: practice when no credentials resolve. */
  SLIPWAY_AWS: z.enum(['practice', 'chain']).optional(),
  /** Where the embedded practice account answers; set by the launcher. */
  SLIPWAY_PRACTICE_URL: optional,
  SLIPWAY_PRACTICE_ACCESS_KEY_ID: optional,
  SLIPWAY_PRACTICE_SECRET_ACCESS_KEY: optional,
  SLIPWAY_PASSWORD: optional,
  /** Password of a pool's user, for `npm run slipway -- token` only. */
  SLIPWAY_TOKEN_PASSWORD: optional,
  /** Behind a reverse proxy of your own: believe the X-Forwarded-For that it sets. */
  SLIPWAY_TRUST_PROXY: flag,
  SLIPWAY_READ_ONLY: flag,
  /** How long after signing in IAM may be changed outside the practice account, in minutes; 0: as long as the session lasts. */
  SLIPWAY_REAUTH_MINUTES: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.coerce.number(MINUTES).int(MINUTES).min(0, MINUTES).max(10_080, MINUTES).default(60),
  ),
  /** How long one request to AWS may take, in milliseconds. */
  SLIPWAY_AWS_TIMEOUT_MS: z.coerce.number().int().min(100).max(600_000).default(30_000),
  /** The pause before the first retry of a request to AWS, in milliseconds; unset: the SDK's own. */
  SLIPWAY_AWS_RETRY_DELAY_MS: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.coerce.number().int().min(1).max(10_000).optional(),
  ),
  SLIPWAY_OIDC_ISSUER: optional,
  SLIPWAY_OIDC_CLIENT_ID: optional,
  SLIPWAY_OIDC_CLIENT_SECRET: optional,
  SLIPWAY_ALLOWED_EMAILS: list,
  /** Folder for the session secret and the practice account's state. */
  SLIPWAY_STATE_DIR: optional.transform((value) => value ?? '.slipway'),
  /** Where the key to the kept sign-ins is: in the system's keychain where that works, or, if off, in a file beside them. */
  SLIPWAY_KEYCHAIN: z.enum(['auto', 'off', '']).default('auto'),
  /** Folder of the clone or of the installed package; set by the launcher. */
  SLIPWAY_ROOT: optional,
  /** The launcher sends where the practice account is as soon as it runs; set by the launcher. */
  SLIPWAY_PRACTICE_BY_MESSAGE: flag,
  /** Hash of the one-time sign-in token; set by the launcher, never the token itself. */
  SLIPWAY_SIGN_IN_TOKEN_HASH: optional,
  NEXTAUTH_URL: optional,
  NEXTAUTH_SECRET: optional,
  AWS_REGION: optional,
  AWS_DEFAULT_REGION: optional,
  AWS_PROFILE: optional,
  AWS_ACCESS_KEY_ID: optional,
  AWS_WEB_IDENTITY_TOKEN_FILE: optional,
  AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: optional,
  AWS_CONTAINER_CREDENTIALS_FULL_URI: optional,
  AWS_CONFIG_FILE: optional,
  AWS_SHARED_CREDENTIALS_FILE: optional,
  AWS_ENDPOINT_URL: optional,
  AWS_ENDPOINT_URL_ACCESSANALYZER: optional,
  AWS_ENDPOINT_URL_AWS_MCP: optional,
  AWS_ENDPOINT_URL_BEDROCK_AGENTCORE: optional,
  AWS_ENDPOINT_URL_BEDROCK_AGENTCORE_CONTROL: optional,
  AWS_ENDPOINT_URL_CLOUDTRAIL: optional,
  AWS_ENDPOINT_URL_CLOUDWATCH: optional,
  AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: optional,
  AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: optional,
  AWS_ENDPOINT_URL_COST_EXPLORER: optional,
  AWS_ENDPOINT_URL_IAM: optional,
  AWS_ENDPOINT_URL_STS: optional,
  /** Where programs keep their files on this computer, and where they are found; for installing into a client. */
  APPDATA: optional,
  LOCALAPPDATA: optional,
  XDG_CONFIG_HOME: optional,
  PATH: optional,
  /** The way to the network: of requests to AWS, and offered to the entries of clients. */
  AWS_CA_BUNDLE: optional,
  SSL_CERT_FILE: optional,
  REQUESTS_CA_BUNDLE: optional,
  NODE_EXTRA_CA_CERTS: optional,
  HTTPS_PROXY: optional,
  HTTP_PROXY: optional,
  NO_PROXY: optional,
  https_proxy: optional,
  http_proxy: optional,
  no_proxy: optional,
  NODE_ENV: z.string().default('development'),
})

export type Env = z.infer<typeof schema>

let parsed: Env | undefined

/** The program's configuration, and the only reader of the environment. Throws on a malformed value. */
export function env(): Env {
  parsed ??= parseEnv(process.env)
  return parsed
}

/** Sets the state folder: the named one, else what the environment has, else the usual one. Before the first `env()`. */
export function keepStateIn(named: string | undefined, usual: string): void {
  process.env.SLIPWAY_STATE_DIR = named ?? (process.env.SLIPWAY_STATE_DIR || usual)
}

/** Somebody named a port. */
export function isPortChosen(): boolean {
  return (process.env.PORT ?? '') !== ''
}

/** Takes another port than the environment says. */
export function choosePort(port: number): void {
  process.env.PORT = String(port)
  parsed = undefined
}

/** Where this system keeps what programs remember, for a program that is not in a clone. */
export function platformStateFolder(): string {
  const { XDG_STATE_HOME, LOCALAPPDATA } = process.env

  if (process.platform === 'win32') {
    return path.join(LOCALAPPDATA || path.join(homedir(), 'AppData', 'Local'), 'Slipway')
  }
  return process.platform === 'darwin'
    ? path.join(homedir(), 'Library', 'Application Support', 'Slipway')
    : path.join(XDG_STATE_HOME || path.join(homedir(), '.local', 'state'), 'slipway')
}

/** next-auth reads its own address from the environment; a value that is set already stays. */
export function announceNextAuthUrl(url: string): void {
  process.env.NEXTAUTH_URL ||= url
}

/** Of a proxy or a company's certificates: what a program on the network may need, in capitals; many read small letters, too. */
const NETWORK_VARIABLES = [
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'ALL_PROXY',
  'NO_PROXY',
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'REQUESTS_CA_BUNDLE',
  'AWS_CA_BUNDLE',
]

/** Those that are set here, by name: a proxy's address may hold a password. */
export function networkVariables(): string[] {
  const names = [...NETWORK_VARIABLES, ...NETWORK_VARIABLES.map((name) => name.toLowerCase())]
  return names.filter((name) => (process.env[name] ?? '') !== '')
}

export type PracticePlace = { url: string; accessKeyId: string; secretAccessKey: string }

/** For a program beside the console: where the console's practice account answers. What is set already stays. */
export function announcePracticeAccount({ url, accessKeyId, secretAccessKey }: PracticePlace): void {
  process.env.SLIPWAY_PRACTICE_URL ||= url
  process.env.SLIPWAY_PRACTICE_ACCESS_KEY_ID ||= accessKeyId
  process.env.SLIPWAY_PRACTICE_SECRET_ACCESS_KEY ||= secretAccessKey
  parsed = undefined
}

export function parseEnv(source: Record<string, string | undefined>): Env {
  const result = schema.safeParse(source)

  if (!result.success) {
    throw new Error(wrongSetting(result.error.issues, source))
  }
  return result.data
}

/** The first one that is wrong, in a sentence. Only flags, choices and numbers can be: no secret is repeated here. */
function wrongSetting([issue]: z.core.$ZodIssue[], source: Record<string, string | undefined>): string {
  const name = String(issue?.path[0])
  return `${name}=${source[name] ?? ''} is not valid: ${issue?.message}.`
}
