import { z } from 'zod'
import type { UpdateUserPoolClientCommandInput, UserPoolClientType } from '@/lib/aws/types'

const yes = z
  .enum(['on', ''])
  .optional()
  .transform((value) => value === 'on')

const whole = (min: number, max: number, unit: string) =>
  z.coerce
    .number(`Type a number of ${unit}.`)
    .int(`Whole ${unit} only.`)
    .min(min, `At least ${min} ${unit}.`)
    .max(max, `At most ${max} ${unit}.`)

const SAFE_SCHEME = /^(?!(?:javascript|data|file|blob|vbscript|https?):)[a-z][a-z0-9+.-]*:\S+$/i
const WEB = /^(https:\/\/[^\s/?#]+|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?)([/?]\S*)?$/i

const redirectUri = z
  .string()
  .max(1024)
  .refine((uri) => (WEB.test(uri) || SAFE_SCHEME.test(uri)) && !uri.includes('#'), {
    message: 'Each line is an https address, an http address of this computer, or an app’s own scheme; without #.',
  })

const redirectUris = z
  .string()
  .default('')
  .transform((text) => [...new Set(text.split(/\s+/).filter((line) => line !== ''))])
  .pipe(z.array(redirectUri).max(100, 'Cognito takes at most 100.'))

/** The app client's settings that can be changed here. Cognito's own limits (agentcore facts, section 4). */
export const clientForm = z.object({
  passwordFlow: yes,
  rotation: yes,
  revocation: yes,
  accessMinutes: whole(5, 1440, 'minutes'),
  idMinutes: whole(5, 1440, 'minutes'),
  refreshDays: whole(1, 3650, 'days'),
  redirectUris,
})

export type ClientForm = z.output<typeof clientForm>

type Client = UserPoolClientType
type Update = UpdateUserPoolClientCommandInput

/** What the form shows for a client as it is now. */
export function clientFormOf(client: Client): ClientForm {
  const { access, id, refresh } = lifetimesOf(client)
  return {
    passwordFlow: flowsOf(client).includes('ALLOW_USER_PASSWORD_AUTH'),
    rotation: client.RefreshTokenRotation?.Feature === 'ENABLED',
    revocation: client.EnableTokenRevocation !== false,
    accessMinutes: Math.round(access / 60),
    idMinutes: Math.round(id / 60),
    refreshDays: Math.max(1, Math.round(refresh / SECONDS.days)),
    redirectUris: client.CallbackURLs ?? [],
  }
}

/**
 * The request that changes what was asked for and nothing else. UpdateUserPoolClient puts everything that it is not told back to
 * its default, so all that AWS has goes along; what AWS has in seconds is not rounded unless it is changed.
 */
export function mergedClient(client: Client, form: ClientForm): Update {
  const now = clientFormOf(client)
  return {
    ...keptSettings(client),
    UserPoolId: client.UserPoolId,
    ClientId: client.ClientId,
    ExplicitAuthFlows: mergedFlows(client, form),
    EnableTokenRevocation: form.revocation,
    ...mergedLifetimes(client, now, form),
    ...mergedRotation(client, now, form),
    ...mergedRedirects(client, form),
  }
}

/** What has to be sent along with any update of a client, or Cognito resets it. Without its secret, which no request takes. */
export function keptSettings(client: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(client).filter(([name, value]) => value !== null && !ANSWER_ONLY.includes(name)),
  )
}

/** Members that DescribeUserPoolClient answers and UpdateUserPoolClient does not take, after botocore's model. */
const ANSWER_ONLY = ['ClientSecret', 'ClientSecretArn', 'ClientType', 'CreationDate', 'LastModifiedDate']

/** In seconds. What a client does not say is Cognito's default, in its own unit. */
function lifetime(value: number | undefined, unit: Unit | undefined, [count, base]: [number, Unit]): number {
  return value ? value * SECONDS[unit ?? base] : count * SECONDS[base]
}

/** How long what users get lives, in seconds. */
export function lifetimesOf(client: Client): { access: number; id: number; refresh: number } {
  const { AccessToken, IdToken, RefreshToken } = client.TokenValidityUnits ?? {}
  return {
    access: lifetime(client.AccessTokenValidity, AccessToken, [1, 'hours']),
    id: lifetime(client.IdTokenValidity, IdToken, [1, 'hours']),
    refresh: lifetime(client.RefreshTokenValidity, RefreshToken, [30, 'days']),
  }
}

type Unit = keyof typeof SECONDS

const SECONDS = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 }

