import 'server-only'
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { closeSync, openSync, readdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { createFileDurablySync, makeFolderSync } from '@/lib/durable-file'

/** A file for each link that was asked for in a terminal, named by the sha-256 of its token. */
const FRESH_FOLDER = 'sign-in-links'
/** How long such a link works, in milliseconds. */
export const FRESH_LINK_MS = 60 * 60 * 1000
const FOLDER = 'used-sign-in-links'
const KEEP_MS = 30 * 24 * 60 * 60 * 1000

const usedHere = new Set<string>()

/** Makes the token of a further link, which works once and for `FRESH_LINK_MS`; the folder gets only its hash. */
export function makeLinkToken(directory: string): string {
  const token = randomBytes(32).toString('base64url')
  const folder = path.join(directory, FRESH_FOLDER)
  createFileDurablySync(path.join(folder, sha256(token)), '')
  forgetOldMarks(folder, FRESH_LINK_MS)
  return token
}

/**
 * Uses up the one-time token of a sign-in link: the one whose sha-256 in hex is `expected`, or one of `makeLinkToken`. The mark is a file
 * made with `wx`: of any number of attempts at once, in any number of processes, exactly one answers `right`.
 */
export function consumeLinkToken(
  token: string,
  expected: string | undefined,
  directory: string,
): 'right' | 'used' | 'wrong' {
  const hash = sha256(token)

  if (!isSameHash(hash, expected) && !isFresh(path.join(directory, FRESH_FOLDER, hash))) {
    return 'wrong'
  }
  if (usedHere.has(hash)) {
    return 'used'
  }
  const folder = path.join(directory, FOLDER)
  makeFolderSync(folder)
  const isFirst = makeMark(path.join(folder, hash))
  usedHere.add(hash)
  forgetOldMarks(folder, KEEP_MS)
  return isFirst ? 'right' : 'used'
}

function isSameHash(hash: string, expected: string | undefined): boolean {
  return expected?.length === hash.length && timingSafeEqual(Buffer.from(hash), Buffer.from(expected.toLowerCase()))
}

function isFresh(file: string): boolean {
  const made = statSync(file, { throwIfNoEntry: false })?.mtimeMs
  return made !== undefined && Date.now() - made < FRESH_LINK_MS
}

function sha256(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

function makeMark(file: string): boolean {
  try {
    closeSync(openSync(/* turbopackIgnore: true */ file, 'wx', 0o600))
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return false
    }
    throw error
  }
}

// No link works for as long as that, so an old mark guards nothing.
function forgetOldMarks(folder: string, keepMs: number): void {
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name)
    const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())

    if (age > keepMs) {
      rmSync(file, { force: true })
    }
  }
}
