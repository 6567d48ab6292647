import 'server-only'
import { boundedFetch, type FetchLike } from '@/lib/aws/bounded-fetch'

/** The runtime that is called. */
export type Subject = { arn: string; invocationUrl: string }

/** The token is used for these calls and kept nowhere. */
export type Credential = { type: 'sigv4' } | { type: 'jwt'; token: string }

/** A fetch that sends a bearer token. */
export function bearerFetch(token: string): FetchLike {
  const send = boundedFetch()

  return (url, init = {}) => {
    const headers = new Headers(init.headers)
    headers.set('authorization', `Bearer ${token}`)
    return send(url, { ...init, headers })
  }
}
