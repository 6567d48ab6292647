/** What an answer is made of: `Role.Arn` → `string`, `Roles[].Path` → `string`. Values don't count. */
export type Shape = ReadonlyMap<string, string>

export function shapeOf(answer: object): Shape {
  const shape = new Map<string, string>()

  for (const [name, value] of Object.entries(answer)) {
    if (name !== '$metadata') {
      record(shape, name, value)
    }
  }
  return shape
}

function record(shape: Map<string, string>, path: string, value: unknown): void {
  if (value === undefined) {
    return
  }
  shape.set(path, typeName(value))

  if (Array.isArray(value)) {
    for (const item of value) {
      record(shape, `${path}[]`, item)
    }
  } else if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
    for (const [name, item] of Object.entries(value)) {
      record(shape, `${path}.${name}`, item)
    }
  }
}

function typeName(value: unknown): string {
  return Array.isArray(value) ? 'list' : value instanceof Date ? 'date' : value === null ? 'null' : typeof value
}

/** One line for each member that only one has, or that has another type. Of a missing structure, only its own name is told. */
export function shapeDifferences(practice: Shape, peer: Shape, name = 'moto'): string[] {
  return [
    ...onlyIn(practice, peer).map((path) => `practice account only: ${path}`),
    ...onlyIn(peer, practice).map((path) => `${name} only: ${path}`),
    ...[...practice].flatMap(([path, type]) => {
      const other = peer.get(path)
      return other === undefined || other === type ? [] : [`type of ${path}: ${type}, ${name} ${other}`]
    }),
  ]
}

function onlyIn(one: Shape, other: Shape): string[] {
  return [...one.keys()].filter((path) => {
    const parent = parentOf(path)
    // Below a list that is empty on the other side, nothing can be compared.
    return !other.has(path) && !path.endsWith('[]') && (parent === undefined || other.has(parent))
  })
}

function parentOf(path: string): string | undefined {
  const end = path.endsWith('[]') ? path.length - 2 : path.lastIndexOf('.')
  return end < 0 ? undefined : path.slice(0, end)
}
