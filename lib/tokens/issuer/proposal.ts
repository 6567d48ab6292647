import { parseRule, ruleText } from '@/lib/tokens/claims/claim-rules'
import { type Claims, checkClaims, type JwtAuthorizer } from '@/lib/tokens/claims/claims'
import { isForeignAudience, isOfGraph, sourceOf, type TokenSource, trapsOf } from '@/lib/tokens/issuer/token-source'

type List = 'allowedAudience' | 'allowedClients' | 'allowedScopes' | 'customClaims'

/** One thing that a runtime could require of tokens like the one at hand. */
export type Demand = {
  list: List
  /** Its line in that list, as people write it: `tools`, or `azp EQUALS app`. */
  line: string
  claim: string
  /** Ticked at first. */
  isProposed: boolean
  /** What requiring it means, one sentence. */
  why: string
}

/** `unmatched`: claims worth requiring whose values AgentCore's rules can't hold. */
export type Proposal = TokenSource & { demands: Demand[]; traps: string[]; unmatched: string[] }

/** The four lists and the address, as the fields of a form hold them: one entry in a line. */
export type AuthorizerTexts = Record<List | 'discoveryUrl', string>

/** What to require of an issuer's tokens, by one of them. Undefined where it names no issuer that could be read. */
export function proposalOf(claims: Claims): Proposal | undefined {
  const source = sourceOf(claims)

  if (!source) {
    return undefined
  }
  const client = clientDemands(claims)
  const all = [...audienceDemands(claims), ...client.demands, ...scopeDemands(claims), ...personDemands(claims)]
  const first = all.find(isStrong) ?? all[0]
  const isGoogle = source.provider === 'Google'
  const demands = all.map((demand) => ({
    ...demand,
    isProposed: demand === first || (isGoogle && demand.claim === 'sub'),
  }))
  return { ...source, demands, traps: trapsOf(claims, source), unmatched: client.unmatched }
}

/** The form's fields, of what is to be required. */
export function textsOf({ discoveryUrl }: Proposal, demands: Demand[]): AuthorizerTexts {
  const linesOf = (list: List) =>
    demands
      .filter((demand) => demand.list === list)
      .map(({ line }) => line)
      .join('\n')
  return {
    discoveryUrl,
    allowedAudience: linesOf('allowedAudience'),
    allowedClients: linesOf('allowedClients'),
    allowedScopes: linesOf('allowedScopes'),
    customClaims: linesOf('customClaims'),
  }
}

/** What a form's fields make of a runtime, as far as they can be read. */
export function authorizerOf({ discoveryUrl, ...lists }: AuthorizerTexts): JwtAuthorizer {
  const linesOf = (list: List) => lists[list].split('\n').filter((line) => line.trim() !== '')
  return {
    ...{ type: 'jwt', discoveryUrl },
    allowedAudience: linesOf('allowedAudience'),
    allowedClients: linesOf('allowedClients'),
    allowedScopes: linesOf('allowedScopes'),
    customClaims: linesOf('customClaims').flatMap((line) => parseRule(line) ?? []),
  }
}

/** `expired`: it would pass but for its end. `why`: of the first demand that it doesn't meet. */
export type TokenVerdict = { verdict: 'passes' | 'expired' | 'fails' | 'nothing'; why: string }

/** What a runtime with these demands would make of the token, by the product's one check of claims. `now` in milliseconds. */
export function verdictOf(claims: Claims, authorizer: JwtAuthorizer, now: number): TokenVerdict {
  const { allowedAudience, allowedClients, allowedScopes, customClaims } = authorizer

  if ([allowedAudience, allowedClients, allowedScopes, customClaims].every(({ length }) => length === 0)) {
    return { verdict: 'nothing', why: 'AWS wants at least one; else any token of the issuer would do.' }
  }
  if (isOfGraph(claims)) {
    return { verdict: 'fails', why: 'aud: it was made for Microsoft Graph, which alone can verify it.' }
  }
  const failed = checkClaims(claims, authorizer, now).filter(({ verdict }) => verdict === 'failed')
  const other = failed.find(({ claim }) => claim !== 'exp')
  const [first] = failed

  if (other) {
    return { verdict: 'fails', why: `${other.claim}: ${other.why}` }
  }
  return first ? { verdict: 'expired', why: first.why } : { verdict: 'passes', why: '' }
}

