import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import { attempt } from '@/lib/aws/attempt'
import type { Connection } from '@/lib/aws/connection'
import { accountOf } from '@/lib/connections/identity'
import { exclusively } from '@/lib/exclusively'
import { type Failure, fail, ok, type Result } from '@/lib/result'
import { sameDocument } from '@/lib/roles/same-document'
import type { SaveOutcome } from '@/lib/roles/save-outcome'

/** One change of a text that IAM keeps without any check of its own; null stands for no text. */
export type CheckedWrite = {
  /** What must not be written twice at once: a role's document, or the ARN of a managed policy. */
  subject: string
  read: () => Promise<string | null>
  write: () => Promise<unknown>
  text: string | null
  /** What the person saw when the change was made. */
  expected: string | null
  /** Why it may not be, given IAM's text of now. */
  refuse: (current: string | null) => Promise<Failure | null>
}

/** How long to wait before each look after a write: somebody else's may be on its way, and IAM's answers may lag behind. */
const LOOKS_MS = [200, 300, 600, 1200]

/**
 * Writes when IAM still has what was expected, and looks afterwards whether it stayed. Within this process writes of one subject
 * wait for each other; of other programs, one that comes between the two looks is noticed.
 */
export async function writeChecked(connection: Connection, change: CheckedWrite): Promise<Result<SaveOutcome>> {
  return exclusively(`iam ${await accountOf(connection)} ${change.subject}`, () => checkAndWrite(change))
}

async function checkAndWrite(change: CheckedWrite): Promise<Result<SaveOutcome>> {
  const first = await look(change)

  if ('done' in first) {
    return first.done
  }
  const refused = await change.refuse(first.current)

  if (refused) {
    return fail(refused)
  }
  // The question above may have taken seconds.
  const second = await look(change)

  if ('done' in second) {
    return second.done
  }
  return attempt(async () => {
    await change.write()
    return outcomeOf(change)
  })
}

async function look({
  read,
  text,
  expected,
}: CheckedWrite): Promise<{ done: Result<SaveOutcome> } | { current: string | null }> {
  const found = await attempt(read)

  if (!found.ok) {
    return { done: found }
  }
  const current = found.data

  if (current === text) {
    return { done: ok(saved()) }
  }
  return current === expected ? { current } : { done: ok({ state: 'changed-elsewhere', current }) }
}

async function outcomeOf({ read, text, expected }: CheckedWrite): Promise<SaveOutcome> {
  for (const ms of LOOKS_MS) {
    await pause(ms)
    const found = await attempt(read)

    // Written it is; that it can't be read now does not change that.
    if (!found.ok || sameDocument(found.data, text)) {
      return saved()
    }
    if (!sameDocument(found.data, expected)) {
      return { state: 'changed-elsewhere', current: found.data, isReplaced: true }
    }
  }
  return saved()
}

function saved(): SaveOutcome {
  return { state: 'saved', savedAt: new Date().toISOString() }
}
