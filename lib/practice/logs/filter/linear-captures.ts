import { parseRegex, type Tree } from '@/lib/practice/logs/filter/linear-regex-parser'

/** What the named groups of the first match hold; undefined when nothing matches. A group that took no part is left out. */
export type Captures = { names: string[]; find: (text: string) => Map<string, string> | undefined }

type Node =
  | { kind: 'one'; accepts: (code: number) => boolean; next: number }
  | { kind: 'where'; holds: (text: string, at: number) => boolean; next: number }
  | { kind: 'mark'; slot: number; next: number }
  /** The first is preferred. */
  | { kind: 'either'; to: number[] }
  | { kind: 'end' }

type Thread = { id: number; marks: readonly number[] }

/** Each character costs at most this many steps, and each step a copy of the marks. */
const MAX_NODES = 1000
const MAX_NAMES = 50

/**
 * Finds the same match as a RegExp of the source with named groups would, looking at each character once (Pike's machine: threads
 * in the order of preference, each with its own marks). Undefined for what `linearRegex` wouldn't take either.
 */
export function linearCaptures(source: string, flags: '' | 'i' = ''): Captures | undefined {
  const tree = isRegex(source, flags) ? parseRegex(source, flags) : undefined

  if (!tree) {
    return undefined
  }
  const nodes: Node[] = [{ kind: 'end' }]
  const names: string[] = []
  const start = build(tree, 0, nodes, names)

  if (start === undefined || names.length > MAX_NAMES) {
    return undefined
  }
  return {
    names,
    find: (text) => {
      const marks = run(nodes, start, text)
      return marks && new Map(names.flatMap((name, index) => captured(name, text, marks, index)))
    },
  }
}

function captured(name: string, text: string, marks: readonly number[], index: number): [string, string][] {
  const [from, to] = [marks[2 * index], marks[2 * index + 1]]
  return from === undefined || to === undefined ? [] : [[name, text.slice(from, to)]]
}

function isRegex(source: string, flags: string): boolean {
  try {
    return new RegExp(source, flags) instanceof RegExp
  } catch {
    return false
  }
}

/** Builds from the end, so a group's number is its first appearance from there; repeated copies share it. */
function build(tree: Tree, next: number, nodes: Node[], names: string[]): number | undefined {
  switch (tree.type) {
    case 'one':
      return add({ kind: 'one', accepts: tree.accepts, next }, nodes)
    case 'where':
      return add({ kind: 'where', holds: tree.holds, next }, nodes)
    case 'named': {
      const index = names.includes(tree.name) ? names.indexOf(tree.name) : names.push(tree.name) - 1
      const end = add({ kind: 'mark', slot: 2 * index + 1, next }, nodes)
      const body = end === undefined ? undefined : build(tree.of, end, nodes, names)
      return body === undefined ? undefined : add({ kind: 'mark', slot: 2 * index, next: body }, nodes)
    }
    case 'all':
      return tree.of.reduceRight<number | undefined>(
        (to, part) => (to === undefined ? undefined : build(part, to, nodes, names)),
        next,
      )
    case 'any': {
      const to = tree.of.map((part) => build(part, next, nodes, names))
      return to.every((start) => start !== undefined) ? add({ kind: 'either', to }, nodes) : undefined
    }
    case 'repeat':
      return buildRepeat(tree, next, nodes, names)
  }
}

function buildRepeat(tree: Extract<Tree, { type: 'repeat' }>, next: number, nodes: Node[], names: string[]) {
  const { of, min, max, isLazy } = tree
  const choice = (more: number) => (isLazy ? [next, more] : [more, next])
  let start: number | undefined = next

  if (max === Infinity) {
    const loop: Node = { kind: 'either', to: [] }
    start = add(loop, nodes)
    const again = start === undefined ? undefined : build(of, start, nodes, names)

    if (again === undefined) {
      return undefined
    }
    loop.to = choice(again)
  }
  for (let count = max === Infinity ? min : max; count > 0 && start !== undefined; count -= 1) {
    const once = build(of, start, nodes, names)
    start = once === undefined || count <= min ? once : add({ kind: 'either', to: choice(once) }, nodes)
  }
  return start
}

function add(node: Node, nodes: Node[]): number | undefined {
  return nodes.length < MAX_NODES ? nodes.push(node) - 1 : undefined
}

function run(nodes: Node[], start: number, text: string): readonly number[] | undefined {
  const seenAt = new Int32Array(nodes.length).fill(-1)
  let threads: Thread[] = []
  let found: readonly number[] | undefined

  for (let at = 0; at <= text.length; at += 1) {
    // A later start is worth less than whatever has begun, and nothing once there is a match.
    const begun = found ? threads : [...threads, { id: start, marks: [] }]

    if (begun.length === 0) {
      break
    }
    const { waiting, end } = close(nodes, begun, seenAt, text, at)
    found = end ?? found
    const code = text.charCodeAt(at)
    threads = waiting.flatMap(({ id, marks }) => {
      const node = nodes[id]
      return node?.kind === 'one' && node.accepts(code) ? [{ id: node.next, marks }] : []
    })
  }
  return found
}

/** The threads that wait for the character at `at`, in order; what comes after one that reached the end is worth less than it. */
function close(nodes: Node[], threads: Thread[], seenAt: Int32Array, text: string, at: number) {
  const waiting: Thread[] = []
  const open = threads.toReversed()

  for (let thread = open.pop(); thread !== undefined; thread = open.pop()) {
    const { id, marks } = thread
    const node = nodes[id]

    if (!node || seenAt[id] === at) {
      continue
    }
    seenAt[id] = at

    if (node.kind === 'end') {
      return { waiting, end: marks }
    }
    if (node.kind === 'one') {
      waiting.push(thread)
    } else if (node.kind === 'either') {
      open.push(...node.to.toReversed().map((to) => ({ id: to, marks })))
    } else if (node.kind === 'mark') {
      const marked = [...marks]
      marked[node.slot] = at
      open.push({ id: node.next, marks: marked })
    } else if (node.holds(text, at)) {
      open.push({ id: node.next, marks })
    }
  }
  return { waiting, end: undefined }
}