const WORD = /^\S{1,255}$/
/** AgentCore's own patterns (service model: ClaimMatchValueType.matchValueString, AllowedScopeType). */
const CLAIM_VALUE = /^[A-Za-z0-9_.-]{1,255}$/
const SCOPE = /^[\x21\x23-\x5B\x5D-\x7E]{1,255}$/
const MOST = 5

type Found = Omit<Demand, 'isProposed'>

function isStrong({ list, line, claim }: Found): boolean {
  return (
    (list === 'allowedAudience' && !isForeignAudience(line)) || ['client_id', 'azp', 'cid', 'appid'].includes(claim)
  )
}

function audienceDemands({ aud, token_use: use }: Claims): Found[] {
  return use === undefined || use === 'id'
    ? textsIn(aud)
        .filter((one) => WORD.test(one) && !one.endsWith('.auth0.com/userinfo'))
        .slice(0, MOST)
        .map((line) => ({
          list: 'allowedAudience',
          line,
          claim: 'aud',
          why: isForeignAudience(line)
            ? 'Not made for this server: tokens for other purposes have it too.'
            : 'The token was made for this server. Alone, it lets in everybody whom the issuer gives one; require the client or a group besides to let in fewer.',
        }))
    : []
}

/** The client under each of its names; only `client_id` has a list of its own. */
function clientDemands(claims: Claims): { demands: Found[]; unmatched: string[] } {
  const { client_id: id, token_use: use } = claims
  const why = 'Only this program may ask for the token.'
  const named = ['azp', 'cid', 'appid'].filter((claim) => typeof claims[claim] === 'string' && claims[claim] !== '')
  const matched = named.filter((claim) => CLAIM_VALUE.test(String(claims[claim])))

  if (typeof id === 'string' && WORD.test(id) && (use === undefined || use === 'access')) {
    return { demands: [{ list: 'allowedClients', line: id, claim: 'client_id', why }], unmatched: [] }
  }
  return {
    demands: matched.map((claim) => equals(claim, String(claims[claim]), `${why} This issuer calls it ${claim}.`)),
    unmatched: named.filter((claim) => !matched.includes(claim)),
  }
}

const EVERYBODYS = new Set(['openid', 'profile', 'email', 'address', 'phone', 'offline_access'])

function scopeDemands({ scope, scp }: Claims): Found[] {
  const scopes = typeof scope === 'string' ? scope.split(' ') : []
  const why = 'The person or the program was given this permission. One of several is enough.'
  return [
    ...[...new Set(scopes)]
      .filter((one) => SCOPE.test(one) && !EVERYBODYS.has(one))
      .slice(0, MOST)
      .map((line): Found => ({ list: 'allowedScopes', line, claim: 'scope', why })),
    ...ruleDemands('scp', scp, 'The token has this permission; this issuer calls scopes scp.'),
  ]
}

function personDemands(claims: Claims): Found[] {
  return [
    ...ruleDemands('sub', claims.sub, 'Only this one person, or program, gets in.'),
    ...ruleDemands('hd', claims.hd, 'Only people of this organization.'),
    ...['groups', 'roles', 'cognito:groups'].flatMap((claim) =>
      ruleDemands(claim, claims[claim], 'Only people who belong to it.'),
    ),
  ]
}

/** A text is compared as a whole, a list is searched; what AgentCore's pattern refuses is left out. */
function ruleDemands(claim: string, value: unknown, why: string): Found[] {
  if (typeof value === 'string') {
    return CLAIM_VALUE.test(value) ? [equals(claim, value, why)] : []
  }
  return [...new Set(Array.isArray(value) ? textsIn(value) : [])]
    .filter((one) => CLAIM_VALUE.test(one))
    .slice(0, MOST)
    .map((one) => ({
      list: 'customClaims',
      line: ruleText({ claim, operator: 'CONTAINS', values: [one] }),
      claim,
      why,
    }))
}

function equals(claim: string, value: string, why: string): Found {
  return { list: 'customClaims', line: ruleText({ claim, operator: 'EQUALS', values: [value] }), claim, why }
}

function textsIn(value: unknown): string[] {
  return [...new Set([value].flat())].filter((one) => typeof one === 'string')
}
