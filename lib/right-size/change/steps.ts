import type { AwsCall } from '@/lib/deployments/plan/calls'
import { documentJson, nothing, type Step, write } from '@/lib/deployments/plan/step'
import { ownTags } from '@/lib/deployments/spec/names'
import { policySize } from '@/lib/policies/document/document'
import { INLINE_POLICIES_LIMIT } from '@/lib/policies/document/limits'
import type { LivePolicies, PolicyItem, Resize } from '@/lib/right-size/change/model'
import { ATTACHED_LIMIT } from '@/lib/right-size/fit'
import { fromTags, roleNameOf } from '@/lib/roles/model'
import { sameDocument } from '@/lib/roles/same-document'

/** One write, with what it does to the room that IAM gives. `rank`: what is preferred where either could come first. */
type Move = {
  step: Step
  from: string
  rank: number
  isRemoval: boolean
  inline: number
  attached: number
  after?: string
}

export type ResizeSteps = {
  steps: Step[]
  /** Names of policies that are neither as they were nor as they were to be: somebody else changed them. */
  strange: string[]
  /** Names of policies that can't be written without going over one of IAM's limits for a moment. */
  stuck: string[]
}

/**
 * The writes from what IAM has to where the change goes, in an order in which nothing that is kept is missing for a moment: what
 * takes a policy's place comes before the policy goes. `seen`: ids of the writes of this run, whose text IAM may show in another form.
 */
export function resizeSteps(resize: Resize, live: LivePolicies, seen: ReadonlySet<string> = new Set()): ResizeSteps {
  const rows = resize.items.map((item) => rowsOf(item, resize, live, seen))
  const moves = rows.flatMap((row) => row.moves)
  const room = { inline: INLINE_POLICIES_LIMIT - inlineSize(live), attached: attachedRoom(live) }
  const ordered = inOrder(moves, room)
  return {
    steps: [...rows.flatMap((row) => row.settled), ...ordered.map(({ step }) => step)],
    strange: resize.items.filter((item) => isStrange(item, resize, live)).map(nameOf),
    stuck: moves.filter((move) => !ordered.includes(move)).map(({ step }) => step.change.name),
  }
}

function nameOf(item: PolicyItem): string {
  return item.kind === 'inline' ? item.name : roleNameOf(item.arn)
}

type Rows = { settled: Step[]; moves: Move[] }

function rowsOf(item: PolicyItem, resize: Resize, live: LivePolicies, seen: ReadonlySet<string>): Rows {
  return item.kind === 'inline' ? inlineRows(item, resize, live, seen) : attachedRows(item, resize, live)
}

function inlineRows(
  { name, from, before, after }: Extract<PolicyItem, { kind: 'inline' }>,
  { roleName, way }: Resize,
  live: LivePolicies,
  seen: ReadonlySet<string>,
): Rows {
  const row = { id: `role-policy:${name}`, kind: 'role-policy' as const, title: `Policy ${name} of ${roleName}`, name }
  const current = live.inline.get(name) ?? null
  const wanted = way === 'forth' ? after : before
  const shown = { before: jsonOf(current), after: jsonOf(wanted) }

  if (current === wanted || (seen.has(row.id) && sameDocument(current, wanted))) {
    return { settled: [nothing(row, 'It is so.', shown.before)], moves: [] }
  }
  const inline = sizeOf(wanted) - sizeOf(current)
  const move = { from, rank: inline < 0 ? 0 : 1, isRemoval: wanted === null, inline, attached: 0 }

  if (wanted === null) {
    const call: AwsCall = { operation: 'iam:DeleteRolePolicy', input: { RoleName: roleName, PolicyName: name } }
    return { settled: [], moves: [{ ...move, step: write(row, 'delete', { why: WHY[way].goes, ...shown, call }) }] }
  }
  const input = { RoleName: roleName, PolicyName: name, PolicyDocument: wanted }
  const details = { why: WHY[way].comes, ...shown, call: { operation: 'iam:PutRolePolicy', input } as const }
  return { settled: [], moves: [{ ...move, step: write(row, current === null ? 'create' : 'update', details) }] }
}

function attachedRows(item: Extract<PolicyItem, { kind: 'attached' }>, resize: Resize, live: LivePolicies): Rows {
  const { arn, from, before, after, copy } = item
  const { roleName, way } = resize
  const name = roleNameOf(arn)
  const row = {
    id: `role-attachment:${arn}`,
    kind: 'role-attachment' as const,
    title: `${name} on ${roleName}`,
    name: arn,
  }
  const isAttached = live.attached.has(arn)
  const wanted = way === 'forth' ? after : before
  const input = { RoleName: roleName, PolicyArn: arn }
  const made = copy === undefined ? { settled: [], moves: [] } : copyRows(item, copy, resize, live)

  if (wanted && !isAttached && live.copies.get(arn)?.isOurs === false) {
    return {
      settled: [nothing(row, 'Somebody else made a policy of this name, so it is not attached.', null)],
      moves: [],
    }
  }

  if (isAttached === wanted) {
    return { settled: [nothing(row, 'It is so.', isAttached ? input : null), ...made.settled], moves: made.moves }
  }
  const move = { from, rank: 1, isRemoval: !wanted, inline: 0, attached: wanted ? 1 : -1 }
  const step = wanted
    ? write(row, 'create', {
        ...{ why: WHY[way].comes, before: null, after: input },
        call: { operation: 'iam:AttachRolePolicy', input },
      })
    : write(row, 'delete', {
        ...{ why: WHY[way].goes, before: input, after: null },
        call: { operation: 'iam:DetachRolePolicy', input },
      })
  const needs = wanted ? made.moves[0]?.step.change.id : undefined
  return {
    settled: made.settled,
    moves: [...made.moves, { ...move, step, ...(needs !== undefined && { after: needs }) }],
  }
}

