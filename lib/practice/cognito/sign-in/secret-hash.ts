import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { notAuthorized } from '@/lib/practice/cognito/errors'
import type { Client } from '@/lib/practice/cognito/slice'

/** `usernames`: those that the hash may have been made with. Throws in AWS's words. */
export function checkSecretHash(client: Client, given: string | undefined, usernames: (string | undefined)[]): void {
  const { id, secret } = client

  if (secret === undefined) {
    if (given !== undefined) {
      throw notAuthorized(`Client ${id} is not configured with secret but SECRET_HASH was received`)
    }
    return
  }
  if (given === undefined) {
    throw notAuthorized(`Client ${id} is configured with secret but SECRET_HASH was not received`)
  }
  const isRight = usernames.some((name) => isSame(given, secretHash(secret, `${name}${id}`)))

  if (!isRight) {
    throw notAuthorized(`Unable to verify secret hash for client ${id}`)
  }
}

/** GetTokensFromRefreshToken and RevokeToken take the secret itself. */
export function checkClientSecret(client: Client, given: string | undefined): void {
  const { id, secret } = client

  if (secret !== undefined && given === undefined) {
    throw notAuthorized(`Client ${id} is configured with secret but client secret was not received`)
  }
  if (given !== undefined && !isSame(given, secret ?? '')) {
    throw notAuthorized(`Unable to verify client secret for client ${id}`)
  }
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

function secretHash(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('base64')
}

function isSame(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(a)), Buffer.from(sha256(b)))
}
