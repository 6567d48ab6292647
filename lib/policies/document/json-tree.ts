import { createScanner, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'
import { DOCUMENT_TEXT_LIMIT, NESTING_LIMIT } from '@/lib/policies/document/limits'
import type { Report } from '@/lib/policies/document/problems'

export type JsonNode = Node

const SYNTAX_MESSAGES: Record<string, string> = {
  PropertyNameExpected: 'A name in double quotes is expected here.',
  ValueExpected: 'A value is expected here.',
  ColonExpected: 'A colon is expected here.',
  CommaExpected: 'A comma is expected here.',
  CloseBraceExpected: 'A closing brace } is missing.',
  CloseBracketExpected: 'A closing bracket ] is missing.',
  EndOfFileExpected: 'There is something after the end of the policy.',
  InvalidCommentToken: 'JSON has no comments.',
  UnexpectedEndOfComment: 'JSON has no comments.',
  UnexpectedEndOfString: 'This text is not closed by a double quote.',
  InvalidUnicode: 'This is not a valid \\u escape.',
  InvalidEscapeCharacter: 'This is not an escape that JSON knows.',
  InvalidCharacter: 'A line break, tab or control character inside text must be escaped.',
}

/** Reads strict JSON. Undefined means that it is not JSON at all, and the reasons have been reported. */
export function readJsonTree(text: string, report: Report): JsonNode | undefined {
  if (!readable(text, report)) {
    return undefined
  }
  const { root, errors } = parseJson(text)

  for (const { message, offset, length } of errors) {
    report(message, { offset, length })
  }
  return errors.length === 0 ? root : undefined
}

/** `isSurplus`: without these characters it would be right. */
export type JsonError = { message: string; offset: number; length: number; isSurplus?: true }

/** The tree of a text, as far as it can be read, and what keeps it from being JSON. Ask `tooDeepAt` first. */
export function parseJson(text: string): { root: JsonNode | undefined; errors: JsonError[] } {
  const errors: ParseError[] = []
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false })
  if (errors.length > 0 && !/^\s*[{[]/.test(text)) {
    return { root, errors: [{ message: NO_JSON, offset: 0, length: text.search(/\n|$/) }] }
  }
  return { root, errors: firstAtEachPlace(errors.map((error) => toJsonError(text, error))) }
}

const NO_JSON = 'This is not JSON. A policy begins with { and has its names in double quotes; IAM takes no YAML.'

function toJsonError(text: string, { error, offset, length }: ParseError): JsonError {
  const code = printParseErrorCode(error)
  const comma = code === 'PropertyNameExpected' || code === 'ValueExpected' ? trailingCommaBefore(text, offset) : -1

  return comma < 0
    ? { message: SYNTAX_MESSAGES[code] ?? 'This is not JSON.', offset, length }
    : { message: 'JSON has no trailing commas.', offset: comma, length: 1, isSurplus: true }
}

function trailingCommaBefore(text: string, bracket: number): number {
  let before = bracket - 1

  while (/\s/.test(text[before] ?? '')) {
    before -= 1
  }
  return /[}\]]/.test(text[bracket] ?? '') && text[before] === ',' ? before : -1
}

/** The parser goes on after a mistake and stumbles over the same one again. */
function firstAtEachPlace(errors: JsonError[]): JsonError[] {
  const places = new Set<number>()
  return errors.filter(({ offset }) => !places.has(offset) && places.add(offset))
}

function readable(text: string, report: Report): boolean {
  if (text.trim() === '') {
    report('The policy is empty.', { offset: 0, length: text.length })
    return false
  }
  if (text.length > DOCUMENT_TEXT_LIMIT) {
    report(`IAM takes at most ${DOCUMENT_TEXT_LIMIT} characters.`, { offset: DOCUMENT_TEXT_LIMIT, length: 1 })
    return false
  }
  const [stranger] = strangeCharacters(text, 1)

  if (stranger) {
    const { message, ...range } = stranger
    report(message, range)
    return false
  }
  const deep = tooDeepAt(text)

  if (deep !== undefined) {
    report('The policy is nested too deeply.', { offset: deep, length: 1 })
  }
  return deep === undefined
}

/** The first characters that IAM does not take. Source: IAM API reference, PutRolePolicy. */
export function strangeCharacters(text: string, limit: number): JsonError[] {
  const found: JsonError[] = []

  for (const { 0: character, index } of text.matchAll(/[^\t\n\r\u0020-\u00ff]/gu)) {
    const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')
    const message = `IAM does not take the character U+${code}: use plain quotes, hyphens and letters.`
    found.push({ message, offset: index, length: character.length })

    if (found.length === limit) {
      break
    }
  }
  return found
}

const DEPTH_CHANGE: Record<string, number> = { '{': 1, '[': 1, '}': -1, ']': -1 }
/** SyntaxKind.EOF: an ambient const enum, which isolated modules can't read. */
const END = 17

/** Where the nesting limit is passed. Checked on tokens, before the recursive parser sees the text. */
export function tooDeepAt(text: string): number | undefined {
  const scanner = createScanner(text, true)
  let depth = 0

  while (scanner.scan() !== END) {
    depth += DEPTH_CHANGE[scanner.getTokenLength() === 1 ? text.charAt(scanner.getTokenOffset()) : ''] ?? 0

    if (depth > NESTING_LIMIT) {
      return scanner.getTokenOffset()
    }
  }
  return undefined
}

export type Member = { name: string; key: JsonNode; value: JsonNode }

/** The members of an object. Reports a name that stands twice (JSON.parse would hide it) and `__proto__`. */
export function members(node: JsonNode, report: Report): Member[] {
  const found = new Map<string, Member>()

  for (const property of node.children ?? []) {
    const [key, value] = property.children ?? []

    if (!(key && value)) {
      continue
    }
    const name = String(key.value)

    if (name === '__proto__') {
      report('__proto__ is not a name that a policy can have.', key)
    } else if (found.has(name)) {
      report(`${name} stands here twice. IAM takes each name once.`, key)
    } else {
      found.set(name, { name, key, value })
    }
  }
  return [...found.values()]
}