/** A policy that was made along is there while it is needed. One that has been edited, or serves others too, stays. */
function copyRows(
  { arn, from }: Extract<PolicyItem, { kind: 'attached' }>,
  text: string,
  { roleName, deployment, way }: Resize,
  live: LivePolicies,
): Rows {
  const name = roleNameOf(arn)
  const row = {
    id: `managed-policy:${arn}`,
    kind: 'managed-policy' as const,
    title: `Managed policy ${name}`,
    name: arn,
  }
  const there = live.copies.get(arn)
  const move = { from, rank: 0, inline: 0, attached: 0 }

  if (way === 'forth') {
    if (there) {
      return { settled: [nothing(row, 'It is there.', jsonOf(text))], moves: [] }
    }
    const input = {
      PolicyName: name,
      PolicyDocument: text,
      Description: `What ${roleName} needs of ${from}.`.slice(0, 1000),
      Tags: fromTags(ownTags(deployment)),
    }
    const details = { why: WHY.forth.comes, before: null, after: jsonOf(text) }
    const call: AwsCall = { operation: 'iam:CreatePolicy', input }
    return { settled: [], moves: [{ ...move, isRemoval: false, step: write(row, 'create', { ...details, call }) }] }
  }
  if (!there) {
    return { settled: [nothing(row, 'It is gone.', null)], moves: [] }
  }
  if (!there.isOurs || there.attachments > (live.attached.has(arn) ? 1 : 0)) {
    return { settled: [nothing(row, 'It was edited or serves others too, so it stays.', jsonOf(text))], moves: [] }
  }
  const details = { why: WHY.back.goes, before: jsonOf(text), after: null }
  const call: AwsCall = { operation: 'iam:DeletePolicy', input: { PolicyArn: arn } }
  const needs = live.attached.has(arn) ? `role-attachment:${arn}` : undefined
  const step = write(row, 'delete', { ...details, call })
  return { settled: [], moves: [{ ...move, isRemoval: true, step, ...(needs !== undefined && { after: needs }) }] }
}

const WHY = {
  forth: { comes: 'What was used, and what can’t be seen.', goes: 'Something narrower takes its place.' },
  back: { comes: 'The role had it before.', goes: 'What the role had before takes its place.' },
} as const

/** The first that may be next, again and again; what never may is left out. */
function inOrder(moves: readonly Move[], room: { inline: number; attached: number }): Move[] {
  const waiting = [...moves].sort(
    (one, other) => Number(one.isRemoval) - Number(other.isRemoval) || one.rank - other.rank,
  )
  const done: Move[] = []
  let { inline, attached } = room

  for (;;) {
    const next = waiting.find(
      (move) =>
        (move.inline <= 0 || move.inline <= inline) &&
        (move.attached <= 0 || move.attached <= attached) &&
        !waiting.some(
          (other) =>
            other !== move &&
            (other.step.change.id === move.after || (move.isRemoval && !other.isRemoval && other.from === move.from)),
        ),
    )

    if (!next) {
      return done
    }
    waiting.splice(waiting.indexOf(next), 1)
    done.push(next)
    inline -= next.inline
    attached -= next.attached
  }
}

function isStrange(item: PolicyItem, resize: Resize, live: LivePolicies): boolean {
  if (item.kind === 'attached') {
    const copy = item.copy === undefined ? undefined : live.copies.get(item.arn)
    return (copy !== undefined && !copy.isOurs && resize.way === 'forth') || isGoneEarly(item, resize, live)
  }
  const current = live.inline.get(item.name) ?? null
  const isKnown = sameDocument(current, item.before) || sameDocument(current, item.after)
  return !isKnown || isGoneEarly(item, resize, live)
}

/** It goes last, and is gone while what takes its place isn't there: somebody else took it away. */
function isGoneEarly(item: PolicyItem, { way, items }: Resize, live: LivePolicies): boolean {
  const side = way === 'forth' ? 'after' : 'before'
  const isWanted = (one: PolicyItem) => one[side] !== null && one[side] !== false
  const isThere = (one: PolicyItem) => (one.kind === 'inline' ? live.inline.has(one.name) : live.attached.has(one.arn))
  const coming = items.filter((one) => one.from === item.from && isWanted(one))
  return !isWanted(item) && !isThere(item) && !coming.every(isThere)
}

function inlineSize({ inline }: LivePolicies): number {
  return [...inline.values()].reduce((sum, text) => sum + policySize(text), 0)
}

/** Who has more attached than the usual limit has a raised one, of which nobody can be asked. */
function attachedRoom({ attached }: LivePolicies): number {
  return attached.size > ATTACHED_LIMIT ? Number.POSITIVE_INFINITY : ATTACHED_LIMIT - attached.size
}

function sizeOf(text: string | null): number {
  return text === null ? 0 : policySize(text)
}

function jsonOf(text: string | null) {
  return text === null ? null : documentJson(text)
}
