'use server'

import { action } from '@/lib/auth/action'
import { deleteInlinePolicy, saveRoleDocument } from '@/lib/roles/mutations'
import { deleteInlineInput, saveDocumentInput } from '@/lib/roles/schema'

// Not form actions: a form's encoding turns line breaks into CR LF, and a policy is kept as it was typed.
export const saveDocumentAction = action({
  input: saveDocumentInput,
  run: ({ actor, connection }, input) => saveRoleDocument(actor, connection, input),
})

export const deleteInlineAction = action({
  input: deleteInlineInput,
  run: ({ actor, connection }, input) => deleteInlinePolicy(actor, connection, input),
})
