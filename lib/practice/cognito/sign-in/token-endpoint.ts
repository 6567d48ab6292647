import { timingSafeEqual } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { customScopes } from '@/lib/practice/cognito/pools/resource-servers'
import { sha256 } from '@/lib/practice/cognito/sign-in/secret-hash'
import { machineToken } from '@/lib/practice/cognito/sign-in/tokens'
import { type Client, type Pool, poolOf } from '@/lib/practice/cognito/slice'
import { notImitatedText } from '@/lib/practice/wire/not-imitated'
import type { Call, RawRequest, RawRoute } from '@/lib/practice/wire/service'

const PATH = /^\/([\w-]+_[0-9a-zA-Z]+)\/oauth2\/token$/

/** Cognito answers 400 to whatever is wrong, with the codes of RFC 6749. */
type Answer = { status: 200 | 400 | 404 | 501; body: Record<string, unknown> }

/**
 * OAuth 2.0's token endpoint of a pool that has a domain, for machines (`client_credentials`). On AWS it is on the domain's own host;
 * here it is below the issuer, where the discovery document says.
 */
export const tokenRoute: RawRoute = {
  operation: 'Token',
  matches: (method, path) => method === 'POST' && PATH.test(path),
  handle: async (request, response, context) => write(response, answer(request, context.anonymous())),
}

function answer(request: RawRequest, call: Call): Answer {
  const pool = poolOf(call.state, PATH.exec(request.path)?.[1] ?? '')
  const form = new URLSearchParams(Buffer.from(request.body).toString('utf8'))
  const grant = form.get('grant_type')

  if (!pool?.domain) {
    return { status: 404, body: { message: 'The user pool has no domain.' } }
  }
  if (!grant) {
    return refused('invalid_request')
  }
  if (grant === 'authorization_code' || grant === 'refresh_token') {
    return { status: 501, body: { error: 'NotImplemented', error_description: notImitatedText(`the grant ${grant}`) } }
  }
  if (grant !== 'client_credentials') {
    return refused('unsupported_grant_type')
  }
  const client = authenticated(request, form, pool)

  if (!client) {
    return refused('invalid_client')
  }
  if (!isForMachines(client)) {
    return refused('unauthorized_client')
  }
  const scopes = scopesOf(client, pool, form.get('scope'))
  return scopes ? { status: 200, body: machineToken({ call, pool, client }, scopes) } : refused('invalid_scope')
}

/** By HTTP Basic or in the form; each part may be percent-encoded in the header, as RFC 6749 has it. */
function authenticated({ headers }: RawRequest, form: URLSearchParams, pool: Pool): Client | undefined {
  const [, basic] = /^Basic\s+([A-Za-z0-9+/=]+)$/i.exec(headers.authorization ?? '') ?? []
  const [id, secret] = basic === undefined ? [form.get('client_id'), form.get('client_secret')] : splitBasic(basic)
  const client = id && Object.hasOwn(pool.clients, id) ? pool.clients[id] : undefined
  const isRight = client?.secret !== undefined && isSame(client.secret, secret ?? '')
  return isRight ? client : undefined
}

function splitBasic(basic: string): string[] {
  const [id = '', ...rest] = Buffer.from(basic, 'base64').toString('utf8').split(':')
  return [id, rest.join(':')].map((part) => new URLSearchParams(`x=${part.replace(/\+/g, '%2B')}`).get('x') ?? '')
}

function isForMachines({ settings }: Client): boolean {
  return (
    settings.AllowedOAuthFlowsUserPoolClient === true &&
    (settings.AllowedOAuthFlows?.includes('client_credentials') ?? false)
  )
}

/** What was asked for, or all that the client may; null: something that it may not. */
function scopesOf({ settings }: Client, pool: Pool, asked: string | null): string[] | null {
  const known = new Set(customScopes(pool))
  const allowed = (settings.AllowedOAuthScopes ?? []).filter((scope) => known.has(scope))
  const wanted = asked?.split(/\s+/).filter((scope) => scope !== '') ?? []

  if (wanted.length === 0) {
    return allowed.length > 0 ? allowed : null
  }
  return wanted.every((scope) => allowed.includes(scope)) ? wanted : null
}

function refused(error: string): Answer {
  return { status: 400, body: { error } }
}

function write(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json;charset=UTF-8', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}

function isSame(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(one)), Buffer.from(sha256(other)))
}
