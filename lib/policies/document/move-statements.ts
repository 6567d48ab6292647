import { policySize, readPolicy } from '@/lib/policies/document/document'
import type { JsonNode } from '@/lib/policies/document/json-tree'
import { applyEdits, layoutOf } from '@/lib/policies/document/text-edits'
import type { TextEdit } from '@/lib/policies/findings/model'

/** `to` null: a new document. `statements` by their numbers from 0. */
export type Move = { from: string; to: string | null; statements: number[] }

/** The texts afterwards; `from` null: nothing is left of it. A refusal is a sentence. */
export type MovePlan = { ok: true; from: string | null; to: string } | { ok: false; refusal: string }

/**
 * Takes statements out of one policy's text and puts them at the end of another's, both otherwise as they were typed. What the two
 * allow and deny together stays the same. A Sid that the receiving text has already gets a number behind it.
 */
export function planMove({ from, to, statements }: Move): MovePlan {
  const source = openPolicy(from)
  const target = to === null ? null : openPolicy(to)

  if (source === null || (to !== null && target === null)) {
    return refuse('One of the two texts has errors. Correct and save it first.')
  }
  const chosen = source.nodes.filter((_, index) => statements.includes(index))

  if (chosen.length === 0) {
    return refuse('No statement is chosen.')
  }
  // The older version takes `${…}` literally, so the same statement would say something else.
  if (target && target.version !== source.version) {
    return refuse('The two policies have different versions, which read variables differently. Choose another one.')
  }
  const taken = new Set(target?.nodes.flatMap((node) => sidOf(node)?.value ?? []) ?? [])
  const texts = chosen.map((node) => statementText(from, node, taken))
  return {
    ok: true,
    from: chosen.length === source.nodes.length ? null : applyEdits(from, removals(source.nodes, chosen)),
    to:
      to === null || target === null ? newPolicy(source.version, texts) : applyEdits(to, additions(to, target, texts)),
  }
}

/** Characters that count for IAM: at the start, while both have the statements, and at the end. */
export type MoveSizes = { before: number; between: number; after: number }

/** How a quota that the two texts share fills up, with `others` beside them. */
export function sharedSizes(
  { from, to }: Move,
  plan: { from: string | null; to: string },
  others: string[],
): MoveSizes {
  const rest = others.reduce((sum, text) => sum + policySize(text), 0)
  const size = (text: string | null) => (text === null ? 0 : policySize(text))
  return {
    before: rest + size(from) + size(to),
    between: rest + size(from) + size(plan.to),
    after: rest + size(plan.from) + size(plan.to),
  }
}

function refuse(refusal: string): MovePlan {
  return { ok: false, refusal }
}

type Opened = { list: JsonNode; nodes: JsonNode[]; version: string | undefined }

function openPolicy(text: string): Opened | null {
  const { tree, document } = readPolicy(text, 'identity')
  const list = document && memberOf(tree, 'Statement')
  return list
    ? {
        list,
        nodes: list.type === 'array' ? (list.children ?? []) : [list],
        version: memberOf(tree, 'Version')?.value,
      }
    : null
}

function memberOf(object: JsonNode | undefined, name: string): JsonNode | undefined {
  return object?.children?.find(({ children }) => children?.[0]?.value === name)?.children?.[1]
}

function sidOf(statement: JsonNode): JsonNode | undefined {
  return memberOf(statement, 'Sid')
}

/** As it was typed, without the indentation of its place; its Sid is reserved in `taken`. */
function statementText(text: string, node: JsonNode, taken: Set<string>): string {
  const sid = sidOf(node)
  const free = sid ? freeSid(String(sid.value), taken) : ''
  const renames = sid && free !== sid.value ? [{ offset: sid.offset, length: sid.length, text: `"${free}"` }] : []
  taken.add(free)
  const end = node.offset + node.length
  const grown = renames.reduce((sum, edit) => sum + edit.text.length - edit.length, 0)
  const raw = applyEdits(text, renames).slice(node.offset, end + grown)
  const indent = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', node.offset - 1) + 1, node.offset))?.[0] ?? ''
  return raw.replaceAll('\r\n', '\n').replaceAll(`\n${indent}`, '\n')
}

function freeSid(sid: string, taken: Set<string>): string {
  let free = sid

  for (let number = 2; sid !== '' && taken.has(free); number += 1) {
    free = `${sid}${number}`
  }
  return free
}

/** Each goes with the comma that joined it to what stays. */
function removals(nodes: JsonNode[], chosen: JsonNode[]): TextEdit[] {
  const firstKept = nodes.findIndex((node) => !chosen.includes(node))
  return nodes.flatMap((node, index) => {
    if (!chosen.includes(node)) {
      return []
    }
    const [before, next] = [nodes[index - 1], nodes[index + 1]]
    const start = index > firstKept && before ? before.offset + before.length : node.offset
    const end = index > firstKept || !next ? node.offset + node.length : next.offset
    return [{ offset: start, length: end - start, text: '' }]
  })
}

function additions(text: string, { list, nodes }: Opened, texts: string[]): TextEdit[] {
  const newline = text.includes('\r\n') ? '\r\n' : '\n'
  const last = nodes.at(-1)

  if (!last) {
    return [{ offset: list.offset, length: list.length, text: `[${texts.join(',')}]` }]
  }
  const layout = layoutOf(text, list)
  const isLines = list.type === 'array' && layout.multiLine
  const gap = isLines ? layout.indent : layout.space
  const indent = isLines ? gap.slice(gap.lastIndexOf('\n') + 1) : ''
  const written = texts.map((one) => `,${gap}${one.replaceAll('\n', `${newline}${indent}`)}`).join('')
  const end = last.offset + last.length

  return list.type === 'array'
    ? [{ offset: end, length: 0, text: written }]
    : [
        { offset: list.offset, length: 0, text: '[' },
        { offset: end, length: 0, text: `${written}]` },
      ]
}

function newPolicy(version: string | undefined, texts: string[]): string {
  const head = version === undefined ? '' : `  "Version": ${JSON.stringify(version)},\n`
  const items = texts.map((one) => `    ${one.replaceAll('\n', '\n    ')}`).join(',\n')
  return `{\n${head}  "Statement": [\n${items}\n  ]\n}`
}
