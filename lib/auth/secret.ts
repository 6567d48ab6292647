import 'server-only'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
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
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  return directory
}

/** Reads the secret of a state folder, or makes it: two processes that start at once agree on one. */
export function storedSecret(directory: string): string {
  const file = path.join(directory, FILE)
  const present = readSecret(file)

  if (present !== undefined) {
    return present
  }
  createComplete(file, randomBytes(48).toString('base64url'))
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

// Written whole under another name and then linked: a reader never sees half a secret, the first link wins.
function createComplete(file: string, secret: string): void {
  const draft = `${file}.${process.pid}.${randomBytes(6).toString('hex')}`
  const handle = openSync(/* turbopackIgnore: true */ draft, 'wx', 0o600)

  try {
    writeSync(handle, `${secret}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  try {
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      // A file system without hard links; still never over a secret that is there.
      copyFileSync(draft, file, constants.COPYFILE_EXCL)
    }
  } finally {
    rmSync(draft, { force: true })
  }
}

function checked(secret: string | undefined, where: string): string | undefined {
  if (secret !== undefined && secret.length < MIN_LENGTH) {
    throw new Error(`${where} is too short: a session secret needs at least ${MIN_LENGTH} characters.`)
  }
  return secret
}
