import 'server-only'
import { randomUUID } from 'node:crypto'
import { attempt, isAwsError } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import { type Connection, connectionKey } from '@/lib/aws/connection'
import { turn } from '@/lib/deployments/advance/loop'
import type { AdvanceOptions, AdvanceResult, Plan } from '@/lib/deployments/model'
import { type Planned, planned } from '@/lib/deployments/plan/step'
import { isOwned } from '@/lib/deployments/spec/names'
import { exclusively } from '@/lib/exclusively'
import { policySize } from '@/lib/policies/document/document'
import { MANAGED_POLICY_LIMIT } from '@/lib/policies/document/limits'
import { type Failure, fail, ok, type Result } from '@/lib/result'
import { effectOf } from '@/lib/right-size/change/effect'
import { keepResize, readResizes } from '@/lib/right-size/change/kept'
import type { LivePolicies, Resize, ResizeRequest, Way } from '@/lib/right-size/change/model'
import { itemsOf, seenOf } from '@/lib/right-size/change/proposal'
import { resizeSteps } from '@/lib/right-size/change/steps'
import { decodeDocument, type RoleDetail, roleNameOf, toTags } from '@/lib/roles/model'
import { readRole } from '@/lib/roles/queries'
import { sameDocument } from '@/lib/roles/same-document'
import type { Writer } from '@/lib/writer'

/**
 * Keeps what is to be changed and what was there, on the disk, and changes nothing in AWS: `advanceResize` does. Refused: what would
 * allow anything new, what was looked at in another state, and a second change while one is on its way.
 */
export function beginResize(
  connection: Connection,
  { roleName, deployment, days, trimmed, replacements, seen }: ResizeRequest,
): Promise<Result<Resize>> {
  return alone(connection, roleName, async () => {
    const found = await attempt(() => readRole(connection, roleName, { withDocuments: true }))

    if (!found.ok) {
      return found
    }
    const role = found.data

    if (!role) {
      return fail(GONE)
    }
    if (readResizes(role).some(({ endedAt }) => endedAt === null)) {
      return fail(UNDER_WAY)
    }
    const items = itemsOf(replacements, role)

    if (seenOf(role) !== seen || !items) {
      return fail(CHANGED)
    }
    if (items.length === 0 || (await effectOf(role, items)).widens) {
      return fail(items.length === 0 ? NOTHING : WIDER)
    }
    const resize: Resize = {
      ...{ id: randomUUID(), roleName, roleArn: role.arn, roleCreatedAt: role.createdAt, deployment, days, trimmed },
      ...{ at: new Date().toISOString(), way: 'forth', endedAt: null, items },
    }
    const live = await readLive(connection, resize, role)
    const taken = [...live.copies.keys()].map(roleNameOf)
    const { stuck } = resizeSteps(resize, live)

    const tooLong = items.flatMap((item) =>
      item.kind === 'attached' && policySize(item.copy ?? '') > MANAGED_POLICY_LIMIT ? [item.arn] : [],
    )

    if (tooLong.length > 0) {
      return fail(longerThanAllowed(tooLong))
    }
    if (taken.length > 0 || stuck.length > 0) {
      return fail(taken.length > 0 ? takenNames(taken) : noRoom(stuck))
    }
    keepResize(resize)
    return ok(resize)
  })
}

/** Turns a change round, or on again: `advanceResize` goes there. Only the newest that isn't undone can be undone. */
export function turnResize(connection: Connection, role: ResizeKey, way: Way): Promise<Result<Resize>> {
  return alone(connection, role.roleName, async () => {
    const found = await attempt(() => findResize(connection, role))

    if (!found.ok || !found.data) {
      return found.ok ? fail(UNKNOWN) : found
    }
    const { resize, newest } = found.data

    if (newest !== resize.id) {
      return fail(NEWER)
    }
    const turned: Resize = { ...resize, way, endedAt: null }
    keepResize(turned)
    return ok(turned)
  })
}

export type ResizeKey = { roleName: string; id: string }

/** One write towards where the change goes. `overwrite`: what somebody else wrote meanwhile is replaced as well. */
export function advanceResize(
  writer: Writer,
  connection: Connection,
  key: ResizeKey,
  { overwrite = false, ...options }: AdvanceOptions & { overwrite?: boolean | undefined } = {},
): Promise<AdvanceResult> {
  return alone(connection, key.roleName, async () => {
    const found = await attempt(() => findResize(connection, key))

    if (!found.ok || !found.data) {
      return { state: 'failed', plan: null, failure: found.ok ? UNKNOWN : found.error }
    }
    const { resize } = found.data
    const look = async () => planOf(resize, await liveNow(connection, resize), { overwrite, ...options })
    const result = await turn(writer, connection, look, options)

    if (result.state === 'done') {
      keepResize({ ...resize, endedAt: resize.endedAt ?? new Date().toISOString() })
    }
    return result
  })
}

/** What is still to be written. */
export function planResize(connection: Connection, resize: Resize): Promise<Result<Plan>> {
  return attempt(async () => planOf(resize, await liveNow(connection, resize), { overwrite: true }).plan)
}

function planOf(
  resize: Resize,
  live: LivePolicies,
  { overwrite, performed = [] }: AdvanceOptions & { overwrite: boolean },
): Planned {
  const { steps, strange, stuck } = resizeSteps(resize, live, new Set(performed))
  const refusals = [
    ...(strange.length > 0 && !overwrite ? [changedSince(strange, resize.way)] : []),
    ...(stuck.length > 0 ? [noRoom(stuck)] : []),
  ]
  return planned(resize.deployment, steps, { warnings: [], refusals })
}

