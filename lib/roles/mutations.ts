import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import { attempt, isAwsError } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { AppError } from '@/lib/errors'
import { refusePolicy } from '@/lib/policies/danger'
import { parsePolicy } from '@/lib/policies/document'
import { fail, type Result } from '@/lib/result'
import { decodeDocument } from '@/lib/roles/model'

/**
 * Creates or replaces an inline policy. `expected` is the text that the editor started from (null: there was none);
 * when IAM has another by now, nothing is written and the failure is `conflict`. IAM itself has no such check.
 */
export async function saveInlinePolicy(
  actor: Actor,
  connection: Connection,
  input: { roleName: string; policyName: string; document: string; expected: string | null },
): Promise<Result<null>> {
  const parsed = parsePolicy(input.document)

  if (!actor.canWrite) {
    return readOnly
  }
  if (!parsed.ok) {
    return parsed
  }
  const refusal = refusePolicy(parsed.data)

  if (refusal) {
    return fail(refusal)
  }
  return attempt(async () => {
    const current = await currentDocument(connection, input.roleName, input.policyName)

    if (current !== input.expected && current !== input.document) {
      throw new AppError({
        code: 'conflict',
        message: `Somebody changed ${input.policyName} while you were editing it.`,
        remedy: 'Reload the policy, then make the change again.',
      })
    }
    await awsClients(connection).iam.putRolePolicy({
      RoleName: input.roleName,
      PolicyName: input.policyName,
      PolicyDocument: input.document,
    })
    return null
  })
}

async function currentDocument(connection: Connection, roleName: string, policyName: string): Promise<string | null> {
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

const readOnly = fail({
  code: 'read-only',
  message: 'Slipway runs in read-only mode.',
  remedy: 'Start it without SLIPWAY_READ_ONLY=1 to make changes.',
})
