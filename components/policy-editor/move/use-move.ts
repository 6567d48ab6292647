import { useRouter } from 'next/navigation'
import { useActionState } from 'react'
import { toast } from '@/components/feedback/toast'
import type { RoleSubject } from '@/components/policy-editor/texts/role-subject'
import type { Texts } from '@/components/policy-editor/texts/use-texts'
import { moveStatementsAction } from '@/lib/drift/role-actions'
import { INLINE_POLICIES_LIMIT, MANAGED_POLICY_LIMIT } from '@/lib/policies/document/limits'
import { type Move, type MovePlan, sharedSizes } from '@/lib/policies/document/move-statements'
import { documentMeter } from '@/lib/policies/document/size-meter'
import type { Failure } from '@/lib/result'
import type { RoleDocument } from '@/lib/roles/document'

export const NEW = 'new'

/** Where statements can go: the role's other policies that can be written. */
export function targetsOf(saved: RoleDocument[], { id }: RoleDocument): RoleDocument[] {
  return saved.filter(
    (other) => other.id !== id && other.isEditable && other.text !== null && ['inline', 'managed'].includes(other.kind),
  )
}

/** Texts of the role's inline policies besides these two; they count against the same quota. */
export function inlineBeside(saved: RoleDocument[], ids: (string | undefined)[]): string[] {
  return saved.filter(({ id, kind }) => kind === 'inline' && !ids.includes(id)).map(({ text }) => text ?? '')
}

type Intended = {
  document: RoleDocument
  target: RoleDocument | undefined
  texts: Texts
  plan: MovePlan | null
  name: string
}

/** Why it can't be moved yet; null where it can. */
export function refusalOf({ document, target, texts, plan, name }: Intended): string | null {
  const unsaved = [document, ...(target ? [target] : [])].find(({ id }) => texts.hasDraft(id))

  if (unsaved) {
    return `Save or discard what you changed in ${unsaved.name} first.`
  }
  if (plan === null) {
    return null
  }
  if (!plan.ok) {
    return plan.refusal
  }
  if (plan.from === null && document.kind === 'managed') {
    return 'A managed policy can’t be left without a statement.'
  }
  const wrong = target ? null : nameProblem(name.trim(), texts)
  return wrong ?? quotaProblem({ document, target, texts }, plan)
}

function nameProblem(name: string, texts: Texts): string | null {
  if (name !== '' && !/^[\w+=,.@-]{1,128}$/.test(name)) {
    return 'A policy’s name takes 1 to 128 letters, digits and + = , . @ _ -.'
  }
  return texts.documents.some(({ id }) => id === `inline:${name}`) ? 'The role has a policy of that name.' : null
}

type Plan = Extract<MovePlan, { ok: true }>

function quotaProblem({ document, target, texts }: Omit<Intended, 'plan' | 'name'>, plan: Plan): string | null {
  if (target?.kind === 'managed') {
    return documentMeter(plan.to, 'managed').over
      ? `${target.name} would be longer than ${MANAGED_POLICY_LIMIT.toLocaleString('en')} characters.`
      : null
  }
  const isWithin = document.kind === 'inline'
  const beside = inlineBeside(texts.saved, [isWithin ? document.id : undefined, target?.id])
  const move = { from: isWithin ? (document.text ?? '') : '', to: target?.text ?? null, statements: [] }
  const { between } = sharedSizes(move, { from: null, to: plan.to }, beside)

  return between > INLINE_POLICIES_LIMIT
    ? `For a moment both have the statements, so that nothing is missing; that is ${between.toLocaleString('en')} of ${INLINE_POLICIES_LIMIT.toLocaleString('en')} characters of inline policies. Move fewer at a time, or to a managed policy.`
    : null
}

type Moving = {
  subject: RoleSubject
  document: RoleDocument
  target: RoleDocument | undefined
  name: string
  move: Move
  texts: Texts
  onClose: () => void
}

type Problem = { failure: Failure; isInBoth: boolean }

/** Sends the move. What stood before is kept among the earlier texts of both. */
export function useMove({ subject, document, target, name, move, texts, onClose }: Moving) {
  const router = useRouter()
  const to = target?.id ?? `inline:${name}`

  return useActionState(async (_: Problem | null, form: FormData): Promise<Problem | null> => {
    const reason = String(form.get('reason') ?? '')
    const result = await moveStatementsAction({
      connection: subject.connection,
      roleName: subject.name,
      from: document.id,
      to,
      statements: move.statements,
      expectedFrom: move.from,
      expectedTo: move.to ?? undefined,
      reason,
    })

    if (!result.ok) {
      return { failure: result.error, isInBoth: false }
    }
    router.refresh()

    if (result.data.state === 'changed-elsewhere') {
      return { failure: CHANGED, isInBoth: false }
    }
    const at = new Date().toISOString()

    if (move.to !== null) {
      texts.store.addPast(to, { text: move.to, at, reason, kind: 'replaced' })
    }
    if (result.data.state === 'in-both') {
      return { failure: result.data.failure, isInBoth: true }
    }
    texts.store.addPast(document.id, { text: move.from, at, reason, kind: 'replaced' })
    toast('success', `Moved to ${target?.name ?? name}. The role may do what it could before.`)
    onClose()
    return null
  }, null)
}

const CHANGED: Failure = {
  code: 'conflict',
  message: 'One of the two was changed elsewhere since you began, so nothing was moved.',
  remedy: 'Close this, look at what is there now, and choose again.',
}
