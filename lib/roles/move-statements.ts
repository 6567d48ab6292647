import 'server-only'
import type { Connection } from '@/lib/aws/connection'
import { planMove } from '@/lib/policies/document/move-statements'
import { type Failure, fail, ok, type Result } from '@/lib/result'
import type { MoveOutcome } from '@/lib/roles/move-outcome'
import { deleteInlinePolicy, saveRoleDocument } from '@/lib/roles/mutations'
import type { SaveOutcome } from '@/lib/roles/save-outcome'
import type { MoveStatementsInput } from '@/lib/roles/schema'
import type { Writer } from '@/lib/writer'

/**
 * Moves statements from one policy of a role to another. The receiver is written first, so nothing that is allowed or denied is
 * missing at any moment; where taking away fails, both have them (`in-both`), which changes nothing for the role.
 */
export async function moveStatements(
  writer: Writer,
  connection: Connection,
  input: MoveStatementsInput,
): Promise<Result<MoveOutcome>> {
  const { roleName, from, to, statements, expectedFrom, expectedTo, reason } = input
  const plan = planMove({ from: expectedFrom, to: expectedTo ?? null, statements })
  const refusal = from === to ? 'A statement moves to another policy.' : plan.ok ? null : plan.refusal

  if (refusal !== null || !plan.ok) {
    return fail({ ...NOT_MOVED, message: refusal ?? '' })
  }
  if (plan.from === null && !from.startsWith('inline:')) {
    return fail(NOTHING_LEFT)
  }
  const received = await saveRoleDocument(writer, connection, {
    roleName,
    document: to,
    text: plan.to,
    expected: expectedTo,
    reason,
  })

  if (!received.ok) {
    return received
  }
  if (received.data.state === 'changed-elsewhere') {
    return ok({ state: 'changed-elsewhere', document: to })
  }
  const taken = await takeAway(writer, connection, input, plan.from)

  if (taken.ok && taken.data.state === 'saved') {
    return ok({ state: 'moved' })
  }
  return ok({ state: 'in-both', failure: taken.ok ? CHANGED : taken.error })
}

function takeAway(
  writer: Writer,
  connection: Connection,
  { roleName, from, expectedFrom: expected, reason }: MoveStatementsInput,
  text: string | null,
): Promise<Result<SaveOutcome>> {
  return text === null
    ? deleteInlinePolicy(writer, connection, { roleName, policyName: from.slice('inline:'.length), expected, reason })
    : saveRoleDocument(writer, connection, { roleName, document: from, text, expected, reason })
}

const NOT_MOVED: Omit<Failure, 'message'> = { code: 'invalid-input', remedy: 'Nothing was changed.' }

const NOTHING_LEFT: Failure = {
  code: 'invalid-input',
  message: 'A managed policy can’t be left without a statement.',
  remedy: 'Leave one statement in it. Nothing was changed.',
}

const CHANGED: Failure = {
  code: 'conflict',
  message: 'It was changed elsewhere since this was looked at.',
  remedy: 'Look at it again, and delete there what is in both.',
}
