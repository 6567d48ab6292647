import 'server-only'
import { parseArn } from '@/lib/aws/arn'
import { attempt, isAwsError } from '@/lib/aws/attempt'
import { writeClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { exclusively } from '@/lib/exclusively'
import { AppError, fail, type Result } from '@/lib/result'
import { DENY_ALL_ARN_PATH, STOP_POLICY, STOP_REASON_TAG, STOPPED_AT_TAG } from '@/lib/roles/stop-marks'
import { hasDeny, roleDeny, tagText, withDeny, withoutDeny } from '@/lib/stop/deny'
import type { Lever } from '@/lib/stop/model'
import { resourcePolicyText } from '@/lib/stop/read-stop'
import type { Writer } from '@/lib/writer'

/** Longest text that AWS takes for a policy of a resource. */
const POLICY_LIMIT = 20_480

type Reason = { at: string; reason: string }

/** Denies the role everything but telemetry, and notes when and why. A role without room for it gets AWS's own AWSDenyAll. */
export function closeRole(
  writer: Writer,
  connection: Connection,
  { name, arn }: Lever,
  { at, reason }: Reason,
): Promise<Result<boolean>> {
  const { iam } = writeClients(writer, connection)
  return attempt(async () => {
    try {
      await iam.putRolePolicy({ RoleName: name, PolicyName: STOP_POLICY, PolicyDocument: roleDeny(at) })
    } catch (error) {
      if (!isAwsError(error, 'LimitExceededException')) {
        throw error
      }
      await iam.attachRolePolicy({ RoleName: name, PolicyArn: denyAllArn(arn) })
    }
    const Tags = [
      { Key: STOPPED_AT_TAG, Value: at },
      { Key: STOP_REASON_TAG, Value: tagText(reason) },
    ]
    await iam.tagRole({ RoleName: name, Tags })
    return true
  })
}

/** Takes away what `closeRole` put there; the note goes last, so that a second run finds what the first left. */
export function openRole(writer: Writer, connection: Connection, { name, arn }: Lever): Promise<Result<boolean>> {
  const { iam } = writeClients(writer, connection)
  return attempt(async () => {
    const wasThere = await unlessMissing(iam.deleteRolePolicy({ RoleName: name, PolicyName: STOP_POLICY }))
    const { Tags = [] } = await iam.listRoleTags({ RoleName: name })

    if (Tags.some(({ Key }) => Key === STOPPED_AT_TAG)) {
      await unlessMissing(iam.detachRolePolicy({ RoleName: name, PolicyArn: denyAllArn(arn) }))
      await iam.untagRole({ RoleName: name, TagKeys: [STOPPED_AT_TAG, STOP_REASON_TAG] })
      return true
    }
    return wasThere
  })
}

/** Puts a deny for everybody before what the policy says. True: it was not there. */
export function closeResource(
  writer: Writer,
  connection: Connection,
  lever: Lever,
  at: string,
): Promise<Result<boolean>> {
  return change(writer, connection, lever, (text) => {
    const next = withDeny(text, lever.arn, at)

    if (!hasDeny(next, lever.arn)) {
      throw new AppError({
        code: 'refused',
        message: `The resource policy of ${lever.name} is not one that Slipway can read, so it was left alone.`,
        remedy: 'Add a deny for everybody to it in the AWS console, or delete it and stop again.',
      })
    }
    return next
  })
}

/** Gives the policy its old text back, or takes it away where there was none. True: something changed. */
export function openResource(writer: Writer, connection: Connection, lever: Lever): Promise<Result<boolean>> {
  return change(writer, connection, lever, (text) => (text === null ? null : withoutDeny(text)))
}

async function change(
  writer: Writer,
  connection: Connection,
  { arn, name }: Lever,
  next: (text: string | null) => string | null,
): Promise<Result<boolean>> {
  return exclusively(`resource policy ${arn}`, async () => {
    const text = await resourcePolicyText(connection, arn)

    if (!text.ok) {
      return text
    }
    const { agentcoreControl } = writeClients(writer, connection)
    return attempt(async () => {
      const wanted = next(text.data)

      if (wanted === text.data) {
        return false
      }
      if (wanted === null) {
        await unlessMissing(agentcoreControl.deleteResourcePolicy({ resourceArn: arn }))
        return true
      }
      if (wanted.length > POLICY_LIMIT) {
        throw new AppError(tooLong(name))
      }
      await agentcoreControl.putResourcePolicy({ resourceArn: arn, policy: wanted })
      return true
    })
  })
}

function tooLong(name: string) {
  return fail({
    code: 'quota',
    message: `The resource policy of ${name} has no room for the deny: AWS takes ${POLICY_LIMIT} characters.`,
    remedy: 'Shorten it. The deny on the role works without it.',
  }).error
}

/** False: there was nothing. */
async function unlessMissing(answer: Promise<unknown>): Promise<boolean> {
  try {
    await answer
    return true
  } catch (error) {
    if (!isAwsError(error, 'NoSuchEntityException', 'ResourceNotFoundException')) {
      throw error
    }
    return false
  }
}

function denyAllArn(roleArn: string): string {
  return `arn:${parseArn(roleArn)?.partition ?? 'aws'}${DENY_ALL_ARN_PATH}`
}
