import 'server-only'
import { randomUUID } from 'node:crypto'
import { attempt } from '@/lib/aws/attempt'
import { type Failure, fail, ok, type Result } from '@/lib/result'
import type { SignInState } from '@/lib/sign-ins/console/model'
import { isLoopback } from '@/lib/sign-ins/loopback-address'
import { type Order, type SignedIn, signIn, TIMEOUT_MS } from '@/lib/sign-ins/sign-in'

type Runtime = Parameters<typeof signIn>[0]

type Attempt = { owner: string; view: SignInState; abort: AbortController; over: Promise<unknown> }

const MOST = 20

// On the global object: each route may have its own copy of this module, and there is one port to come back to.
const holder = globalThis as typeof globalThis & { slipwaySignIns?: Map<string, Attempt> }

function attempts(): Map<string, Attempt> {
  holder.slipwaySignIns ??= new Map()
  return holder.slipwaySignIns
}

/**
 * Starts what `login` does, in this process: one at a time, because there is one address to come back to. Resolves when the issuer's
 * page can be opened. `owner`: who asked; nobody else may look at it or end it.
 */
export async function beginSignIn(
  owner: string,
  runtime: Runtime,
  order: Omit<Order, 'way' | 'tell' | 'open' | 'signal'>,
): Promise<Result<{ id: string; view: SignInState }>> {
  await endOthers()
  const id = randomUUID()
  const abort = new AbortController()
  const until = new Date(Date.now() + TIMEOUT_MS).toISOString()
  let over: Promise<Result<SignedIn>> | undefined
  const shown = new Promise<SignInState>((resolve) => {
    const open = (address: string, redirectUri: string) => resolve({ state: 'waiting', address, redirectUri, until })
    over = attempt(() =>
      signIn(runtime, { ...order, way: 'browser', tell: () => undefined, open, signal: abort.signal }),
    )
  })
  const ended = over?.then((result) => stateOf(result))
  const first = await Promise.race([shown, ended])

  if (first?.state !== 'waiting') {
    return fail(first?.state === 'failed' ? first.failure : NOT_THERE)
  }
  if (!canBeOpened(first.address)) {
    abort.abort()
    return fail(NO_PAGE)
  }
  const kept: Attempt = { owner, view: first, abort, over: Promise.resolve(ended) }
  void ended?.then((view) => {
    kept.view = view
  })
  remember(id, kept)
  return ok({ id, view: first })
}

/** How far it is. Fails with `not-found` for somebody else's, and for one of before a restart. */
export function lookAtSignIn(owner: string, id: string): Result<SignInState> {
  const found = attempts().get(id)
  return found?.owner === owner ? ok(found.view) : fail(NOT_THERE)
}

/** Stops waiting, and frees the port. */
export async function cancelSignIn(owner: string, id: string): Promise<Result<null>> {
  const found = attempts().get(id)

  if (found?.owner !== owner) {
    return fail(NOT_THERE)
  }
  found.abort.abort()
  await found.over
  return ok(null)
}

async function endOthers(): Promise<void> {
  await Promise.all(
    [...attempts().values()].map(({ abort, over }) => {
      abort.abort()
      return over
    }),
  )
}

function remember(id: string, one: Attempt): void {
  const all = attempts()
  const [oldest] = all.keys()

  if (all.size >= MOST && oldest !== undefined) {
    all.delete(oldest)
  }
  all.set(id, one)
}

function stateOf(result: Result<SignedIn>): SignInState {
  if (!result.ok) {
    return { state: 'failed', failure: result.error }
  }
  const { checks, advice } = result.data.judgement
  const failed = checks.filter(({ verdict }) => verdict === 'failed')
  const refusals = failed.map(({ claim, why }, index) => ({ claim, why, advice: advice[index] ?? '' }))
  return { state: 'done', refusals }
}

/** The address comes from the issuer's document, and goes into a link. */
function canBeOpened(address: string): boolean {
  const url = new URL(address)
  return url.protocol === 'https:' || isLoopback(url)
}

const NOT_THERE: Failure = {
  code: 'not-found',
  message: 'This sign-in is not there any more.',
  remedy: 'Start it again.',
}
const NO_PAGE: Failure = {
  code: 'refused',
  message: 'The page that the issuer names for signing in has no https address.',
  remedy: 'Look at authorization_endpoint in its discovery document.',
}