function mergedLifetimes(client: Client, now: ClientForm, form: ClientForm): Partial<Update> {
  const isSame = {
    access: now.accessMinutes === form.accessMinutes,
    id: now.idMinutes === form.idMinutes,
    refresh: now.refreshDays === form.refreshDays,
  }
  const units = client.TokenValidityUnits
  return {
    ...(isSame.access ? {} : { AccessTokenValidity: form.accessMinutes }),
    ...(isSame.id ? {} : { IdTokenValidity: form.idMinutes }),
    ...(isSame.refresh ? {} : { RefreshTokenValidity: form.refreshDays }),
    TokenValidityUnits: {
      AccessToken: isSame.access ? (units?.AccessToken ?? 'hours') : 'minutes',
      IdToken: isSame.id ? (units?.IdToken ?? 'hours') : 'minutes',
      RefreshToken: isSame.refresh ? (units?.RefreshToken ?? 'days') : 'days',
    },
  }
}

/** With rotation, Cognito refuses a client that also allows the old way of refreshing. */
function mergedFlows(client: Client, form: ClientForm): NonNullable<Update['ExplicitAuthFlows']> {
  const others = flowsOf(client).filter(
    (flow) => flow !== 'ALLOW_USER_PASSWORD_AUTH' && flow !== 'ALLOW_REFRESH_TOKEN_AUTH',
  )
  return [
    ...others,
    ...(form.passwordFlow ? (['ALLOW_USER_PASSWORD_AUTH'] as const) : []),
    ...(form.rotation ? [] : (['ALLOW_REFRESH_TOKEN_AUTH'] as const)),
  ]
}

function mergedRotation(client: Client, now: ClientForm, form: ClientForm): Partial<Update> {
  if (now.rotation === form.rotation) {
    return {}
  }
  const RetryGracePeriodSeconds = client.RefreshTokenRotation?.RetryGracePeriodSeconds ?? 10
  return form.rotation
    ? { RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds } }
    : { RefreshTokenRotation: { Feature: 'DISABLED' } }
}

/** An OAuth client needs a flow, a scope and a place to sign in; what is set already stays. */
function mergedRedirects(client: Client, { redirectUris: CallbackURLs }: ClientForm): Partial<Update> {
  if (CallbackURLs.length === 0) {
    return client.CallbackURLs?.length
      ? { CallbackURLs, AllowedOAuthFlowsUserPoolClient: false, AllowedOAuthFlows: [], DefaultRedirectURI: undefined }
      : {}
  }
  const { DefaultRedirectURI: first } = client
  return {
    CallbackURLs,
    ...(first !== undefined && !CallbackURLs.includes(first) ? { DefaultRedirectURI: undefined } : {}),
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: client.AllowedOAuthFlows?.length ? client.AllowedOAuthFlows : ['code'],
    AllowedOAuthScopes: client.AllowedOAuthScopes?.length ? client.AllowedOAuthScopes : ['openid'],
    SupportedIdentityProviders: client.SupportedIdentityProviders?.length
      ? client.SupportedIdentityProviders
      : ['COGNITO'],
  }
}

type Flow = NonNullable<Update['ExplicitAuthFlows']>[number]

const DEFAULT_FLOWS: Flow[] = ['ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']

/** Old names, which may not stand beside new ones. */
const RENAMED: Partial<Record<Flow, Flow>> = {
  ADMIN_NO_SRP_AUTH: 'ALLOW_ADMIN_USER_PASSWORD_AUTH',
  CUSTOM_AUTH_FLOW_ONLY: 'ALLOW_CUSTOM_AUTH',
  USER_PASSWORD_AUTH: 'ALLOW_USER_PASSWORD_AUTH',
}

function flowsOf({ ExplicitAuthFlows: flows }: Client): Flow[] {
  return flows === undefined ? DEFAULT_FLOWS : flows.map((flow) => RENAMED[flow] ?? flow)
}
