import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import type { JsonNode } from '@/lib/policies/document/json-tree'
import type { PolicyKind } from '@/lib/policies/document/model'
import type { ParsedOperator } from '@/lib/policies/language/operators'

export type JsonPath = (string | number)[]

/** For ARNs that a quick fix writes. */
export type PolicyAccount = { accountId: string; partition: string; region: string }

export type MemberView = { name: string; key: JsonNode; value: JsonNode; property: JsonNode; path: JsonPath }

/** One string of the policy. `list` is the array that it stands in, if it does. */
export type ItemView = { text: string; node: JsonNode; path: JsonPath; list?: JsonNode }

/** Action, NotAction, Resource or NotResource; `items` are its strings, whether it is an array or one string. */
export type ListView = MemberView & { negated: boolean; items: ItemView[] }

export type ConditionValue = { text: string; node: JsonNode; path: JsonPath; list?: JsonNode }

/** One key of a condition block. `path` ends with operator and key. */
export type ConditionView = {
  operatorName: string
  operator?: ParsedOperator | undefined
  operatorKey: JsonNode
  key: string
  keyNode: JsonNode
  value: JsonNode
  values: ConditionValue[]
  property: JsonNode
  path: JsonPath
}

/** A statement as far as it can be read: what has the wrong JSON type is left out (and reported by the rules of structure). */
export type StatementView = {
  node: JsonNode
  path: JsonPath
  index: number
  members: MemberView[]
  effect?: 'Allow' | 'Deny'
  actions?: ListView | undefined
  resources?: ListView | undefined
  conditions: ConditionView[]
}

export type PolicyView = {
  text: string
  root: JsonNode
  kind: PolicyKind
  members: MemberView[]
  /** What IAM assumes where it is missing: 2008-10-17. */
  version: string
  statements: StatementView[]
  catalogue: Catalogue
  account?: PolicyAccount
}
