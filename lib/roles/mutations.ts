import 'server-only'
import { isAwsError } from '@/lib/aws/attempt'
import { awsClients, writeClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { parsePolicy, parseTrustPolicy } from '@/lib/policies/document/document'
import { refusePolicy } from '@/lib/policies/evaluate/danger'
import { type Failure, fail, type Result } from '@/lib/result'
import { replaceManagedPolicy } from '@/lib/roles/managed-versions'
import { decodeDocument } from '@/lib/roles/model'
import type { SaveOutcome } from '@/lib/roles/save-outcome'
import type { DeleteInlineInput, SaveDocumentInput } from '@/lib/roles/schema'
import { wideningWithoutReason } from '@/lib/roles/widening'
import { writeChecked } from '@/lib/roles/write-checked'
import type { Writer } from '@/lib/writer'

/**
 * Creates or replaces one document of a role, when IAM still has the text that the editing began with (write-checked.ts).
 * A document that allows more than before needs a reason.
 */
export async function saveRoleDocument(
  writer: Writer,
  connection: Connection,
  input: SaveDocumentInput,
): Promise<Result<SaveOutcome>> {
  const failure = refusalOf(input)

  if (failure) {
    return fail(failure)
  }
  return writeChecked(connection, {
    subject: subjectOf(input),
    read: () => currentText(connection, input),
    write: () => write(writer, connection, input),
    text: input.text,
    expected: input.expected ?? null,
    refuse: (current) => wideningWithoutReason(connection, current, input),
  })
}

/** Takes an inline policy away, when it is still the one that was shown. One that denies something goes for a reason only. */
export async function deleteInlinePolicy(
  writer: Writer,
  connection: Connection,
  { roleName, policyName, expected, reason }: DeleteInlineInput,
): Promise<Result<SaveOutcome>> {
  const document = `inline:${policyName}`
  return writeChecked(connection, {
    subject: subjectOf({ roleName, document }),
    read: () => inlineText(connection, roleName, policyName),
    write: () => removeInline(writer, connection, roleName, policyName),
    text: null,
    expected,
    refuse: (current) => wideningWithoutReason(connection, current, { roleName, document, text: null, reason }),
  })
}

/** Somebody else may have taken it away in the same moment. */
async function removeInline(
  writer: Writer,
  connection: Connection,
  roleName: string,
  policyName: string,
): Promise<void> {
  try {
    await writeClients(writer, connection).iam.deleteRolePolicy({ RoleName: roleName, PolicyName: policyName })
  } catch (error) {
    if (!isAwsError(error, 'NoSuchEntityException')) {
      throw error
    }
  }
}

/** A managed policy is one and the same from whichever role it is edited. */
function subjectOf({ roleName, document }: { roleName: string; document: string }): string {
  const [kind, key] = split(document)
  return kind === 'managed' ? key : `${roleName} ${document}`
}

function refusalOf({ document, text }: SaveDocumentInput): Failure | null {
  const parsed = document === 'trust' ? parseTrustPolicy(text) : parsePolicy(text)

  if (!parsed.ok) {
    return parsed.error
  }
  return document === 'trust' ? null : refusePolicy(parsed.data)
}

async function currentText(connection: Connection, { roleName, document }: SaveDocumentInput): Promise<string | null> {
  const { iam } = awsClients(connection)
  const [kind, key] = split(document)

  if (kind === 'trust') {
    const { Role } = await iam.getRole({ RoleName: roleName })
    return decodeDocument(Role?.AssumeRolePolicyDocument)
  }
  if (kind === 'inline') {
    return inlineText(connection, roleName, key)
  }
  const { Policy } = await iam.getPolicy({ PolicyArn: key })
  const { PolicyVersion } = await iam.getPolicyVersion({ PolicyArn: key, VersionId: Policy?.DefaultVersionId })
  return decodeDocument(PolicyVersion?.Document)
}

async function inlineText(connection: Connection, roleName: string, policyName: string): Promise<string | null> {
  try {
    const answer = await awsClients(connection).iam.getRolePolicy({ RoleName: roleName, PolicyName: policyName })
    return decodeDocument(answer.PolicyDocument)
  } catch (error) {
    if (isAwsError(error, 'NoSuchEntityException')) {
      return null
    }
    throw error
  }
}

async function write(
  writer: Writer,
  connection: Connection,
  { roleName, document, text }: SaveDocumentInput,
): Promise<void> {
  const { iam } = writeClients(writer, connection)
  const [kind, key] = split(document)

  if (kind === 'trust') {
    await iam.updateAssumeRolePolicy({ RoleName: roleName, PolicyDocument: text })
  } else if (kind === 'inline') {
    await iam.putRolePolicy({ RoleName: roleName, PolicyName: key, PolicyDocument: text })
  } else {
    await replaceManagedPolicy(writer, connection, key, text)
  }
}

/** `inline:NAME` → `inline`, `NAME`. */
function split(document: string): [kind: string, key: string] {
  const colon = document.indexOf(':')
  return colon < 0 ? [document, ''] : [document.slice(0, colon), document.slice(colon + 1)]
}