/** The change that could be gone on with or undone next; null: none that was made here. */
export function newestResize(connection: Connection, roleName: string): Promise<Result<Resize | null>> {
  return attempt(async () => {
    const role = await readRole(connection, roleName)
    return (role && readResizes(role).find(isUndoable)) ?? null
  })
}

function isUndoable({ way, endedAt }: Resize): boolean {
  return way === 'forth' || endedAt === null
}

type Found = { resize: Resize; newest: string | undefined }

async function findResize(connection: Connection, { roleName, id }: ResizeKey): Promise<Found | null> {
  const role = await readRole(connection, roleName)
  const all = role ? readResizes(role) : []
  const resize = all.find((one) => one.id === id)
  const newest = all.find(isUndoable)
  return resize ? { resize, newest: newest?.id ?? all[0]?.id } : null
}

async function liveNow(connection: Connection, resize: Resize): Promise<LivePolicies> {
  const role = await readRole(connection, resize.roleName)
  return role ? readLive(connection, resize, role) : { inline: new Map(), attached: new Set(), copies: new Map() }
}

async function readLive(connection: Connection, resize: Resize, role: RoleDetail): Promise<LivePolicies> {
  const made = resize.items.flatMap((item) =>
    item.kind === 'attached' && item.copy !== undefined ? [{ arn: item.arn, text: item.copy }] : [],
  )
  const copies = await Promise.all(
    made.map(async ({ arn, text }) => [arn, await readCopy(connection, arn, text, resize.deployment)] as const),
  )
  return {
    inline: new Map(role.inlinePolicies.map(({ name, document }) => [name, document])),
    attached: new Set(role.attachedPolicies.map(({ arn }) => arn)),
    copies: new Map(copies.flatMap(([arn, copy]) => (copy ? [[arn, copy] as const] : []))),
  }
}

/** Whoever may make policies could have made one of that name, or edited ours: its first version, tag and text tell. */
async function readCopy(connection: Connection, arn: string, text: string, deployment: string) {
  const { iam } = awsClients(connection)

  try {
    const { Policy } = await iam.getPolicy({ PolicyArn: arn })
    const VersionId = Policy?.DefaultVersionId
    const { PolicyVersion } = await iam.getPolicyVersion({ PolicyArn: arn, VersionId })
    const isSame = sameDocument(decodeDocument(PolicyVersion?.Document), text)
    const isOurs = VersionId === 'v1' && isSame && isOwned(toTags(Policy?.Tags), deployment)
    return { isOurs, attachments: Policy?.AttachmentCount ?? 0 }
  } catch (error) {
    if (isAwsError(error, 'NoSuchEntityException')) {
      return null
    }
    throw error
  }
}

function alone<T>(connection: Connection, roleName: string, run: () => Promise<T>): Promise<T> {
  return exclusively(`right-size ${connectionKey(connection)} ${roleName}`, run)
}

const GONE: Failure = {
  code: 'not-found',
  message: 'The role is gone.',
  remedy: 'Give the runtime a role that exists.',
}
const UNKNOWN: Failure = {
  code: 'not-found',
  message: 'This change isn’t kept here: the role was made anew, or it was changed from another computer.',
  remedy: 'Put the old policies back by the editor: CloudTrail has their texts for 90 days.',
}
const UNDER_WAY: Failure = {
  code: 'conflict',
  message: 'An earlier change of this role isn’t finished.',
  remedy: 'Finish it or take it back first.',
}
const NEWER: Failure = {
  code: 'conflict',
  message: 'The role was right-sized again since.',
  remedy: 'Undo the newer change first.',
}
const CHANGED: Failure = {
  code: 'conflict',
  message: 'The role’s policies are no longer those that were looked at.',
  remedy: 'Look again: the proposal is made from what is there now.',
}
const NOTHING: Failure = { code: 'invalid-input', message: 'Nothing would change.', remedy: 'Look again.' }
const WIDER: Failure = {
  code: 'conflict',
  message: 'This would allow something that the role may not do now, which right-sizing never does.',
  remedy: 'Look again, or change the policy in the editor, which shows what is gained.',
}

function changedSince(names: readonly string[], way: Way): Failure {
  return {
    code: 'conflict',
    message: `${names.join(', ')} ${names.length === 1 ? 'was' : 'were'} changed by somebody else meanwhile.`,
    remedy:
      way === 'back'
        ? 'Look at what is there now, and say if it may be replaced.'
        : 'Look at what is there now, then give back what the role had, and right-size it again.',
  }
}

function takenNames(names: readonly string[]): Failure {
  return {
    code: 'conflict',
    message: `The account has ${names.join(', ')} already.`,
    remedy: 'Delete or rename it in IAM, if it is left over from earlier.',
  }
}

function longerThanAllowed(arns: readonly string[]): Failure {
  return {
    code: 'quota',
    message: `${arns.map(roleNameOf).join(', ')} would be longer than IAM lets a managed policy be.`,
    remedy: 'Divide the statement that it comes from into several, in the editor, then look again.',
  }
}

function noRoom(names: readonly string[]): Failure {
  return {
    code: 'quota',
    message: `There is no room for ${names.map(roleNameOf).join(', ')}: what takes a policy’s place is written before it goes, and both together are over IAM’s limits.`,
    remedy: 'Detach or shorten a policy that the role does not need, then look again.',
  }
}
