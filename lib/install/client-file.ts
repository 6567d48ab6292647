import 'server-only'
import { createHash } from 'node:crypto'
import { accessSync, constants, lstatSync, readFileSync, readlinkSync, realpathSync, statSync } from 'node:fs'
import path from 'node:path'
import { explainWriteError, removeFileDurablySync, writeFileDurablySync } from '@/lib/durable-file'
import { AppError, type Failure } from '@/lib/result'

/** A client's file as it is now. `real`: where a link leads. `text` is empty when there is none. */
export type ClientFile = { path: string; real: string; exists: boolean; text: string; hash: string; mode: number }

/** What a file's bytes are known by; the same for every file that isn't there. */
export const NO_FILE = 'none'
const LARGEST = 20_000_000

/** Reads a file, through links. Throws an AppError for what is no UTF-8 text, or can't be read. */
export function readClientFile(file: string): ClientFile {
  const real = targetOf(file)

  try {
    const stat = statSync(/* turbopackIgnore: true */ real)
    const { mode, size } = stat
    // A pipe would be waited for, and a device has no end.
    const bytes = size > LARGEST || !stat.isFile() ? undefined : readFileSync(/* turbopackIgnore: true */ real)
    const text = bytes?.toString('utf8') ?? ''

    // What is no text would come back changed.
    if (!bytes || !Buffer.from(text, 'utf8').equals(bytes)) {
      throw new AppError(UNREADABLE(file))
    }
    return { path: file, real, exists: true, text, hash: hashOf(bytes), mode: mode & 0o777 }
  } catch (error) {
    if (error instanceof AppError) {
      throw error
    }
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return { path: file, real, exists: false, text: '', hash: NO_FILE, mode: 0o600 }
    }
    throw new AppError({ ...UNREADABLE(file), details: explainWriteError(error) })
  }
}

/** Why the file can't be written, and what to do; undefined when it can. A rename would get past a mark that a person set. */
export function whyNotWritable({ path: file, real, exists, mode }: ClientFile): Failure | undefined {
  if (exists && (mode & 0o222) === 0) {
    return {
      code: 'refused',
      message: `${file} is read-only, so nothing was written.`,
      remedy: 'Make it writable, or put the entry in by hand.',
      command: process.platform === 'win32' ? `attrib -R "${real}"` : `chmod u+w '${real}'`,
    }
  }
  const folder = nearestFolder(path.dirname(real))

  try {
    accessSync(/* turbopackIgnore: true */ folder, constants.W_OK)

    if (exists) {
      accessSync(/* turbopackIgnore: true */ real, constants.W_OK)
    }
    return undefined
  } catch {
    return {
      code: 'refused',
      message: `This user may not write ${exists ? file : `to ${folder}`}, so nothing was written.`,
      remedy: 'Change the owner or the permissions, or put the entry in by hand.',
    }
  }
}

/** Replaces the file, whole or not at all, with the mode it has. Throws an AppError that says why not. */
export function writeClientFile({ path: file, real, mode }: ClientFile, bytes: string | Uint8Array): void {
  try {
    writeFileDurablySync(real, bytes, mode)
  } catch (error) {
    throw new AppError({
      code: 'refused',
      message: `${file} could not be written; it is as it was.`,
      remedy: explainWriteError(error),
    })
  }
}

export function removeClientFile({ real }: ClientFile): void {
  removeFileDurablySync(real)
}

export function hashOf(...parts: (string | Uint8Array)[]): string {
  const hash = createHash('sha256')

  for (const part of parts) {
    hash.update(`${part.length}:`).update(part)
  }
  return hash.digest('hex')
}

/** Where a link leads, also when nothing is there yet. */
function targetOf(file: string): string {
  try {
    return realpathSync(/* turbopackIgnore: true */ file)
  } catch {
    const isLink = lstatSync(/* turbopackIgnore: true */ file, { throwIfNoEntry: false })?.isSymbolicLink() === true
    return isLink ? path.resolve(path.dirname(file), readlinkSync(/* turbopackIgnore: true */ file)) : file
  }
}

function nearestFolder(folder: string): string {
  const parent = path.dirname(folder)
  return statSync(/* turbopackIgnore: true */ folder, { throwIfNoEntry: false }) || parent === folder
    ? folder
    : nearestFolder(parent)
}

const UNREADABLE = (file: string): Failure => ({
  code: 'refused',
  message: `${file} can’t be read as UTF-8 text, so nothing was written.`,
  remedy: 'Save it as UTF-8, or put the entry in by hand.',
})
