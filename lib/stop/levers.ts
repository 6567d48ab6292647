import 'server-only'
import { parseArn } from '@/lib/aws/arn'
import { attempt, isAwsError } from '@/lib/aws/attempt'
import { writeClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { exclusively } from '@/lib/exclusively'
import { AppError, fail, type Result } from '@/lib/result'
import {
  DENY_ALL_ARN_PATH,
  STOP_ATTACHED_TAG,
  STOP_POLICY,
  STOP_REASON_TAG,
  STOPPED_AT_TAG,
} from '@/lib/roles/stop-marks'
import { hasDeny, roleDeny, tagText, withDeny, withoutDeny } from '@/lib/stop/deny'
import type { Lever } from '@/lib/stop/model'
import { resourcePolicyText } from '@/lib/stop/read-stop'
import type { Writer } from '@/lib/writer'

/** Longest text that AWS takes for a policy of a resource. */
const POLICY_LIMIT = 20_480

const STOP_TAGS = [STOPPED_AT_TAG, STOP_REASON_TAG, STOP_ATTACHED_TAG]

type Tag = { Key: string; Value: string }
type Reason = { at: string; reason: string }

/** Denies the role everything but telemetry, and notes when and why. A role without room for it gets AWS's own AWSDenyAll. */
export function closeRole(
  writer: Writer,
  connection: Connection,
  { name, arn }: Lever,
  { at, reason }: Reason,
): Promise<Result<boolean>> {
  const { iam } = writeClients(writer, connection)
  const note = async (...more: Tag[]) => {
    const { Tags: known = [] } = await iam.listRoleTags({ RoleName: name })
    // Who goes on with a stop did not begin it: when and why stay those of the first.
    const first = known.some(({ Key }) => Key === STOPPED_AT_TAG)
      ? []
      : [
          { Key: STOPPED_AT_TAG, Value: at },
          { Key: STOP_REASON_TAG, Value: tagText(reason) },
        ]
    const Tags = [...first, ...more]

    if (Tags.length > 0) {
      await iam.tagRole({ RoleName: name, Tags })
    }
  }
  return oneAtATime(arn, async () => {
    if (await hasRoom(iam.putRolePolicy({ RoleName: name, PolicyName: STOP_POLICY, PolicyDocument: roleDeny(at) }))) {
      await note()
      return true
    }
    const { AttachedPolicies = [] } = await iam.listAttachedRolePolicies({ RoleName: name })

    if (AttachedPolicies.some(({ PolicyArn }) => PolicyArn === denyAllArn(arn))) {
      await note()
      return true
    }
    // The note goes first, so that a stop cut off in between is found. A role with no room for it is denied all the same.
    try {
      await note({ Key: STOP_ATTACHED_TAG, Value: 'AWSDenyAll' })
    } finally {
      await iam.attachRolePolicy({ RoleName: name, PolicyArn: denyAllArn(arn) })
    }
    return true
  })
}

/** Takes away what `closeRole` put there; the note goes last, so that a second run finds what the first left. */
export function openRole(writer: Writer, connection: Connection, { name, arn }: Lever): Promise<Result<boolean>> {
  const { iam } = writeClients(writer, connection)
  return oneAtATime(arn, async () => {
    const wasThere = await unlessMissing(iam.deleteRolePolicy({ RoleName: name, PolicyName: STOP_POLICY }))
    const { Tags = [] } = await iam.listRoleTags({ RoleName: name })
    const TagKeys = Tags.flatMap(({ Key = '' }) => (STOP_TAGS.includes(Key) ? [Key] : []))

    if (TagKeys.includes(STOP_ATTACHED_TAG)) {
      await unlessMissing(iam.detachRolePolicy({ RoleName: name, PolicyArn: denyAllArn(arn) }))
    }
    if (TagKeys.length > 0) {
      await iam.untagRole({ RoleName: name, TagKeys })
    }
    return wasThere || TagKeys.length > 0
  })
}

/** A stop and a resume that come at once would each leave half of what they do. */
function oneAtATime(roleArn: string, run: () => Promise<boolean>): Promise<Result<boolean>> {
  return exclusively(`stop of ${roleArn}`, () => attempt(run))
}

async function hasRoom(put: Promise<unknown>): Promise<boolean> {
  try {
    await put
    return true
  } catch (error) {
    if (!isAwsError(error, 'LimitExceededException')) {
      throw error
    }
    return false
  }
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
