import { type JsonNode, parseJson, strangeCharacters, tooDeepAt } from '@/lib/policies/document/json-tree'
import { DOCUMENT_TEXT_LIMIT, NESTING_LIMIT } from '@/lib/policies/document/limits'
import { pasted } from '@/lib/policies/findings/pasted'
import type { RuleInfo, Say } from '@/lib/policies/findings/rule'

export const TEXT_RULES = {
  JSON_SYNTAX_ERROR: { type: 'error', about: 'The text is empty or is not JSON.' },
  SLIPWAY_PASTED: {
    type: 'error',
    about:
      'The policy is wrapped in something else: curly quotes, an encoding, an answer of the AWS CLI, another language.',
  },
  SLIPWAY_CHARACTER: {
    type: 'error',
    about: 'A character that IAM does not take: U+0100 and above, control characters.',
  },
  SLIPWAY_TEXT_TOO_LONG: {
    type: 'error',
    about: `More than ${DOCUMENT_TEXT_LIMIT} characters, which IAM's API does not take.`,
  },
  SLIPWAY_NESTED_TOO_DEEPLY: { type: 'error', about: `Nested more than ${NESTING_LIMIT} levels deep.` },
} as const satisfies Record<string, RuleInfo>

/** A paste of the wrong thing has thousands of strange characters; nobody reads more than these. */
const STRANGERS_SHOWN = 20

/** The tree of the text; undefined where it is not JSON (said) or is not read because of its size. */
export function readText(text: string, say: Say<keyof typeof TEXT_RULES>): JsonNode | undefined {
  if (text.trim() === '') {
    say('JSON_SYNTAX_ERROR', at(0, text.length), 'The policy is empty.')
    return undefined
  }
  if (text.length > DOCUMENT_TEXT_LIMIT) {
    const says = `The text has ${text.length} characters. IAM takes at most ${DOCUMENT_TEXT_LIMIT}.`
    say('SLIPWAY_TEXT_TOO_LONG', at(DOCUMENT_TEXT_LIMIT, 1), says)
    return undefined
  }
  const found = pasted(text)

  // One word for all places of one trouble, and one fix.
  if (found) {
    const { says, policy } = found
    const edits = policy === null ? [] : [{ offset: 0, length: text.length, text: policy }]
    say(
      'SLIPWAY_PASTED',
      at(0, text.search(/\n|$/)),
      says,
      policy === null ? [] : [{ title: 'Take the policy out', edits }],
    )
    return undefined
  }
  for (const { message, offset, length } of strangeCharacters(text, STRANGERS_SHOWN)) {
    const plain = PLAIN[text.slice(offset, offset + length)]
    const fixes =
      plain === undefined ? [] : [{ title: 'Use the plain character', edits: [{ offset, length, text: plain }] }]
    say('SLIPWAY_CHARACTER', at(offset, length), message, fixes)
  }
  const deep = tooDeepAt(text)

  if (deep !== undefined) {
    say('SLIPWAY_NESTED_TOO_DEEPLY', at(deep, 1), 'The policy is nested too deeply.')
    return undefined
  }
  const { root, errors } = parseJson(text)

  for (const { message, offset, length, isSurplus } of errors.slice(0, STRANGERS_SHOWN)) {
    const fixes = isSurplus ? [{ title: 'Take it out', edits: [{ offset, length, text: '' }] }] : []
    say('JSON_SYNTAX_ERROR', at(offset, length), message, fixes)
  }
  return errors.length === 0 ? root : undefined
}

function at(offset: number, length: number) {
  return { node: { offset, length }, path: [] }
}

/** What a word processor makes of plain characters. A double quote inside JSON text can't be put in its place safely. */
const PLAIN: Record<string, string> = {
  '\u2010': '-',
  '\u2011': '-',
  '\u2012': '-',
  '\u2013': '-',
  '\u2014': '-',
  '\u2018': "'",
  '\u2019': "'",
  '\u2026': '...',
  '\u200b': '',
  '\ufeff': '',
}
