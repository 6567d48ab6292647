import { createPublicKey, generateKeyPair, randomBytes, sign, verify } from 'node:crypto'
import { promisify } from 'node:util'
import { type Pool, type PoolKey, poolOf } from '@/lib/practice/cognito/slice'
import type { StateStore } from '@/lib/practice/wire/state'

const generate = promisify(generateKeyPair)

export type PublicJwk = { alg: 'RS256'; e: string; kid: string; kty: string; n: string; use: 'sig' }

let spare: Promise<PoolKey> | undefined

/** A key that was made ahead, because on a busy machine it takes longer than a caller may want to wait. */
export function makeKey(): Promise<PoolKey> {
  const ready = spare ?? generateKey()
  spare = generateKey()
  spare.catch(() => {
    spare = undefined
  })
  return ready
}

async function generateKey(): Promise<PoolKey> {
  const { privateKey, publicKey } = await generate('rsa', { modulusLength: 2048 })
  const { kty = '', n = '', e = '' } = publicKey.export({ format: 'jwk' })
  return {
    kid: randomBytes(32).toString('base64'),
    privatePem: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    publicJwk: { kty, n, e },
  }
}

/** The JWKS of a pool; null when there is no such pool. */
export function publicJwks(state: StateStore, poolId: string): { keys: PublicJwk[] } | null {
  const pool = poolOf(state, poolId)
  return pool ? { keys: [{ alg: 'RS256', use: 'sig', kid: pool.key.kid, ...pool.key.publicJwk }] } : null
}

export function signJwt(pool: Pool, claims: object): string {
  const head = encode({ kid: pool.key.kid, alg: 'RS256' })
  const content = `${head}.${encode(claims)}`
  return `${content}.${sign('RSA-SHA256', Buffer.from(content), pool.key.privatePem).toString('base64url')}`
}

/** The claims of a token that a pool of the account signed; expiry is not looked at. Null for anything else. */
export function readJwt(state: StateStore, token: string): { pool: Pool; claims: Record<string, unknown> } | null {
  const [head = '', body = '', signature = ''] = token.split('.')
  const claims = decode(body)
  const issuer = typeof claims?.iss === 'string' ? claims.iss : ''
  const pool = poolOf(state, issuer.slice(issuer.lastIndexOf('/') + 1))

  if (!claims || !pool || decode(head)?.alg !== 'RS256') {
    return null
  }
  const key = createPublicKey({ key: pool.key.publicJwk, format: 'jwk' })
  const isGenuine = verify('RSA-SHA256', Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url'))
  return isGenuine ? { pool, claims } : null
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function decode(part: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString())
    return typeof value === 'object' ? (value as Record<string, unknown> | null) : null
  } catch {
    return null
  }
}
