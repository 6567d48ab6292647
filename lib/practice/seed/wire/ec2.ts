import { ec2 } from '@/lib/practice/seed/ec2'
import type { SeedWire, Values } from '@/lib/practice/seed/wire/model'
import { foreignRefusal } from '@/lib/practice/wire/not-imitated'
import { queryProtocol } from '@/lib/practice/wire/protocol-query'
import type { WireRequest } from '@/lib/practice/wire/wire'
import { escapeXml } from '@/lib/practice/wire/xml'

const NAMESPACE = 'http://ec2.amazonaws.com/doc/2016-11-15/'

/** What lists are called in a request, where they are in the singular. */
const LISTS: Record<string, string> = {
  InstanceId: 'InstanceIds',
  Filter: 'Filters',
  Value: 'Values',
  RegionName: 'RegionNames',
}

/** What members are called in an answer, where it isn't their own name in lower camel case. */
const ELEMENTS: Record<string, string> = {
  Reservations: 'reservationSet',
  Instances: 'instancesSet',
  StoppingInstances: 'instancesSet',
  StartingInstances: 'instancesSet',
  State: 'instanceState',
  Tags: 'tagSet',
  Regions: 'regionInfo',
  Endpoint: 'regionEndpoint',
}

/** EC2's dialect of AWS Query: lists are numbered, answers have `…Set` and `item`. */
export const ec2Wire: SeedWire = {
  service: ec2,
  read: (request) => {
    const parameters = parametersOf(request)
    const { Action = 'a call without an Action', Version: _version, ...rest } = Object.fromEntries(parameters)
    return { operation: Action, input: asLists(nested(Object.entries(rest))) as Values }
  },
  answer: (operation, output, requestId) => ({
    status: 200,
    headers: { 'content-type': 'text/xml;charset=UTF-8', 'x-amzn-requestid': requestId },
    body:
      `<?xml version="1.0" encoding="UTF-8"?>\n<${operation}Response xmlns="${NAMESPACE}">` +
      `<requestId>${requestId}</requestId>${membersOf(output)}</${operation}Response>`,
  }),
  refuse: (error, requestId) =>
    foreignRefusal('ec2', error, requestId) ?? queryProtocol.refuse(undefined, error, requestId),
}

function parametersOf({ body, rawQuery }: WireRequest): URLSearchParams {
  return new URLSearchParams(body.toString('utf8') || rawQuery)
}

type Tree = { [name: string]: Tree | string }

/** `Filter.1.Value.2=x` → `{ Filter: { 1: { Value: { 2: 'x' } } } }` */
function nested(pairs: [string, string][]): Tree {
  const tree: Tree = Object.create(null)

  for (const [path, value] of pairs.slice(0, 5000)) {
    const names = path.split('.').slice(0, 8)
    const last = names.pop() ?? ''
    let place = tree

    for (const name of names) {
      const known = place[name]
      const next: Tree = typeof known === 'object' ? known : Object.create(null)
      place[name] = next
      place = next
    }
    place[last] = value
  }
  return tree
}

function asLists(tree: Tree | string): unknown {
  if (typeof tree === 'string') {
    return tree
  }
  return Object.fromEntries(
    Object.entries(tree).map(([name, value]) => {
      const isList = typeof value === 'object' && Object.keys(value).every((key) => /^\d+$/.test(key))
      return isList
        ? [(Object.hasOwn(LISTS, name) && LISTS[name]) || name, Object.values(value).map(asLists)]
        : [name, asLists(value)]
    }),
  )
}

function membersOf(value: object): string {
  return Object.entries(value)
    .map(([name, member]) => element(ELEMENTS[name] ?? name.charAt(0).toLowerCase() + name.slice(1), member))
    .join('')
}

function element(name: string, value: unknown): string {
  if (value === undefined || value === null) {
    return ''
  }
  if (Array.isArray(value)) {
    return `<${name}>${value.map((item) => element('item', item)).join('')}</${name}>`
  }
  if (value instanceof Date) {
    return `<${name}>${value.toISOString()}</${name}>`
  }
  const content = typeof value === 'object' ? membersOf(value) : escapeXml(String(value))
  return `<${name}>${content}</${name}>`
}
