import { findNodeAtLocation, getLocation, type Location, parseTree } from 'jsonc-parser'
import { actionsMatching, splitAction } from '@/lib/policies/catalogue/catalogue-lookup'
import type { Catalogue, ResourceTypeInfo } from '@/lib/policies/catalogue/catalogue-model'
import { completeAction } from '@/lib/policies/completion/actions'
import { completeConditionKey, completeConditionValue, completeOperator } from '@/lib/policies/completion/conditions'
import type { Completion, CompletionContext, StatementWords } from '@/lib/policies/completion/model'
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

/** ARNs of the resource types that the statement's actions take, with what is known of the account filled in. */
function completeArn({ statement, catalogue, account }: CompletionContext): Completion[] {
  const found = new Map<string, Completion>()

  for (const text of statement.actions) {
    const { prefix, name } = splitAction(text) ?? { prefix: '', name: '' }
    const service = catalogue.service(prefix)
    const wanted = new Set(
      service
        ? actionsMatching(service, name).flatMap(({ action }) => action.resourceTypes.map((type) => type.name))
        : [],
    )

    for (const type of service?.resourceTypes ?? []) {
      if (wanted.has(type.name)) {
        const label = fillArn(type, account)
        found.set(label, { label, detail: `${type.name} of ${service?.name}` })
      }
    }
  }
  return [...found.values(), { label: '*', detail: 'every resource' }]
}

/** Names that only the person knows stay in capitals, without `${}`: that would be a policy variable. */
function fillArn({ arn }: ResourceTypeInfo, { partition, region, accountId }: PolicyAccount): string {
  const known: Record<string, string> = { Partition: partition, Region: region, Account: accountId }
  return arn.replace(/\$\{([^}]*)\}/g, (_, name: string) => known[name] ?? name.replace(/\W/g, '').toUpperCase())
}

/** The actions and the effect of a statement; `index` is absent where Statement is one object. Reads broken JSON. */
function statementAt(text: string, index: string | number | undefined): StatementWords {
  const root = parseTree(text)
  const statement = root && findNodeAtLocation(root, typeof index === 'number' ? ['Statement', index] : ['Statement'])

  if (statement?.type !== 'object') {
    return { actions: [] }
  }
  const effect: unknown = findNodeAtLocation(statement, ['Effect'])?.value
  const actions = ['Action', 'NotAction'].flatMap((name) => {
    const node = findNodeAtLocation(statement, [name])
    return (node?.type === 'array' ? (node.children ?? []) : node ? [node] : []).map(({ value }) => String(value))
  })
  return { actions, ...(typeof effect === 'string' ? { effect } : {}) }
}
