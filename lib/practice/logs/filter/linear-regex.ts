import { parseRegex, type Tree } from '@/lib/practice/logs/filter/linear-regex-parser'

export type TextTest = { test: (text: string) => boolean }

type Node =
  | { kind: 'one'; accepts: (code: number) => boolean; next: number }
  | { kind: 'where'; holds: (text: string, at: number) => boolean; next: number }
  | { kind: 'either'; to: number[] }
  | { kind: 'end' }

/** Counted repetitions are written out, so this also bounds the work for each character. */
const MAX_NODES = 2000

/**
 * A regular expression that looks at each character of a text once, whatever its repetitions: a RegExp of several stars may take
 * for ever. Undefined for what isn't one, looks around, refers back, or repeats too often. Source: Thompson's construction.
 */
export function linearRegex(source: string, flags: '' | 'i' = ''): TextTest | undefined {
  const native = nativeRegex(source, flags)
  const tree = native && parseRegex(source, flags)

  if (!tree) {
    return undefined
  }
  // Without repetitions or groups a RegExp has little to go back to, and is many times as fast.
  if (!/[*+?{(]/.test(source)) {
    return native
  }
  const nodes: Node[] = [{ kind: 'end' }]
  const start = build(tree, 0, nodes)
  return start === undefined ? undefined : { test: (text) => run(nodes, start, text) }
}

function nativeRegex(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags)
  } catch {
    return undefined
  }
}

/** Adds the nodes that lead through the tree to `next`; the first of them, or undefined when they are too many. */
function build(tree: Tree, next: number, nodes: Node[]): number | undefined {
  switch (tree.type) {
    case 'one':
      return add({ kind: 'one', accepts: tree.accepts, next }, nodes)
    case 'where':
      return add({ kind: 'where', holds: tree.holds, next }, nodes)
    case 'all':
      return tree.of.reduceRight<number | undefined>(
        (to, part) => (to === undefined ? undefined : build(part, to, nodes)),
        next,
      )
    case 'any': {
      const to = tree.of.map((part) => build(part, next, nodes))
      return to.every((start) => start !== undefined) ? add({ kind: 'either', to }, nodes) : undefined
    }
    case 'named':
      return build(tree.of, next, nodes)
    case 'repeat':
      return buildRepeat(tree, next, nodes)
  }
}

function buildRepeat({ of, min, max }: Extract<Tree, { type: 'repeat' }>, next: number, nodes: Node[]) {
  let start: number | undefined = next

  if (max === Infinity) {
    const loop: Node = { kind: 'either', to: [next] }
    start = add(loop, nodes)
    const again = start === undefined ? undefined : build(of, start, nodes)

    if (again === undefined) {
      return undefined
    }
    loop.to.push(again)
  }
  for (let count = max === Infinity ? min : max; count > 0 && start !== undefined; count -= 1) {
    const once = build(of, start, nodes)
    start = once === undefined || count <= min ? once : add({ kind: 'either', to: [once, next] }, nodes)
  }
  return start
}

function add(node: Node, nodes: Node[]): number | undefined {
  return nodes.length < MAX_NODES ? nodes.push(node) - 1 : undefined
}

function run(nodes: Node[], start: number, text: string): boolean {
  const seenAt = new Int32Array(nodes.length).fill(-1)
  let now: number[] = []

  for (let at = 0; at <= text.length; at += 1) {
    // A match may begin at any character.
    now.push(start)

    if (close(nodes, now, seenAt, text, at)) {
      return true
    }
    const code = text.charCodeAt(at)
    now = now.flatMap((id) => {
      const node = nodes[id]
      return node?.kind === 'one' && node.accepts(code) ? [node.next] : []
    })
  }
  return false
}

/** Leaves in `now` the nodes that wait for the character at `at`; true when the end is among what can be reached. */
function close(nodes: Node[], now: number[], seenAt: Int32Array, text: string, at: number): boolean {
  const open = now.splice(0)

  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const node = nodes[id]

    if (!node || seenAt[id] === at) {
      continue
    }
    seenAt[id] = at

    if (node.kind === 'end') {
      return true
    }
    if (node.kind === 'one') {
      now.push(id)
    } else if (node.kind === 'either') {
      open.push(...node.to)
    } else if (node.holds(text, at)) {
      open.push(node.next)
    }
  }
  return false
}
