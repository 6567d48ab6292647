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
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { isAlive } from '@/lib/processes'

/**
 * Replaces a file, for its owner only: whoever reads it, also after a crash or a power cut, finds the old text or the new one, whole.
 * Makes its folder. Throws the system's error; the old file is then as it was. `mode`: for a file that is another program's, which
 * may be open to others.
 */
export function writeFileDurablySync(file: string, text: string | Uint8Array, mode = 0o600): void {
  throughDraft(file, text, (draft) => {
    chmodSync(draft, mode)
    renameSync(draft, file)
  })
}

/** The same, but only where there is no such file yet: of several processes the first wins, and nobody reads half of it. */
export function createFileDurablySync(file: string, text: string): void {
  throughDraft(file, text, (draft) => {
    try {
      linkSync(/* turbopackIgnore: true */ draft, file)
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') {
        // A file system without hard links; still never over a file that is there.
        copyFileSync(/* turbopackIgnore: true */ draft, file, constants.COPYFILE_EXCL)
      }
    }
  })
}

/** Removes a file, where there is one, for good. Needs no room on the disk. Throws the system's error. */
export function removeFileDurablySync(file: string): void {
  rmSync(/* turbopackIgnore: true */ file, { force: true })
  syncFolder(path.dirname(file))
}

/**
 * Makes a folder, and those above it, for their owner only. One by one: Node's own way never ends where the system knows the folder
 * above and takes no new one, as in /proc. Throws the system's error.
 */
export function makeFolderSync(folder: string): void {
  if (isFolder(folder)) {
    return
  }
  if (path.dirname(folder) !== folder) {
    makeFolderSync(path.dirname(folder))
  }
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!isFolder(folder)) {
      throw error
    }
  }
}

/** Removes the drafts of a file that processes left which ended while they wrote. */
export function dropDrafts(file: string): void {
  const folder = path.dirname(file)
  const base = `${path.basename(file)}.`

  for (const name of namesIn(folder)) {
    const [, pid] = name.startsWith(base) ? (DRAFT.exec(name.slice(base.length)) ?? []) : []

    if (pid !== undefined && Number(pid) !== process.pid && !isAlive(Number(pid))) {
      rmSync(path.join(folder, name), { force: true })
    }
  }
}

/** Why a file can't be written and what to do about it, in a sentence each. */
export function explainWriteError(error: unknown): string {
  const code = codeOf(error)

  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'The disk is full. Make room.'
    case 'EROFS':
      return 'The file system is read-only. Choose a folder that can be written.'
    case 'EACCES':
    case 'EPERM':
      return 'This user may not write there. Change the owner or the permissions, or choose another folder.'
    case 'EEXIST':
    case 'ENOTDIR':
    case 'EISDIR':
    case 'ENOENT':
      return 'The path does not lead to a file in a folder. Choose another one.'
  }
  return `${error instanceof Error ? error.message : String(error)}.`
}

/** Also the names that earlier versions gave. */
const DRAFT = /^(\d+)(\.[0-9a-f]+)?(\.tmp)?$/

export function draftOf(file: string): string {
  return `${file}.${process.pid}.${randomBytes(6).toString('hex')}.tmp`
}

function throughDraft(file: string, text: string | Uint8Array, settle: (draft: string) => void): void {
  const draft = draftOf(file)
  makeFolderSync(path.dirname(file))

  try {
    const handle = openSync(/* turbopackIgnore: true */ draft, 'wx', 0o600)

    try {
      writeFileSync(handle, text)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    settle(draft)
  } finally {
    rmSync(draft, { force: true })
  }
  syncFolder(path.dirname(file))
}

/** Only then a new name outlives a power cut. Windows opens no folders. */
export function syncFolder(folder: string): void {
  try {
    const handle = openSync(/* turbopackIgnore: true */ folder, 'r')

    try {
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
  } catch {
    // The file is whole all the same.
  }
}

function isFolder(name: string): boolean {
  return statSync(name, { throwIfNoEntry: false })?.isDirectory() === true
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(/* turbopackIgnore: true */ folder)
  } catch {
    return []
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
