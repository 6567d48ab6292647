import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recognise } from '@/lib/deployments/setup/foreign/recognise'
import { writeExport } from '@/lib/export/formats'
import type { Exported } from '@/lib/export/model'
import { exportedExample } from '@/lib/export/testing/exported'

const FORMATS = ['cloudformation', 'terraform', 'cdk', 'cli'] as const
const [endpoint] = exportedExample().endpoints
const wide = exportedExample({
  endpoints: endpoint ? ['a', 'b', 'c'].map((name) => ({ ...endpoint, name, arn: `${endpoint.arn}${name}` })) : [],
})

/** Every object with its members in another order, and the lists of resources too. Lists of values keep theirs. */
function shuffled(value: unknown, next: () => number): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => shuffled(item, next))
    return items.every((item) => typeof item === 'object' && item !== null) ? inAnyOrder(items, next) : items
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(inAnyOrder(Object.entries(value), next).map(([name, item]) => [name, shuffled(item, next)]))
    : value
}

function inAnyOrder<T>(list: T[], next: () => number): T[] {
  return list
    .map((item) => [next(), item] as const)
    .sort(([one], [other]) => one - other)
    .map(([, item]) => item)
}

describe('a deployment as code', () => {
  it.each(FORMATS)('is the same text to the letter in %s, whatever order AWS answers in', (format) => {
    const text = JSON.stringify(writeExport(wide, format))
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (numbers) => {
        const other = shuffled(wide, () => numbers.next().value) as Exported
        expect(JSON.stringify(writeExport(other, format))).toBe(text)
      }),
      { numRuns: 30 },
    )
  })

  it('begins with what the runtime is, and ends with its tags', () => {
    const config = exportedExample().runtime.config
    const more = { filesystemConfigurations: [{ sessionStorage: { mountPath: '/mnt/one' } }] }
    const exported = exportedExample()
    exported.runtime.config = { ...more, ...config }
    const [main] = writeExport(exported, 'terraform').files
    const [runtime] = recognise(main?.text ?? '')?.runtimes ?? []
    expect(runtime?.config.filesystemConfigurations).toEqual(more.filesystemConfigurations)
    const [template] = writeExport(exported, 'cloudformation').files
    const members = /AgentCore::Runtime\n[\s\S]*?Properties:\n([\s\S]*?)\n {2}\w/.exec(template?.text ?? '')?.[1] ?? ''
    const names = [...members.matchAll(/^ {6}(\w+):/gm)].map(([, name]) => name)
    expect(names.slice(0, 3)).toEqual(['AgentRuntimeName', 'RoleArn', 'AgentRuntimeArtifact'])
    expect(names.at(-1)).toBe('Tags')
  })
})
