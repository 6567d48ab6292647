import { closeSync, fstatSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { makeFolderSync, writeFileDurablySync } from '@/lib/durable-file'
import { beginOf, isAlive } from '@/lib/processes'

const ownerSchema = z.object({
  pid: z.number().int().positive(),
  /** What `beginOf` says: another process may get the number of one that is gone. */
  begin: z.string().optional(),
  /** Where it answers. */
  url: z.string(),
  /** ISO. */
  since: z.string(),
})

/** Who has a file to itself. */
export type Owner = z.infer<typeof ownerSchema>

/** `announce`: says where the owner answers, once it knows. */
export type Lock = { announce: (url: string) => void; release: () => void }

/** A lock that holds no owner yet is being written; after so long it is one that was left behind. */
const WRITING_MS = 5000
const held = new Set<string>()

/**
 * Takes `FILE.lock` for this process, or answers who has it. Of any number that try at once, one gets it; what a dead process left is
 * taken over. It goes with `release`, and when the process exits. Where no file can be written there is nothing to lock.
 */
export function takeLock(file: string, url: string): Lock | { owner: Owner } {
  try {
    return takeOrName(`${path.resolve(file)}.lock`, url)
  } catch (error) {
    if (codeOf(error) === undefined) {
      throw error
    }
    return { announce: () => undefined, release: () => undefined }
  }
}

/** Who has a file to itself now; undefined where nobody does. */
export function findOwner(file: string): Owner | undefined {
  return ownerOf(`${path.resolve(file)}.lock`)
}

function takeOrName(lock: string, url: string): Lock | { owner: Owner } {
  makeFolderSync(path.dirname(lock))

  while (!create(lock, url)) {
    const owner = ownerOf(lock)

    if (owner) {
      return { owner }
    }
    dropStale(lock)
  }
  held.add(lock)
  const release = () => {
    if (held.delete(lock)) {
      rmSync(lock, { force: true })
    }
  }
  const announce = (answersAt: string) => {
    if (held.has(lock)) {
      writeFileDurablySync(lock, ownerText(answersAt))
    }
  }
  process.once('exit', release)
  return { announce, release }
}

function ownerText(url: string): string {
  const owner: Owner = { pid: process.pid, begin: beginOf(process.pid), url, since: new Date().toISOString() }
  return JSON.stringify(owner)
}

/** False when it is there already. */
function create(lock: string, url: string): boolean {
  try {
    const handle = openSync(lock, 'wx', 0o600)

    try {
      writeSync(handle, ownerText(url))
    } catch (error) {
      rmSync(lock, { force: true })
      throw error
    } finally {
      closeSync(handle)
    }
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') {
      return false
    }
    throw error
  }
}

/** Whoever holds the lock and lives; undefined when it is free, or was left behind. */
function ownerOf(lock: string): Owner | undefined {
  const read = readLock(lock)
  return read && holderIn(read, lock)
}

function holderIn(read: NonNullable<ReturnType<typeof readLock>>, lock: string): Owner | undefined {
  if ('writtenAt' in read) {
    const isBeingWritten = Date.now() - read.writtenAt < WRITING_MS
    return isBeingWritten ? { pid: 0, url: '', since: new Date(read.writtenAt).toISOString() } : undefined
  }
  return isHolder(read, lock) ? read : undefined
}

function isHolder({ pid, begin }: Owner, lock: string): boolean {
  if (pid === process.pid && !held.has(lock)) {
    return false
  }
  const now = beginOf(pid)
  return isAlive(pid) && (begin === undefined || now === undefined || begin === now)
}

function readLock(lock: string): Owner | { writtenAt: number } | undefined {
  try {
    const handle = openSync(lock, 'r')

    try {
      const parsed = ownerSchema.safeParse(jsonOf(readFileSync(handle, 'utf8')))
      return parsed.success ? parsed.data : { writtenAt: fstatSync(handle).mtimeMs }
    } finally {
      closeSync(handle)
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') {
      return undefined
    }
    throw error
  }
}

/** One process at a time looks once more and removes it, or a second could remove the lock that the first has just taken. */
function dropStale(lock: string): void {
  const guard = `${lock}.check`

  try {
    closeSync(openSync(guard, 'wx', 0o600))
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') {
      throw error
    }
    dropIfOld(guard)
    // Nothing else runs in a program that is only starting.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
    return
  }
  try {
    // One that is not there may be taken in this very moment: only what was read as left behind is removed.
    const read = readLock(lock)
    if (read && !holderIn(read, lock)) {
      rmSync(lock, { force: true })
    }
  } finally {
    rmSync(guard, { force: true })
  }
}

function dropIfOld(guard: string): void {
  const stat = statSync(guard, { throwIfNoEntry: false })

  if (stat && Date.now() - stat.mtimeMs > WRITING_MS) {
    rmSync(guard, { force: true })
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

/** `process 4711 at http://127.0.0.1:3000, since 12:00`; what is known of it. */
export function nameOwner({ pid, url, since }: Owner): string {
  return pid === 0 ? `another process, since ${since}` : `process ${pid} at ${url}, since ${since}`
}
