import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type JsonNode, readJson } from '@/components/log-viewer/line/json-model'

function back(node: JsonNode): unknown {
  if (node.type === 'array') {
    return node.entries.map(([, value]) => back(value))
  }
  if (node.type === 'object') {
    return Object.fromEntries(node.entries.map(([key, value]) => [key, back(value)]))
  }
  return 'text' in node ? (node.type === 'string' ? node.text : JSON.parse(node.text)) : null
}

it('holds the same values', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { minLength: 1 }), (value) => {
      const node = readJson(JSON.stringify(value))
      expect(node && JSON.stringify(back(node))).toBe(JSON.stringify(value))
    }),
  )
})

it('takes keys like __proto__ for keys', () => {
  const node = readJson('{"__proto__":{"polluted":true},"constructor":1}')
  expect(node?.type === 'object' && node.entries.map(([key]) => key)).toEqual(['__proto__', 'constructor'])
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
})

it.each(['{not json}', '{"a":1} and more', 'plain', '', '42', '{', `${'['.repeat(200_000)}`])(
  'leaves %.20s as text',
  (text) => {
    expect(readJson(text)).toBeNull()
  },
)
