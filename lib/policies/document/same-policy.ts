import { isObject, type Json, sameJson } from '@/lib/json'

/** Equal as IAM reads policies, however AWS or a tool has written them down. */
export function samePolicy(left: Json, right: Json): boolean {
  return sameJson(canonicalPolicy(left), canonicalPolicy(right))
}

/**
 * One form for all that says the same: lists for single values, actions in small letters, lists in one order. Statements are put in order
 * only where each has a Sid of its own.
 */
export function canonicalPolicy(document: Json): Json {
  if (!isObject(document) || document.Statement === undefined) {
    return document
  }
  const statements = listOf(document.Statement).map(canonicalStatement)
  const sids = statements.map((one) => (isObject(one) && typeof one.Sid === 'string' ? one.Sid : undefined))
  const areNamed = sids.every((sid) => sid !== undefined) && new Set(sids).size === sids.length
  return { ...document, Statement: areNamed ? inOrder(statements) : statements }
}

function canonicalStatement(statement: Json): Json {
  return isObject(statement)
    ? Object.fromEntries(Object.entries(statement).map(([name, value]) => [name, canonicalElement(name, value)]))
    : statement
}

function canonicalElement(name: string, value: Json): Json {
  switch (name) {
    case 'Action':
    case 'NotAction':
      return setOf(value, (action) => (typeof action === 'string' ? action.toLowerCase() : action))
    case 'Resource':
    case 'NotResource':
      return setOf(value)
    case 'Principal':
    case 'NotPrincipal':
      return mapped(value === '*' ? { AWS: '*' } : value, (one) => setOf(one))
    case 'Condition':
      return mapped(value, (keys) => canonicalKeys(keys))
    default:
      return value
  }
}

/** Names of condition keys have no case; values are texts to IAM. Two spellings of one key are left as they are. */
function canonicalKeys(keys: Json): Json {
  const texts = mapped(keys, (values) => setOf(values, (one) => (isPlain(one) ? String(one) : one)))

  if (!isObject(texts)) {
    return texts
  }
  const small = Object.entries(texts).map(([key, values]): [string, Json] => [key.toLowerCase(), values])
  return new Set(small.map(([key]) => key)).size === small.length ? Object.fromEntries(small) : texts
}

function isPlain(value: Json): boolean {
  return typeof value === 'boolean' || typeof value === 'number'
}

function mapped(value: Json, change: (item: Json) => Json): Json {
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, change(item)])) : value
}

function setOf(value: Json, change: (item: Json) => Json = (item) => item): Json[] {
  const items = listOf(value).map(change)
  const byText = new Map(items.map((item) => [JSON.stringify(item), item]))
  return inOrder([...byText.values()])
}

function listOf(value: Json): Json[] {
  return Array.isArray(value) ? value : [value]
}

function inOrder(items: Json[]): Json[] {
  const text = (item: Json) => (isObject(item) && typeof item.Sid === 'string' ? item.Sid : JSON.stringify(item))
  return items.toSorted((one, other) => (text(one) < text(other) ? -1 : 1))
}
