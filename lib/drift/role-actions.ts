'use server'

import { after } from 'next/server'
import { action } from '@/lib/auth/action'
import type { Connection } from '@/lib/aws/connection'
import { noteOwnDocument } from '@/lib/drift/note-own'
import type { Result } from '@/lib/result'
import { attachPolicy, detachPolicy } from '@/lib/roles/attached'
import { moveStatements } from '@/lib/roles/move-statements'
import { deleteInlinePolicy, saveRoleDocument } from '@/lib/roles/mutations'
import type { SaveOutcome } from '@/lib/roles/save-outcome'
import { attachInput, deleteInlineInput, detachInput, moveStatementsInput, saveDocumentInput } from '@/lib/roles/schema'
import type { Writer } from '@/lib/writer'

// Not form actions: a form's encoding turns line breaks into CR LF, and a policy is kept as it was typed.
export const saveDocumentAction = action({
  iam: true,
  input: saveDocumentInput,
  run: ({ actor, connection }, input) =>
    noting(actor, connection, input.roleName, input.document, saveRoleDocument(actor, connection, input)),
})

export const deleteInlineAction = action({
  iam: true,
  input: deleteInlineInput,
  run: ({ actor, connection }, input) =>
    noting(
      actor,
      connection,
      input.roleName,
      `inline:${input.policyName}`,
      deleteInlinePolicy(actor, connection, input),
    ),
})

export const attachPolicyAction = action({
  iam: true,
  input: attachInput,
  run: ({ actor, connection }, input) =>
    noting(actor, connection, input.roleName, `managed:${input.arn}`, attachPolicy(actor, connection, input)),
})

export const detachPolicyAction = action({
  iam: true,
  input: detachInput,
  run: ({ actor, connection }, input) =>
    noting(actor, connection, input.roleName, `managed:${input.arn}`, detachPolicy(actor, connection, input)),
})

export const moveStatementsAction = action({
  iam: true,
  input: moveStatementsInput,
  run: async ({ actor, connection }, input) => {
    const result = await moveStatements(actor, connection, input)

    if (result.ok && result.data.state !== 'changed-elsewhere') {
      const { state } = result.data
      after(async () => {
        await noteOwnDocument(actor, connection, input.roleName, input.to)

        if (state === 'moved') {
          await noteOwnDocument(actor, connection, input.roleName, input.from)
        }
      })
    }
    return result
  },
})

/** The answer doesn't wait for the note; where that fails, the change shows as drift by Slipway until it is accepted. */
async function noting<T extends SaveOutcome | { arn: string }>(
  writer: Writer,
  connection: Connection,
  roleName: string,
  document: string,
  change: Promise<Result<T>>,
): Promise<Result<T>> {
  const result = await change

  // What somebody else wrote meanwhile is not Slipway's to note.
  if (result.ok && (!('state' in result.data) || result.data.state === 'saved')) {
    after(() => noteOwnDocument(writer, connection, roleName, document))
  }
  return result
}
