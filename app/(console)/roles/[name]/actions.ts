'use server'

import { action } from '@/lib/auth/action'
import { listPolicyVersions, setDefaultVersion } from '@/lib/roles/managed-versions'
import { deleteInlinePolicy, saveRoleDocument } from '@/lib/roles/mutations'
import { defaultVersionInput, deleteInlineInput, policyVersionsInput, saveDocumentInput } from '@/lib/roles/schema'

// Not form actions: a form's encoding turns line breaks into CR LF, and a policy is kept as it was typed.
export const saveDocumentAction = action({
  input: saveDocumentInput,
  run: ({ actor, connection }, input) => saveRoleDocument(actor, connection, input),
})

export const deleteInlineAction = action({
  input: deleteInlineInput,
  run: ({ actor, connection }, input) => deleteInlinePolicy(actor, connection, input),
})

export const policyVersionsAction = action({
  input: policyVersionsInput,
  access: 'read',
  run: ({ connection }, { arn }) => listPolicyVersions(connection, arn),
})

export const setDefaultVersionAction = action({
  input: defaultVersionInput,
  run: ({ actor, connection }, input) => setDefaultVersion(actor, connection, input),
})
