type Answer = { url?: unknown }

/** Signs in through next-auth: undefined when it worked, else a code for `signInProblem`. */
export async function signInWith(
  method: 'link' | 'password',
  secret: Record<string, string>,
): Promise<string | undefined> {
  try {
    const response = await post(`/api/auth/callback/${method}`, secret)

    // Not configured (any more): a link of an earlier start, for example.
    if (response.status === 400) {
      return `${method}-wrong`
    }
    const { url } = (await response.json()) as Answer
    return response.ok ? undefined : (errorOf(url) ?? 'unknown')
  } catch {
    return 'unreachable'
  }
}

export type OnProblem = (code: string | undefined) => void

/** Signs in from a form: loads `next` when it worked, else says why not. */
export async function signInFrom(
  method: 'link' | 'password',
  secret: Record<string, string>,
  { next, onProblem }: { next: string; onProblem: OnProblem },
): Promise<void> {
  onProblem(undefined)
  const problem = await signInWith(method, secret)

  if (problem === undefined) {
    window.location.replace(next)
  } else {
    onProblem(problem)
  }
}

/**
 * Where to go for the identity provider's sign-in page, or undefined when it can't be had. `again`: the provider is asked to have
 * people sign in anew (`prompt`, `max_age`: OpenID Connect Core 1.0, 3.1.2.1).
 */
export async function providerAddress(next: string, again: boolean): Promise<string | undefined> {
  try {
    const response = await post(`/api/auth/signin/oidc${again ? '?prompt=login&max_age=0' : ''}`, { callbackUrl: next })
    const { url } = (await response.json()) as Answer
    return response.ok && typeof url === 'string' && errorOf(url) === undefined ? url : undefined
  } catch {
    return undefined
  }
}

async function post(path: string, fields: Record<string, string>): Promise<Response> {
  const { csrfToken } = (await (await fetch('/api/auth/csrf')).json()) as { csrfToken: string }
  return fetch(path, { method: 'POST', body: new URLSearchParams({ ...fields, csrfToken, json: 'true' }) })
}

function errorOf(url: unknown): string | undefined {
  return typeof url === 'string'
    ? (new URL(url, window.location.origin).searchParams.get('error') ?? undefined)
    : undefined
}
