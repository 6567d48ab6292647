import 'server-only'
import { randomBytes } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { createFileDurablySync } from '@/lib/durable-file'
import { env } from '@/lib/env'
import { AppError } from '@/lib/result'
import { type Keychain, keychainEntry, keychainTrouble } from '@/lib/sign-ins/keeping/keychain'

/** Where a key is: in the keychain, or in a file of its owner. */
export type KeyPlace = 'keychain' | 'file'
/** 32 bytes for AES-256-GCM. */
export type Key = { place: KeyPlace; bytes: Uint8Array }
/** Finds the entry of a name; the system's own but in tests. */
export type FindKeychain = (name: string) => Promise<Keychain | undefined>

const BYTES = 32

/** The key to write with; made at the first time. The keychain's where it works, unless SLIPWAY_KEYCHAIN is off. */
export async function writingKey(folder: string, find: FindKeychain = keychainEntry): Promise<Key> {
  const keychain = env().SLIPWAY_KEYCHAIN === 'off' ? undefined : await find(nameOf(folder))
  const bytes = keychain && (await fromKeychain(keychain).catch(() => undefined))
  return bytes ? { place: 'keychain', bytes } : { place: 'file', bytes: fileKey(folder) }
}

/** The key that something was written with; undefined when it is gone. Throws an AppError where the keychain does not answer. */
export async function readingKey(
  folder: string,
  place: KeyPlace,
  find: FindKeychain = keychainEntry,
): Promise<Uint8Array | undefined> {
  if (place === 'file') {
    return readFileKey(folder)
  }
  const keychain = await find(nameOf(folder))

  if (!keychain) {
    throw keychainTrouble()
  }
  try {
    return decoded(await keychain.read())
  } catch (error) {
    throw keychainTrouble(error instanceof Error ? error.message : undefined)
  }
}

async function fromKeychain(keychain: Keychain): Promise<Uint8Array | undefined> {
  const present = decoded(await keychain.read())

  if (present) {
    return present
  }
  const made = randomBytes(BYTES).toString('base64url')
  await keychain.write(made)
  // Only what can be read back is worth encrypting with.
  return (await keychain.read()) === made ? decoded(made) : undefined
}

function fileKey(folder: string): Uint8Array {
  const file = path.join(folder, 'key')
  createFileDurablySync(file, `${randomBytes(BYTES).toString('base64url')}\n`)
  const bytes = readFileKey(folder)

  if (!bytes) {
    throw new AppError({
      code: 'refused',
      message: `The key in ${file} is not one that only you can read.`,
      remedy: 'Delete the file, then sign in again.',
    })
  }
  return bytes
}

function readFileKey(folder: string): Uint8Array | undefined {
  const file = path.join(folder, 'key')
  return isOwnersOnly(file) ? decoded(readFileSync(file, 'utf8').trim()) : undefined
}

/** False for a file that others may read or write, and for none. Windows has no such modes. */
export function isOwnersOnly(file: string): boolean {
  const stat = statSync(file, { throwIfNoEntry: false })
  return stat !== undefined && (process.platform === 'win32' || (stat.mode & 0o077) === 0)
}

function decoded(text: string | null): Uint8Array | undefined {
  const bytes = text === null ? undefined : Buffer.from(text, 'base64url')
  return bytes?.length === BYTES ? new Uint8Array(bytes) : undefined
}

function nameOf(folder: string): string {
  return `kept sign-ins of ${folder}`
}
