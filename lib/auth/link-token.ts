import 'server-only'
import { createHash, timingSafeEqual } from 'node:crypto'
import { closeSync, mkdirSync, openSync, readdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'

const FOLDER = 'used-sign-in-links'
const KEEP_MS = 30 * 24 * 60 * 60 * 1000

const usedHere = new Set<string>()

/**
 * Uses up the one-time token of a sign-in link. `expected` is the sha-256 of the token, in hex. The mark is a file
 * made with `wx`: of any number of attempts at once, in any number of processes, exactly one answers `right`.
 */
export function consumeLinkToken(token: string, expected: string, directory: string): 'right' | 'used' | 'wrong' {
  const hash = createHash('sha256').update(token).digest('hex')

  if (expected.length !== hash.length || !timingSafeEqual(Buffer.from(hash), Buffer.from(expected.toLowerCase()))) {
    return 'wrong'
  }
  if (usedHere.has(hash)) {
    return 'used'
  }
  const folder = path.join(directory, FOLDER)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const isFirst = makeMark(path.join(folder, hash))
  usedHere.add(hash)
  forgetOldMarks(folder)
  return isFirst ? 'right' : 'used'
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

// Every start makes a new token, so an old mark guards nothing.
function forgetOldMarks(folder: string): void {
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name)
    const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())

    if (age > KEEP_MS) {
      rmSync(file, { force: true })
    }
  }
}
