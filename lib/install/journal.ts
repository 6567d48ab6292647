import 'server-only'
import { randomUUID } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { stateDirectory } from '@/lib/auth/secret'
import { dropDrafts, writeFileDurablySync } from '@/lib/durable-file'
import { parseJson } from '@/lib/json'
import { AppError } from '@/lib/result'

const record = z.strictObject({
  id: z.uuid(),
  /** ISO 8601. */
  at: z.string().max(40),
  kind: z.enum(['install', 'uninstall']),
  client: z.string().max(40),
  /** The runtime's name. */
  name: z.string().max(200),
  /** Of the entry in the client's file. */
  entry: z.string().max(200),
  file: z.string().max(4096),
  /** Where the file as it was before is; without it, there was none. */
  backup: z.string().max(4096).optional(),
  before: z.string().max(64),
  after: z.string().max(64),
})

/** One change of a client's file by Slipway. Holds names and hashes, and nothing of the file. */
export type InstallRecord = z.infer<typeof record>

const KEPT = 200

/** The newest first. Throws an AppError for a journal that others may write to, or that isn't Slipway's. */
export function readJournal(): InstallRecord[] {
  const file = journalFile()
  let text: string

  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return []
    }
    throw unusable(file, 'it can’t be read')
  }
  // It says which files are written back, and from where.
  if (process.platform !== 'win32' && (statSync(file).mode & 0o022) !== 0) {
    throw unusable(file, 'others may write to it')
  }
  const parsed = z.array(record).safeParse(parseJson(text))

  if (!parsed.success) {
    throw unusable(file, 'it is not what Slipway wrote')
  }
  return parsed.data
}

export function addRecord(made: Omit<InstallRecord, 'id'>): InstallRecord {
  const added = { id: randomUUID(), ...made }
  write([added, ...readJournal()].slice(0, KEPT))
  return added
}

export function dropRecord(id: string): void {
  write(readJournal().filter((each) => each.id !== id))
}

function write(records: InstallRecord[]): void {
  const file = journalFile()
  dropDrafts(file)
  writeFileDurablySync(file, `${JSON.stringify(records, null, 2)}\n`)
}

function journalFile(): string {
  return path.join(stateDirectory(), 'install', 'journal.json')
}

function unusable(file: string, why: string): AppError {
  return new AppError({
    code: 'conflict',
    message: `The journal of installs in ${file} doesn’t count: ${why}.`,
    remedy:
      'Mend the file, or remove it: nothing can be undone by Slipway then, and the copies beside the clients’ files stay.',
  })
}
