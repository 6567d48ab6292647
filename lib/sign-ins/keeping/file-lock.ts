import 'server-only'
import { randomBytes } from 'node:crypto'
import { closeSync, linkSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeFolderSync } from '@/lib/durable-file'
import { exclusively } from '@/lib/exclusively'
import { beginOf, isAlive } from '@/lib/processes'
import { AppError } from '@/lib/result'

const PAUSE_MS = 25
/** Longer than the requests that are made under it may take together. */
const PATIENCE_MS = 60_000
/** A lock without an owner is being written; after so long it was left behind. */
const WRITING_MS = 5000

/** Runs one at a time for each file, in this process and among all that share the folder. What a dead process left is taken over. */
export function withFileLock<T>(file: string, run: () => Promise<T>): Promise<T> {
  return exclusively(`lock ${file}`, async () => {
    const lock = `${file}.lock`
    makeFolderSync(path.dirname(lock))
    await take(lock)

    try {
      return await run()
    } finally {
      rmSync(lock, { force: true })
    }
  })
}

async function take(lock: string): Promise<void> {
  const end = Date.now() + PATIENCE_MS

  while (!create(lock)) {
    if (isStale(lock)) {
      dropStale(lock)
    } else if (Date.now() > end) {
      throw new AppError({
        code: 'timeout',
        message: 'Another program has been renewing this sign-in for a minute.',
        remedy: 'Try again, or end the other program.',
      })
    } else {
      await sleep(PAUSE_MS)
    }
  }
}

function create(lock: string): boolean {
  try {
    const handle = openSync(lock, 'wx', 0o600)
    writeSync(handle, `${process.pid} ${beginOf(process.pid) ?? ''}`)
    closeSync(handle)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return false
    }
    throw error
  }
}

function isStale(lock: string): boolean {
  try {
    const [, pid, begin = ''] = /^(\d+) (.*)$/.exec(readFileSync(lock, 'utf8')) ?? []

    if (pid === undefined) {
      return Date.now() - statSync(lock).mtimeMs > WRITING_MS
    }
    // Another process may have got the number of one that is gone.
    return !isAlive(Number(pid)) || (begin !== '' && beginOf(Number(pid)) !== begin)
  } catch {
    return false
  }
}

/** Several may see the same stale lock: what one of them takes away may be the new lock of another, and goes back then. */
function dropStale(lock: string): void {
  const aside = `${lock}.${randomBytes(6).toString('hex')}`

  try {
    renameSync(lock, aside)

    if (!isStale(aside)) {
      linkSync(aside, lock)
    }
  } catch {
    // Somebody else was faster.
  }
  rmSync(aside, { force: true })
}
