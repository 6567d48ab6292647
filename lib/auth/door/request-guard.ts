import { safeNextPath } from '@/lib/auth/sign-in/next-path'

/** What the guard looks at: the method, the path, and headers that a page can't forge for its visitor. */
export type GuardedRequest = {
  method: string
  path: string
  host: string | null
  origin: string | null
  /** Sec-Fetch-Site: how the sender is related to us, in the browser's own words. */
  fetchSite: string | null
}

export type Refusal = { status: 400 | 403; message: string }

// Where an identity provider sends people back to, and where next-auth then sends those whom it refuses.
const RETURNS = new Set(['/api/auth/callback/oidc', '/api/auth/error', '/api/auth/signin'])
const READS = new Set(['GET', 'HEAD'])

/**
 * Whether a request may be looked at at all. A foreign Host is DNS rebinding; a write must come from one of our own
 * pages, and so must any call of the API. Other ports of the same computer are foreign, too: cookies don't tell
 * ports apart, so SameSite doesn't keep them out.
 */
export function refusalOf(request: GuardedRequest, own: ReadonlySet<string>): Refusal | null {
  const host = hostOf(request.host)
  const address = [...own].find((origin) => new URL(origin).host === host)

  if (address === undefined) {
    return { status: 403, message: hostMessage(own) }
  }
  if (!isReadable(request.path)) {
    return { status: 400, message: 'This address is not written correctly. Check it for a stray % sign.\n' }
  }
  if (!READS.has(request.method)) {
    return isOwnWrite(request, address) ? null : { status: 403, message: WRITE_MESSAGE }
  }
  const isApi = request.path.startsWith('/api/') && !RETURNS.has(request.path)
  return isApi && isForeign(request.fetchSite) ? { status: 403, message: READ_MESSAGE } : null
}

function isReadable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

export type Gate = 'open' | { redirect: string } | 'unauthenticated'

const PUBLIC_PATHS =
  /^\/(sign-in|api\/health|api\/auth\/.+|favicon\.ico|(apple-)?icon[\w-]*\.(svg|png|ico)|manifest\.webmanifest|robots\.txt|_next\/.+|__nextjs[\w-]*(\/.*)?)$/

/**
 * Where somebody without a session gets to. An action's call goes through, because it answers for itself and in
 * words that its page can show.
 */
export function gateOf(request: { method: string; path: string; search: string; isAction: boolean }): Gate {
  const { method, path, search, isAction } = request

  if (PUBLIC_PATHS.test(path)) {
    return 'open'
  }
  if (path.startsWith('/api/')) {
    return 'unauthenticated'
  }
  if (READS.has(method)) {
    const next = safeNextPath(`${path}${withoutRsc(search)}`)
    return { redirect: next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}` }
  }
  return isAction ? 'open' : 'unauthenticated'
}

/** Whether a page's script calls an action. Next takes no action from a plain form, and would draw the page instead. */
export function isActionCall(headers: Headers): boolean {
  return headers.has('next-action') && /^(text\/plain|multipart\/form-data)\b/i.test(headers.get('content-type') ?? '')
}

// `null` is what a browser sends for a form under `Referrer-Policy: no-referrer`; then Sec-Fetch-Site decides.
function isOwnWrite({ origin, fetchSite }: GuardedRequest, address: string): boolean {
  if (isForeign(fetchSite)) {
    return false
  }
  return origin === null || origin === 'null' ? fetchSite === 'same-origin' : origin === address
}

function isForeign(fetchSite: string | null): boolean {
  return fetchSite !== null && fetchSite !== 'same-origin' && fetchSite !== 'none'
}

function hostOf(header: string | null): string | undefined {
  if (!header || !/^[\w.:[\]-]+$/.test(header) || !URL.canParse(`http://${header}`)) {
    return undefined
  }
  return new URL(`http://${header}`).host
}

function withoutRsc(search: string): string {
  const query = new URLSearchParams(search)
  query.delete('_rsc')
  const text = query.toString()
  return text && `?${text}`
}

function hostMessage(own: ReadonlySet<string>): string {
  const [first = ''] = own
  return `Slipway does not answer to this address. Open ${first}, or start it with NEXTAUTH_URL set to the address that you use.\n`
}

const WRITE_MESSAGE = 'Refused: this request does not come from one of the pages of this console.\n'
const READ_MESSAGE = 'Refused: only the pages of this console may call its API.\n'
