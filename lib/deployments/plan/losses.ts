import { createHash } from 'node:crypto'
import type { Change, Loss } from '@/lib/deployments/model'
import type { Step } from '@/lib/deployments/plan/step'
import type { Json } from '@/lib/json'
import { isObject } from '@/lib/json'
import { type LostPermissions, lostByChange, notAllowedBy } from '@/lib/policies/change/permission-loss'
import { BASE_POLICY_NAME } from '@/lib/policies/templates/base-permissions'
import { type RoleDetail, roleNameOf } from '@/lib/roles/model'

/** Managed policies whose text is not known have the document null. */
type Grants = Pick<RoleDetail, 'inlinePolicies' | 'boundaryDocument'> & {
  attachedPolicies: Pick<RoleDetail['attachedPolicies'][number], 'arn' | 'document'>[]
}

/** The roles that a plan is about: the one that it changes or uses, and the one that the runtime has so far. */
type LossContext = {
  roleName: string
  /** What the role will allow at the end. */
  next: Grants
  /** The other role that the runtime has now; null: AWS does not show it. */
  former: RoleDetail | null
}

/** The same steps; those that take permissions away say which. The rest of the plan can't make good for one of them. */
export function withLosses(steps: Step[], context: LossContext, isInUse = true): Step[] {
  return steps.map((step) => {
    // What a role that no runtime has yet gets in addition takes nothing from anybody.
    const isFirst = !isInUse && step.change.verb === 'create'
    const loses = isFirst ? null : lossOf(step.change, context)
    return loses ? { ...step, change: { ...step.change, loses } } : step
  })
}

function lossOf(change: Change, context: LossContext): Loss | null {
  const { roleName: role } = context

  if (change.kind === 'role-attachment' && change.verb === 'delete') {
    return loss(change, role, [{ policy: shortName(change.name), text: 'detached' }])
  }
  if (change.kind === 'role-policy' && change.operation !== undefined) {
    const text = policyText(change)
    return text === null ? null : loss(change, role, [{ policy: change.name, text }])
  }
  return change.kind === 'runtime' && change.verb === 'update' ? roleLoss(change, context) : null
}

function policyText({ name, verb, before, after }: Change): string | null {
  const lost = withoutImagePull(name, lostByChange(documentText(before), documentText(after)))
  const what = { delete: 'deleted', update: 'replaced', create: 'added' }[verb as 'delete' | 'update' | 'create']
  return lost ? wordsOf(what, lost) : `${what}; its text can’t be read`
}

/** Another image is in another registry, and the right to pull the old one has served. */
function withoutImagePull(name: string, lost: LostPermissions | null): LostPermissions | null {
  const others = (actions: string[]) => actions.filter((action) => !action.startsWith('ecr:'))
  return name === BASE_POLICY_NAME && lost ? { gone: others(lost.gone), narrowed: others(lost.narrowed) } : lost
}

/** The runtime gets another role: what the one that it has allows, and the other does not. */
function roleLoss(change: Change, { next, former }: LossContext): Loss | null {
  const [from, to] = [roleArnOf(change.before), roleArnOf(change.after)]

  if (from === '' || from === to) {
    return null
  }
  const name = roleNameOf(from)
  const items = former ? lostPolicies(former, next, roleNameOf(to)) : [{ policy: name, text: 'can’t be read' }]
  return items.length === 0
    ? null
    : loss({ id: change.id, before: toKey(from, to, former, next), after: null }, name, items)
}

function lostPolicies(former: RoleDetail, next: Grants, nextName: string): Loss['items'] {
  const kept = next.attachedPolicies.map(({ arn }) => arn)
  const known = new Map(former.attachedPolicies.map(({ arn, document }) => [arn, document]))
  const managed = next.attachedPolicies.map(({ arn, document }) => document ?? known.get(arn) ?? null)
  const others = [...next.inlinePolicies.map(({ document }) => document), ...managed].filter((text) => text !== null)
  const attached = former.attachedPolicies.filter(({ arn }) => !kept.includes(arn))
  const missing = [...attached, ...former.inlinePolicies]

  return missing.flatMap(({ name, document }) => {
    const lost = document === null ? null : notAllowedBy(document, others, next.boundaryDocument)
    const text = lost
      ? wordsOf(`not on ${nextName}`, withoutImagePull(name, lost) ?? lost)
      : `not on ${nextName}; its text can’t be read`
    return text === null ? [] : [{ policy: name, text }]
  })
}

/** Null when nothing is lost. */
function wordsOf(what: string, { gone, narrowed }: LostPermissions): string | null {
  const parts = [
    ...(gone.length > 0 ? [`${listed(gone)} no longer allowed`] : []),
    ...(narrowed.length > 0 ? [`${listed(narrowed)} allowed on less`] : []),
  ]
  return parts.length === 0 ? null : [what, ...parts].join('; ')
}

const NAMED = 3

function listed(actions: string[]): string {
  const more = actions.length - NAMED
  return more > 0 ? `${actions.slice(0, NAMED).join(', ')} and ${more} more` : actions.join(', ')
}

/** Another text of what goes is another loss: to confirm one confirms no other. */
function loss(
  { id, before, after }: Pick<Change, 'id' | 'before' | 'after'>,
  role: string,
  items: Loss['items'],
): Loss {
  const key = createHash('sha256')
    .update(JSON.stringify([id, role, before, after]))
    .digest('hex')
  return { key, role, items }
}

function toKey(from: string, to: string, former: RoleDetail | null, next: Grants): Json {
  const texts = (grants: Grants) => [
    grants.inlinePolicies.map(({ name, document }) => `${name} ${document}`).toSorted(),
    grants.attachedPolicies.map(({ arn }) => arn).toSorted(),
  ]
  return [from, to, former && texts(former), texts(next)]
}

function documentText(value: Json): string | null {
  return value === null || typeof value === 'string' ? value : JSON.stringify(value)
}

function roleArnOf(config: Json): string {
  return isObject(config) && typeof config.roleArn === 'string' ? config.roleArn : ''
}

function shortName(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1)
}
