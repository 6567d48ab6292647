import 'server-only'
import { randomBytes } from 'node:crypto'
import { chmodSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { createFileDurablySync, dropDrafts, makeFolderSync } from '@/lib/durable-file'
import { env } from '@/lib/env'

const FILE = 'session-secret'
const MIN_LENGTH = 32

let known: string | undefined

/** The key of the session cookies: NEXTAUTH_SECRET, else a file made at the first start. */
export function sessionSecret(): string {
  known ??= checked(env().NEXTAUTH_SECRET, 'NEXTAUTH_SECRET') ?? storedSecret(stateDirectory())
  return known
}

/** The folder that holds what only the owner may read, as an absolute path. Made with mode 0700. */
export function stateDirectory(): string {
  const directory = path.resolve(env().SLIPWAY_STATE_DIR)
  makeFolderSync(directory)
  return directory
}

/** Reads the secret of a state folder, or makes it: two processes that start at once agree on one. */
export function storedSecret(directory: string): string {
  const file = path.join(directory, FILE)
  const present = readSecret(file)

  if (present !== undefined) {
    return present
  }
  dropDrafts(file)
  createFileDurablySync(file, `${randomBytes(48).toString('base64url')}\n`)
  const secret = readSecret(file)

  if (secret === undefined) {
    throw new Error(`The session secret could not be kept in ${file}.`)
  }
  return secret
}

function readSecret(file: string): string | undefined {
  try {
    const secret = checked(readFileSync(file, 'utf8').trim(), file)
    chmodSync(file, 0o600)
    return secret
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined
    }
    throw error
  }
}

function checked(secret: string | undefined, where: string): string | undefined {
  if (secret !== undefined && secret.length < MIN_LENGTH) {
    throw new Error(`${where} is too short: a session secret needs at least ${MIN_LENGTH} characters.`)
  }
  return secret
}
