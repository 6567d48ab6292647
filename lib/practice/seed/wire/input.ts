import type { Shape, StructureShape } from '@/lib/practice/mcp/shape'
import type { Values } from '@/lib/practice/seed/wire/model'
import { notHeld } from '@/lib/practice/wire/not-imitated'
import { ServiceError } from '@/lib/practice/wire/service-error'

/** What came over the wire as the operation's shape wants it; text becomes a number or a boolean where one is due. */
export function shapedInput(shape: StructureShape, given: Values, what: string): Values {
  const members = shape.members()
  const entries = Object.entries(given).map(([name, value]): [string, unknown] => {
    const member = Object.hasOwn(members, name) ? members[name] : undefined

    if (!member) {
      throw notHeld(`the parameter ${name} of ${what}`)
    }
    return [name, shaped(member, value, name, what)]
  })
  const input = Object.fromEntries(entries)
  const missing = shape.required.find((name) => input[name] === undefined)

  if (missing !== undefined) {
    throw new ServiceError('ValidationException', `The request must contain the parameter ${missing}`)
  }
  return input
}

function shaped(shape: Shape, value: unknown, name: string, what: string): unknown {
  switch (shape.type) {
    case 'structure':
      return shapedInput(shape, isRecord(value) ? value : refuse(name), what)
    case 'list':
      return (Array.isArray(value) ? value : refuse(name)).map((item: unknown) =>
        shaped(shape.item(), item, name, what),
      )
    case 'number':
      return Number.isFinite(Number(value)) && value !== '' ? Number(value) : refuse(name)
    case 'boolean':
      return /^(true|false)$/.test(String(value)) ? String(value) === 'true' : refuse(name)
    case 'string':
      return typeof value === 'string' ? value : refuse(name)
    default:
      return value
  }
}

function refuse(name: string): never {
  throw new ServiceError('ValidationException', `The value of the parameter ${name} is not of its type`)
}

function isRecord(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
