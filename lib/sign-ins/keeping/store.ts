import 'server-only'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { CompactEncrypt, compactDecrypt, decodeProtectedHeader } from 'jose'
import { stateDirectory } from '@/lib/auth/secret'
import { dropDrafts, removeFileDurablySync, writeFileDurablySync } from '@/lib/durable-file'
import { earlierSignIn, forgetEarlier } from '@/lib/sign-ins/keeping/earlier'
import { withFileLock } from '@/lib/sign-ins/keeping/file-lock'
import { type FindKeychain, isOwnersOnly, readingKey, writingKey } from '@/lib/sign-ins/keeping/keys'
import { parseSignIn, type SignIn } from '@/lib/sign-ins/model'

/** Whose sign-in: the runtime, and the issuer that it trusts now. */
export type Place = { runtimeArn: string; discoveryUrl: string }

/**
 * The sign-in that is kept for a runtime. Undefined for none, one of another issuer than the runtime's, one whose key is gone, and a
 * file that others may read. Throws an AppError where the keychain does not answer.
 */
export async function readSignIn(place: Place, find?: FindKeychain): Promise<SignIn | undefined> {
  const earlier = earlierSignIn(place)

  if (earlier) {
    await writeSignIn(earlier, find)
    forgetEarlier(place)
  }
  const kept = await open(place.runtimeArn, find)
  return kept?.runtimeArn === place.runtimeArn && kept.discoveryUrl === place.discoveryUrl ? kept : undefined
}

/** Whoever reads meanwhile finds the old one or the new one, whole. */
export async function writeSignIn(value: SignIn, find?: FindKeychain): Promise<void> {
  const file = fileOf(value.runtimeArn)
  const { place, bytes } = await withFileLock(path.join(folder(), 'key'), () => writingKey(folder(), find))
  // The name is part of what is authenticated, so that nobody can put one runtime's sign-in in the place of another's.
  const sealed = await new CompactEncrypt(new TextEncoder().encode(JSON.stringify(value)))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: place, typ: path.basename(file) })
    .encrypt(bytes)
  dropDrafts(file)
  writeFileDurablySync(file, `${sealed}\n`)
}

export function dropSignIn(place: Place): void {
  removeFileDurablySync(fileOf(place.runtimeArn))
  forgetEarlier(place)
}

/** Runs while no other program renews or changes this runtime's sign-in. */
export function withSignIn<T>({ runtimeArn }: Place, run: () => Promise<T>): Promise<T> {
  return withFileLock(fileOf(runtimeArn), run)
}

async function open(runtimeArn: string, find: FindKeychain | undefined): Promise<SignIn | undefined> {
  const file = fileOf(runtimeArn)
  const sealed = isOwnersOnly(file) ? readFileSync(file, 'utf8').trim() : ''
  const place = keyPlaceOf(sealed)
  const key = place && (await readingKey(folder(), place, find))

  if (!key) {
    return undefined
  }
  try {
    const options = { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] }
    const { plaintext, protectedHeader } = await compactDecrypt(sealed, key, options)
    return protectedHeader.typ === path.basename(file) ? parseSignIn(new TextDecoder().decode(plaintext)) : undefined
  } catch {
    return undefined
  }
}

function keyPlaceOf(sealed: string): 'keychain' | 'file' | undefined {
  try {
    const { kid } = decodeProtectedHeader(sealed)
    return kid === 'keychain' || kid === 'file' ? kid : undefined
  } catch {
    return undefined
  }
}

function folder(): string {
  return path.join(stateDirectory(), 'sign-ins')
}

function fileOf(runtimeArn: string): string {
  const name = createHash('sha256').update(runtimeArn).digest('hex').slice(0, 24)
  return path.join(folder(), `${name}.jwe`)
}
