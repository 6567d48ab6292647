import { getLocation, type Location } from 'jsonc-parser'
import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import { completeAction } from '@/lib/policies/completion/actions'
import { completeArn } from '@/lib/policies/completion/arns'
import { completeConditionKey, completeConditionValue, completeOperator } from '@/lib/policies/completion/conditions'
import type { Completion, CompletionContext } from '@/lib/policies/completion/model'
import { statementAt } from '@/lib/policies/completion/statement'
import type { PolicyKind } from '@/lib/policies/document/model'
import type { PolicyAccount } from '@/lib/policies/findings/view'

type Options = { kind: PolicyKind; catalogue: Catalogue; account: PolicyAccount }

/** What fits at the cursor, and the part of the text that it replaces. */
export type Completions = { from: number; to: number; options: Completion[] }

const TOP_LEVEL = ['Version', 'Id', 'Statement']
const STATEMENT = ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition']
const TRUST_STATEMENT = ['Sid', 'Effect', 'Principal', 'Action', 'Condition']

/**
 * What can stand at `offset` (UTF-16 units) of a policy's text, which may be broken. Only inside quotes: between them JSON takes
 * nothing that a catalogue knows. Null when there is nothing to offer. Services that aren't loaded yet have no actions.
 */
export function completionsAt(text: string, offset: number, options: Options): Completions | null {
  const location = getLocation(text, offset)
  const string = location.previousNode

  if (string?.type !== 'string' && string?.type !== 'property') {
    return null
  }
  const from = string.offset + 1
  const isClosed = text[string.offset + string.length - 1] === '"' && string.length > 1
  const to = Math.max(from, string.offset + string.length - (isClosed ? 1 : 0))

  if (offset < from || offset > to) {
    return null
  }
  const context: CompletionContext = {
    ...options,
    typed: text.slice(from, offset),
    statement: statementAt(text, location.path[1]),
  }
  const found = offer(location, context)
  return found.length === 0 ? null : { from, to, options: found }
}

function offer({ path, isAtPropertyKey }: Location, context: CompletionContext): Completion[] {
  const [root, , member, operator, key] = path

  if (isAtPropertyKey && path.length === 1) {
    return names(TOP_LEVEL)
  }
  if (root === 'Version') {
    return names(['2012-10-17'])
  }
  if (root !== 'Statement') {
    return []
  }
  if (isAtPropertyKey && path.length <= 3) {
    return names(context.kind === 'trust' ? TRUST_STATEMENT : STATEMENT)
  }
  switch (member) {
    case 'Effect':
      return names(['Allow', 'Deny'])
    case 'Action':
    case 'NotAction':
      return completeAction(context)
    case 'Resource':
    case 'NotResource':
      return completeArn(context)
    case 'Condition':
      return inCondition(isAtPropertyKey, path.length, String(operator ?? ''), String(key ?? ''), context)
    default:
      return []
  }
}

function inCondition(
  isAtKey: boolean,
  depth: number,
  operator: string,
  key: string,
  context: CompletionContext,
): Completion[] {
  if (isAtKey) {
    return depth <= 4 ? completeOperator() : completeConditionKey(operator, context)
  }
  return completeConditionValue(operator, key, context)
}

function names(labels: string[]): Completion[] {
  return labels.map((label) => ({ label }))
}
