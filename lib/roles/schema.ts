import { z } from 'zod'
import { DOCUMENT_TEXT_LIMIT } from '@/lib/policies/document/limits'

/** IAM's pattern for names of roles and policies. */
const iamName = z.string().regex(/^[\w+=,.@-]{1,128}$/, 'Letters, digits and + = , . @ _ - only, at most 128.')
const managedArn = z.string().regex(/^arn:[\w-]+:iam::\d{12}:policy\/[\w+=,.@/-]{1,640}$/)
const documentId = z.union([
  z.literal('trust'),
  z
    .string()
    .regex(/^inline:[\w+=,.@-]{1,128}$/, 'A policy’s name takes letters, digits and + = , . @ _ - only, at most 128.'),
  z.templateLiteral(['managed:', managedArn]),
])
const reason = z.string().trim().max(500, 'At most 500 characters.').default('')
const text = z.string().max(DOCUMENT_TEXT_LIMIT, `IAM takes at most ${DOCUMENT_TEXT_LIMIT} characters.`)

/** `expected` is the text that the editing began with; absent for a new policy. */
export const saveDocumentInput = z.object({
  roleName: iamName,
  document: documentId,
  text,
  expected: text.optional(),
  reason,
})
export type SaveDocumentInput = z.output<typeof saveDocumentInput>

const permissionsId = z.union([
  z.string().regex(/^inline:[\w+=,.@-]{1,128}$/, 'Letters, digits and + = , . @ _ - only, at most 128.'),
  z.templateLiteral(['managed:', managedArn]),
])

/** `expectedTo` is absent for a new policy; `statements` are numbers from 0 in the text `expectedFrom`. */
export const moveStatementsInput = z.object({
  roleName: iamName,
  from: permissionsId,
  to: permissionsId,
  statements: z.array(z.number().int().min(0).max(10_000)).min(1, 'Choose a statement.').max(10_000),
  expectedFrom: text,
  expectedTo: text.optional(),
  reason,
})
export type MoveStatementsInput = z.output<typeof moveStatementsInput>

export const deleteInlineInput = z.object({ roleName: iamName, policyName: iamName, expected: text, reason })
export type DeleteInlineInput = z.output<typeof deleteInlineInput>

/** AWS's own, or one of an account. */
const attachableArn = z
  .string()
  .trim()
  .regex(
    /^arn:[\w-]+:iam::(?:\d{12}|aws):policy\/[\w+=,.@/-]{1,640}$/,
    'An ARN looks like arn:aws:iam::aws:policy/ReadOnlyAccess.',
  )

/** `looked`: what the change allows was looked at. Attaching allows something, so it is always asked for. */
export const attachInput = z.object({ roleName: iamName, arn: attachableArn, looked: z.literal(true) })
export type AttachInput = z.output<typeof attachInput>

/** A question about attaching, which changes nothing. */
export const attachableInput = z.strictObject({ roleName: iamName, arn: attachableArn })

/** Words of a search for a managed policy. */
export const policySearchInput = z.strictObject({ question: z.string().max(700) })

export const ownPoliciesInput = z.strictObject({})

export const detachInput = z.object({ roleName: iamName, arn: attachableArn, looked: z.boolean() })
export type DetachInput = z.output<typeof detachInput>

export const policyVersionsInput = z.object({ arn: managedArn })

/** `current`: id of the version that was the default when the choice was made. */
export const defaultVersionInput = z.object({
  arn: managedArn,
  versionId: z.string().regex(/^v\d{1,9}$/),
  current: z.string().regex(/^v\d{1,9}$/),
  reason,
})
export type DefaultVersionInput = z.output<typeof defaultVersionInput>

/** Bodies of the questions to AWS, which change nothing. */
export const validateInput = z.strictObject({ text, kind: z.enum(['identity', 'trust']) })

export const simulateInput = z.strictObject({
  roleName: iamName,
  action: z.string().regex(/^[\w-]{1,64}:[\w*?]{1,128}$/, 'An action looks like s3:GetObject.'),
  resource: z.string().min(1).max(2048),
  context: z.record(z.string().min(1).max(256), z.array(z.string().max(2048)).max(50)),
  /** Texts that aren't saved yet; absent: what the role has in IAM. */
  unsaved: z.object({ policies: z.array(text).max(50), boundary: text.optional() }).optional(),
})
export type SimulateQuestion = z.output<typeof simulateInput>
