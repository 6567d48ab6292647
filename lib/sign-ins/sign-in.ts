import 'server-only'
import type { TokenEndpointResponse } from 'oauth4webapi'
import { AppError } from '@/lib/result'
import { signInByBrowser, type Wish } from '@/lib/sign-ins/flows/code-flow'
import { signInByDevice } from '@/lib/sign-ins/flows/device-flow'
import { tokenOfMachine } from '@/lib/sign-ins/flows/machine-flow'
import { type ClientAt, clientAt, discover, type Issuer } from '@/lib/sign-ins/issuer'
import { type Judgement, judge } from '@/lib/sign-ins/judge'
import { withSignIn, writeSignIn } from '@/lib/sign-ins/keeping/store'
import type { Issued, SignIn } from '@/lib/sign-ins/model'
import { type Choices, machineWishOf, redirectHost, takesAnyPort, tokenToSend, wishOf } from '@/lib/sign-ins/wish'
import { decodeClaims, expiryOf, type JwtAuthorizer } from '@/lib/tokens/claims/claims'

/** The port that has to be entered at issuers which take no other. */
const PORT = 8976
/** How long a browser is waited for. */
export const TIMEOUT_MS = 5 * 60_000

export type Order = Choices & {
  way: 'browser' | 'device' | 'machine'
  clientId?: string | undefined
  clientSecret?: string | undefined
  port?: number | undefined
  /** Tells the person what to do now, on the terminal. */
  tell: (text: string) => void
  /** Opens the issuer's page instead, where the person is at a browser already. */
  open?: (address: string, redirectUri: string) => void
  /** Ends the waiting for the browser. */
  signal?: AbortSignal
}

type Runtime = { arn: string; name: string; authorizer: JwtAuthorizer }

export type SignedIn = {
  userName: string
  issued: Issued
  judgement: Judgement /** Without asking again. */
  lasts: boolean
}

/** Signs in at the issuer that a runtime trusts, looks at the token as the runtime will, and keeps the sign-in. Throws an AppError. */
export async function signIn(runtime: Runtime, order: Order): Promise<SignedIn> {
  const { authorizer } = runtime
  const issuer = await discover(authorizer.discoveryUrl)
  const at = clientAt(issuer, clientOf(runtime, order), order.clientSecret)
  const made = order.way === 'machine' ? await asMachine(runtime, at, order) : await asPerson(runtime, at, order)
  const judgement = await judge(made.current.token, authorizer, issuer, Date.now())
  await withSignIn({ runtimeArn: runtime.arn, discoveryUrl: authorizer.discoveryUrl }, () => writeSignIn(made))
  return {
    ...{ userName: made.userName, issued: made.current, judgement },
    lasts: made.via === 'machine' || made.refreshToken !== undefined,
  }
}

type Made = SignIn & { current: Issued }

async function asMachine(runtime: Runtime, at: ClientAt, order: Order): Promise<Made> {
  const { clientSecret } = order

  if (clientSecret === undefined) {
    throw new AppError({
      code: 'invalid-input',
      message: 'A program signs in with the secret of its client.',
      remedy: 'Give it with --secret-stdin.',
    })
  }
  const wish = machineWishOf(runtime.authorizer, order)
  const answer = await tokenOfMachine(at, wish)
  const { client_id: clientId } = at.client
  return {
    via: 'machine',
    ...placeOf(runtime, at),
    ...{ clientId, clientSecret, userName: clientId, ...kept(wish) },
    current: issuedOf(answer, 'access'),
  }
}

async function asPerson(runtime: Runtime, at: ClientAt, order: Order): Promise<Made> {
  const wish = wishOf(runtime.authorizer, at.issuer, order)
  const answer = await answerOf(runtime, at, wish, order)
  const send = tokenToSend(runtime.authorizer, order)
  return {
    via: 'oidc',
    ...placeOf(runtime, at),
    ...kept(wish),
    clientId: at.client.client_id,
    userName: userNameOf(answer),
    ...(order.clientSecret === undefined ? {} : { clientSecret: order.clientSecret }),
    ...(answer.refresh_token === undefined ? {} : { refreshToken: answer.refresh_token }),
    send,
    current: issuedOf(answer, send),
  }
}

function answerOf({ authorizer }: Runtime, at: ClientAt, wish: Wish, order: Order): Promise<TokenEndpointResponse> {
  if (order.way === 'device') {
    return signInByDevice(at, wish, {
      show: ({ user_code: code, verification_uri: address }) =>
        order.tell(`Open ${address} in a browser, on any computer, and type the code ${code}.`),
    })
  }
  return signInByBrowser(at, wish, {
    host: redirectHost(authorizer),
    port: order.port ?? (takesAnyPort(authorizer) ? 0 : PORT),
    timeoutMs: TIMEOUT_MS,
    signal: order.signal,
    show: (address, redirectUri) => {
      if (order.open) {
        order.open(address, redirectUri)
        return
      }
      order.tell(`The issuer has to know this redirect address of the client: ${redirectUri}`)
      order.tell(`Open this in a browser on this computer, within five minutes:\n  ${address}`)
    },
  })
}

/** The token that a runtime gets, of an issuer's answer. Throws an AppError where it is not among them. */
export function issuedOf(answer: TokenEndpointResponse, send: 'access' | 'id'): Issued {
  const token = send === 'id' ? answer.id_token : answer.access_token

  if (token === undefined) {
    throw new AppError({
      code: 'refused',
      message: 'The issuer gave no ID token.',
      remedy: 'Sign in without --id-token.',
    })
  }
  const told = send === 'access' && answer.expires_in !== undefined ? Date.now() + answer.expires_in * 1000 : 0
  return { token, endsAt: expiryOf(decodeClaims(token) ?? {}) ?? told }
}

function clientOf({ name, authorizer }: Runtime, { clientId }: Order): string {
  const { allowedClients, userPoolId, allowedAudience } = authorizer
  // The audience of an ID token is its client.
  const known = userPoolId !== undefined && allowedClients.length === 0 ? allowedAudience : allowedClients
  const only = known.length === 1 ? known[0] : undefined
  const id = clientId ?? only

  if (id === undefined) {
    const several = known.length > 1
    throw new AppError({
      code: 'invalid-input',
      message: several
        ? `${name} allows several clients: ${known.join(', ')}.`
        : `${name} does not say which client to sign in with.`,
      remedy: several
        ? 'Choose one with --client-id.'
        : 'Give the client ID of the application at the issuer, with --client-id.',
    })
  }
  return id
}

function placeOf({ arn, authorizer }: Runtime, { issuer }: ClientAt) {
  return { runtimeArn: arn, discoveryUrl: authorizer.discoveryUrl, issuer: issuer.issuer }
}

function kept({ scope, audience, resource }: Wish) {
  return { scope, ...(audience === undefined ? {} : { audience }), ...(resource === undefined ? {} : { resource }) }
}

function userNameOf({ id_token: idToken }: TokenEndpointResponse): string {
  const { preferred_username, email, sub } = decodeClaims(idToken ?? '') ?? {}
  const name = [preferred_username, email, sub].find((one) => typeof one === 'string' && one !== '')
  return typeof name === 'string' ? name : 'somebody'
}

/** For the sake of those who renew: who the client is, by what was kept. */
export async function keptClient({ discoveryUrl, clientId, ...rest }: SignIn): Promise<ClientAt> {
  const issuer: Issuer = await discover(discoveryUrl)
  return clientAt(issuer, clientId, 'clientSecret' in rest ? rest.clientSecret : undefined)
}
