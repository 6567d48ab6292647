import 'server-only'
import { hkdfSync } from 'node:crypto'
import { EncryptJWT, jwtDecrypt } from 'jose'

export type Sealed = { audience: string; subject: string; expiresInSeconds: number; content: Record<string, string> }

/**
 * Encrypts what a browser keeps and must not read. `audience` says what for and `subject` for whom: opening it for
 * anything or anybody else fails. `secret` is the session secret, from which a key of its own is derived.
 */
export function seal(secret: string, { audience, subject, expiresInSeconds, content }: Sealed): Promise<string> {
  return new EncryptJWT(content)
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .setAudience(audience)
    .setSubject(subject)
    .setIssuedAt()
    .setExpirationTime(Math.floor(Date.now() / 1000) + expiresInSeconds)
    .encrypt(keyOf(secret))
}

/** The content, or undefined when it was not sealed here, for this, for them, or is too old. */
export async function open(
  secret: string,
  sealed: string,
  { audience, subject }: Pick<Sealed, 'audience' | 'subject'>,
): Promise<Record<string, string> | undefined> {
  try {
    const options = { audience, subject, keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] }
    const { payload } = await jwtDecrypt(sealed, keyOf(secret), options)
    const entries = Object.entries(payload).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    return Object.fromEntries(entries)
  } catch {
    return undefined
  }
}

function keyOf(secret: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', 'slipway tokens', 32))
}
