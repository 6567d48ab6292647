import 'server-only'
import { attempt, isAwsError } from '@/lib/aws/attempt'
import { writeClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { parsePolicy } from '@/lib/policies/document/document'
import { isRefusedManagedPolicy, refusePolicy } from '@/lib/policies/evaluate/danger'
import { type Failure, fail, ok, type Result } from '@/lib/result'
import { documentsOf, permissionsBeside } from '@/lib/roles/document'
import { getRole, readManagedPolicy } from '@/lib/roles/queries'
import type { AttachInput, DetachInput } from '@/lib/roles/schema'
import { widens } from '@/lib/roles/widening'
import type { Writer } from '@/lib/writer'

/** Puts a managed policy on a role. Refused: what makes an administrator. On a role that has it already nothing happens. */
export async function attachPolicy(
  writer: Writer,
  connection: Connection,
  { roleName, arn }: AttachInput,
): Promise<Result<{ arn: string }>> {
  const text = await attempt(() => readManagedPolicy(connection, arn))

  if (!text.ok) {
    return text
  }
  const refused = isRefusedManagedPolicy(arn) ? ADMINISTRATOR : refusalOf(text.data)

  if (refused) {
    return fail(refused)
  }
  return attempt(async () => {
    await writeClients(writer, connection).iam.attachRolePolicy({ RoleName: roleName, PolicyArn: arn })
    return { arn }
  })
}

/** Takes a managed policy off a role; the policy itself stays. One whose end allows more (it denies) needs `looked`. */
export async function detachPolicy(
  writer: Writer,
  connection: Connection,
  { roleName, arn, looked }: DetachInput,
): Promise<Result<{ arn: string }>> {
  const role = await getRole(connection, roleName)

  if (!role.ok) {
    return role
  }
  const documents = role.data ? documentsOf(role.data) : []
  const id = `managed:${arn}`
  const attached = documents.find((document) => document.id === id)

  if (!attached) {
    return ok({ arn })
  }
  const change = { before: attached.text, after: null, ...permissionsBeside(documents, id), isShared: false }

  if (!looked && (await widens(change))) {
    return fail(DENIES)
  }
  return attempt(async () => {
    await detached(writer, connection, roleName, arn)
    return { arn }
  })
}

/** Somebody else may have detached it in the same moment. */
async function detached(writer: Writer, connection: Connection, roleName: string, arn: string): Promise<void> {
  try {
    await writeClients(writer, connection).iam.detachRolePolicy({ RoleName: roleName, PolicyArn: arn })
  } catch (error) {
    if (!isAwsError(error, 'NoSuchEntityException')) {
      throw error
    }
  }
}

function refusalOf(text: string | null): Failure | null {
  const parsed = text === null ? null : parsePolicy(text)
  return parsed?.ok ? refusePolicy(parsed.data) : null
}

const ADMINISTRATOR: Failure = {
  code: 'invalid-input',
  message: 'An execution role must never have administrator rights.',
  remedy: 'Attach ReadOnlyAccess, or a policy with just the actions that are needed.',
}

const DENIES: Failure = {
  code: 'invalid-input',
  message: 'This policy denies something, so the assistant gains by its end.',
  remedy: 'Look at what is gained, and say that you have.',
  fields: { looked: ['Say that you have looked at what is gained.'] },
}
