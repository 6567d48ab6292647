import 'server-only'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import type { MergeAnswers } from '@/lib/clients/merge/merge-config'
import { exclusively } from '@/lib/exclusively'
import { backUp } from '@/lib/install/backups'
import {
  type ClientFile,
  hashOf,
  NO_FILE,
  readClientFile,
  removeClientFile,
  whyNotWritable,
  writeClientFile,
} from '@/lib/install/client-file'
import type { Computer } from '@/lib/install/computer'
import { addRecord, dropRecord, type InstallRecord, readJournal } from '@/lib/install/journal'
import type { Installed, Undone } from '@/lib/install/model'
import { prepareInstall, shownLines, type Wanted } from '@/lib/install/plan'
import { type Failure, fail, ok, type Result } from '@/lib/result'

/**
 * Writes what a plan said, and nothing else: fails with `conflict` when the file, or what would become of it, is not what the plan
 * was about. The file as it was is kept beside it.
 */
export function install(
  wanted: Wanted,
  planHash: string,
  answers: MergeAnswers,
  computer: Computer,
): Promise<Result<Installed>> {
  return exclusively('install', async () => {
    const prepared = await prepareInstall(wanted, answers, computer)

    if (!prepared.ok) {
      return prepared
    }
    const { plan, before, text } = prepared.data

    if (plan.hash !== planHash) {
      return fail(changedSince(plan.file))
    }
    if (plan.state === 'asks') {
      return fail({
        code: 'conflict',
        message: plan.questions.map(({ message }) => message).join(' '),
        remedy: 'Say which entry to bring up to date, or that both are wanted. Nothing was written.',
      })
    }
    const { file, entry, restart } = plan
    return plan.state === 'same'
      ? ok({ file, entry, restart })
      : replace(before, text, { kind: 'install', client: wanted.client.id, name: wanted.name, entry }, restart)
  })
}

export type What = Pick<InstallRecord, 'kind' | 'client' | 'name' | 'entry'>

/** Writes a file, with a copy of it as it was and a line in the journal; both are there before the file changes. */
export function replace(before: ClientFile, text: string, what: What, restart: string): Result<Installed> {
  const refused = whyNotWritable(before)

  if (refused) {
    return fail(refused)
  }
  const now = Date.now()
  const backup = before.exists ? backUp(before, now) : undefined
  const kept = backup === undefined ? {} : { backup }
  const record = addRecord({
    ...what,
    ...kept,
    at: new Date(now).toISOString(),
    file: before.path,
    before: before.hash,
    after: hashOf(Buffer.from(text)),
  })

  // The last look before the rename: an editor may have saved meanwhile.
  if (readClientFile(before.path).hash !== before.hash) {
    dropRecord(record.id)
    return fail(changedSince(before.path))
  }
  try {
    writeClientFile(before, text)
  } catch (error) {
    dropRecord(record.id)
    throw error
  }
  return ok({ id: record.id, file: before.path, entry: what.entry, ...kept, restart })
}

/** The newest change of a client's file by Slipway that is about a runtime. */
export function lastRecord(client: string, name: string): InstallRecord | undefined {
  return readJournal().find((each) => each.client === client && each.name === name)
}

/**
 * Puts a file back, byte for byte, or removes it where there was none. One that was changed since is left alone, and the answer
 * shows what an undo would throw away.
 */
export function undo(id: string): Promise<Result<Undone>> {
  return exclusively('install', async () => {
    const record = readJournal().find((each) => each.id === id)

    if (!record) {
      return fail(nothingToUndo)
    }
    const { file, backup, before, after } = record
    const now = readClientFile(file)
    const bytes = backup !== undefined && existsSync(backup) ? readFileSync(backup) : undefined

    if (now.hash !== after) {
      const diff = shownLines(bytes?.toString('utf8') ?? '', now.text).filter(({ kind }) => kind !== 'same')
      return ok({ state: 'changed', file, ...(backup === undefined ? {} : { backup }), diff })
    }
    const refused = whyNotWritable(now)

    if (refused) {
      return fail(refused)
    }
    if (before === NO_FILE) {
      removeClientFile(now)
    } else if (!bytes || hashOf(bytes) !== before) {
      return fail(backupGone(file))
    } else {
      writeClientFile(now, bytes)
    }
    dropRecord(id)

    if (backup !== undefined) {
      rmSync(backup, { force: true })
    }
    return ok({ state: before === NO_FILE ? 'removed' : 'restored', file })
  })
}

export const nothingToUndo: Failure = {
  code: 'not-found',
  message: 'Nothing is known that could be undone: this install was undone before, or is not in the journal.',
  remedy: 'Take the entry out instead.',
  command: 'npm run slipway -- uninstall CLIENT NAME',
}

function changedSince(file: string): Failure {
  return {
    code: 'conflict',
    message: `${file} was changed since the plan was made, so nothing was written.`,
    remedy: 'Look at the plan anew, then install.',
  }
}

function backupGone(file: string): Failure {
  return {
    code: 'not-found',
    message: `The copy of ${file} as it was is gone, or was changed.`,
    remedy: 'Take the entry out with uninstall.',
  }
}
