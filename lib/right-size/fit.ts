import { policySize } from '@/lib/policies/document/document'
import { INLINE_POLICIES_LIMIT, MANAGED_POLICY_LIMIT } from '@/lib/policies/document/limits'
import type { PolicyDocument, PolicyStatement } from '@/lib/policies/document/model'
import type { HeldPolicy } from '@/lib/right-size/model'
import type { NarrowedPolicy } from '@/lib/right-size/propose'

/** Managed policies that a role may have without a raised quota. Source: AWS, IAM quotas. */
export const ATTACHED_LIMIT = 10

/** `from` is the policy it takes the place of, `fromArn` its ARN where it is a managed one. `size` is in characters as IAM counts them. */
export type Placed = {
  from: string
  fromArn: string | null
  name: string
  as: 'as-it-is' | 'inline' | 'managed-copy' | 'removed'
  text: string
  size: number
}

export type Fit = {
  placed: Placed[]
  inlineSize: number
  attached: number
  /** Why it can't be had within IAM's limits; absent where it can. */
  problem?: string
}

/**
 * Where the narrowed policies can stand: inline as long as they fit together, else as managed policies of their own, in parts where
 * one is too long. What doesn't change stays where it is. Names of managed policies begin as the role's, of which an operator may
 * make policies.
 */
export function placePolicies(policies: readonly NarrowedPolicy[], roleName: string): Fit {
  const placed: Placed[] = policies
    .filter(({ isChanged, document }) => !(isChanged && document))
    .map(({ from, isChanged }) => ({
      ...{ from: from.name, fromArn: from.arn, name: from.name, as: isChanged ? 'removed' : 'as-it-is' },
      text: isChanged ? '' : from.text,
      size: isChanged ? 0 : policySize(from.text),
    }))
  const staying = policies.filter(({ isChanged }) => !isChanged)
  let inlineSize = staying.reduce((sum, { from }) => sum + (from.arn === null ? policySize(from.text) : 0), 0)
  let attached = staying.filter(({ from }) => from.arn !== null).length
  const changed = policies.flatMap(({ from, document, isChanged }) =>
    isChanged && document ? [{ from, document, text: minified(document) }] : [],
  )
  const taken = new Set(policies.flatMap(({ from }) => (from.arn === null ? [from.name] : [])))
  const copies = new Set(policies.flatMap(({ from }) => (from.arn === null ? [] : [from.name])))
  let problem: string | undefined

  for (const { from, document, text } of changed.toSorted((one, other) => one.text.length - other.text.length)) {
    const size = policySize(text)

    if (inlineSize + size <= INLINE_POLICIES_LIMIT) {
      inlineSize += size
      const name = from.arn ? freeName(`${from.name}-narrowed`, taken) : from.name
      taken.add(name)
      placed.push({ ...placeOf(from), name, as: 'inline', text, size })
      continue
    }
    const parts = partsOf(document)
    attached += parts.length
    problem ??= parts.some((part) => policySize(part) > MANAGED_POLICY_LIMIT)
      ? `A statement of ${from.name} alone is longer than a managed policy may be.`
      : undefined
    placed.push(
      ...parts.map((part, index): Placed => {
        const name = copyName(`${roleName}-${from.name}`, `-narrowed${parts.length > 1 ? `-${index + 1}` : ''}`, copies)
        copies.add(name)
        return { ...placeOf(from), name, as: 'managed-copy', text: part, size: policySize(part) }
      }),
    )
  }
  problem ??=
    attached > ATTACHED_LIMIT ? `It takes ${attached} managed policies; a role may have ${ATTACHED_LIMIT}.` : undefined
  return { placed, inlineSize, attached, ...(problem && { problem }) }
}

function placeOf({ name, arn }: HeldPolicy) {
  return { from: name, fromArn: arn }
}

/** IAM's limit for names of policies. */
const MAX_NAME = 128

/** Inline policies of a role have a name each. */
function freeName(wanted: string, taken: ReadonlySet<string>): string {
  const names = [wanted, ...Array.from({ length: 99 }, (_, index) => `${wanted}-${index + 2}`)]
  return names.map((name) => name.slice(-MAX_NAME)).find((name) => !taken.has(name)) ?? wanted
}

/** Begins and ends as wanted, within the limit; of two that would have one name the second gets a number between. */
function copyName(begin: string, end: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const middle = number === 1 ? '' : `-${number}`
    const name = begin.slice(0, MAX_NAME - middle.length - end.length) + middle + end

    if (!taken.has(name)) {
      return name
    }
  }
}

/** JSON without white space, and lists of one as that one. */
function minified({ Version, Id, Statement }: PolicyDocument): string {
  return JSON.stringify({ Version, Id, Statement: Statement.map(shortStatement) })
}

function shortStatement(statement: PolicyStatement): object {
  const lists = (['Action', 'NotAction', 'Resource', 'NotResource'] as const).flatMap((name) => {
    const list = statement[name]
    return list?.length === 1 ? [[name, list[0]] as const] : []
  })
  return { ...statement, ...Object.fromEntries(lists) }
}

/** Several documents that say together what this one says, each within the limit if its statements can be divided. */
function partsOf(document: PolicyDocument): string[] {
  const parts: PolicyStatement[][] = [[]]
  const textOf = (Statement: PolicyStatement[]) => minified({ Version: document.Version, Statement })

  for (const statement of document.Statement.flatMap((one) => divided(one, textOf))) {
    const last = parts.at(-1) ?? []

    if (last.length > 0 && policySize(textOf([...last, statement])) > MANAGED_POLICY_LIMIT) {
      parts.push([statement])
    } else {
      last.push(statement)
    }
  }
  return parts.map(textOf)
}

/** In halves by its actions until each fits. A Sid may stand in a document once, and the halves may share one. */
function divided(statement: PolicyStatement, textOf: (statements: PolicyStatement[]) => string): PolicyStatement[] {
  const { Action = [], Sid, ...rest } = statement

  if (policySize(textOf([statement])) <= MANAGED_POLICY_LIMIT || Action.length < 2) {
    return [statement]
  }
  const middle = Math.ceil(Action.length / 2)
  return [Action.slice(0, middle), Action.slice(middle)].flatMap((half) => divided({ ...rest, Action: half }, textOf))
}
