import { type JsonNode, members } from '@/lib/policies/document/json-tree'
import type { PolicyConditions, PolicyPrincipal, PrincipalType } from '@/lib/policies/document/model'
import type { Report } from '@/lib/policies/document/problems'
import { isKnownOperator } from '@/lib/policies/language/operators'

/** One string or a list of strings. */
export function readStrings(node: JsonNode, name: string, report: Report): string[] {
  const items = node.type === 'array' ? (node.children ?? []) : [node]

  if (items.length === 0) {
    report(`${name} is empty.`, node)
  }
  return items.flatMap((item) => {
    const value = readString(item, name, report)
    return value === undefined ? [] : [value]
  })
}

export function readString(node: JsonNode, name: string, report: Report): string | undefined {
  if (node.type !== 'string') {
    report(`${name} must be text.`, node)
    return undefined
  }
  const value = String(node.value)

  // An escape such as \u0000 passes the check of the raw text.
  if (/\p{Cc}/u.test(value.replace(/[\t\n\r]/g, ''))) {
    report(`${name} holds a control character.`, node)
    return undefined
  }
  return value
}

const PRINCIPAL_TYPES: readonly PrincipalType[] = ['AWS', 'Service', 'Federated', 'CanonicalUser']

export function readPrincipal(node: JsonNode, name: string, report: Report): PolicyPrincipal {
  if (node.type === 'string' && node.value === '*') {
    return '*'
  }
  if (node.type !== 'object') {
    report(`${name} must be "*" or an object such as {"Service": "bedrock-agentcore.amazonaws.com"}.`, node)
    return {}
  }
  const principal: Partial<Record<PrincipalType, string[]>> = {}

  for (const member of members(node, report)) {
    const type = PRINCIPAL_TYPES.find((known) => known === member.name)

    if (type) {
      principal[type] = readStrings(member.value, type, report)
    } else {
      report(`${member.name} is not a kind of principal. IAM knows ${PRINCIPAL_TYPES.join(', ')}.`, member.key)
    }
  }
  if ((node.children ?? []).length === 0) {
    report(`${name} is empty.`, node)
  }
  return principal
}

export function readConditions(node: JsonNode, report: Report): PolicyConditions {
  if (node.type !== 'object') {
    report('Condition must be an object: {operator: {key: values}}.', node)
    return {}
  }
  const conditions: PolicyConditions = {}

  for (const { name, key, value } of members(node, report)) {
    if (value.type === 'object') {
      conditions[name] = readConditionKeys(value, report)
    } else {
      report(`${name} must be an object of condition keys.`, value)
    }
    if (!isKnownOperator(name)) {
      report(`IAM has no condition operator ${name}.`, key)
    }
  }
  return conditions
}

function readConditionKeys(node: JsonNode, report: Report): Record<string, string[]> {
  const keys: Record<string, string[]> = {}

  for (const { name, key, value } of members(node, report)) {
    if (!/^[^:\s]+:\S/.test(name)) {
      report(`A condition key reads service:name, such as aws:RequestedRegion, not ${name || 'empty'}.`, key)
    }
    keys[name] = readConditionValues(value, name, report)
  }
  return keys
}

/** IAM takes text, numbers and booleans, one or a list; an empty list is allowed and matches nothing. */
function readConditionValues(node: JsonNode, name: string, report: Report): string[] {
  const items = node.type === 'array' ? (node.children ?? []) : [node]

  return items.flatMap((item) => {
    if (item.type === 'number' || item.type === 'boolean') {
      return [String(item.value)]
    }
    const value = readString(item, `A value of ${name}`, report)
    return value === undefined ? [] : [value]
  })
}
