import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyValue, type FormValue, readForm } from '@/lib/mcp/form/form-value'
import { readSchema, type SchemaNode } from '@/lib/mcp/form/schema-node'

const object = (properties: object, required: string[] = []) => ({ type: 'object', properties, required })
const errorsOf = (schema: unknown, value: FormValue) => readForm(readSchema(schema), value).errors

describe('a tool’s schema as a form', () => {
  it('knows every kind, through references, null and alternatives', () => {
    const schema = {
      ...object({
        name: { type: 'string', minLength: 1, title: 'Name', description: 'Whose.' },
        count: { anyOf: [{ type: 'integer', minimum: 1 }, { type: 'null' }] },
        share: { type: ['number', 'null'] },
        deep: { $ref: '#/$defs/Deep' },
        mode: { enum: ['a', 2, true] },
        sure: { type: 'boolean' },
        list: { type: 'array', items: { type: 'string' }, maxItems: 20 },
        either: { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
        map: { type: 'object', additionalProperties: { type: 'string' } },
        any: {},
      }),
      $defs: { Deep: object({ inner: { type: 'string' } }) },
    }
    const node = readSchema(schema)
    const kinds = node.kind === 'object' ? node.members.map(({ name, node: { kind } }) => `${name} ${kind}`) : []
    expect(kinds).toEqual([
      ...['name text', 'count number', 'share number', 'deep object', 'mode enum', 'sure boolean', 'list array'],
      ...['either text', 'map json', 'any json'],
    ])
  })

  it('ends, for a schema that contains itself and for one that is no schema', () => {
    const loop = { $ref: '#' }
    const tree = { ...object({ child: { $ref: '#' } }) }
    expect(readSchema(loop).kind).toBe('json')
    expect(readSchema(tree).kind).toBe('object')
    fc.assert(fc.property(fc.jsonValue(), (value) => typeof readSchema(value).kind === 'string'))
  })
})

describe('what was typed', () => {
  it('becomes arguments, without what was left empty', () => {
    const schema = object({
      cli_command: { type: 'string' },
      max_results: { type: 'integer' },
      sure: { type: 'boolean' },
      filters: {
        type: 'array',
        items: object({ name: { type: 'string' }, values: { type: 'array', items: { type: 'number' } } }, ['name']),
      },
      extra: object({ note: { type: 'string' } }, ['note']),
    })
    const value = {
      ...{ cli_command: 'aws s3 ls', max_results: '', sure: 'false', extra: { note: '' } },
      filters: [{ name: 'a', values: ['1', '2.5'] }],
    }
    expect(readForm(readSchema(schema), value)).toEqual({
      value: { cli_command: 'aws s3 ls', sure: false, filters: [{ name: 'a', values: [1, 2.5] }] },
      errors: {},
    })
  })

  it.each<[object, FormValue, string, RegExp]>([
    [{ type: 'string' }, '', 'x', /required/],
    [{ type: 'string', maxLength: 2 }, 'abc', 'x', /At most 2 characters/],
    [{ type: 'string', pattern: '^a' }, 'b', 'x', /match/],
    [{ type: 'integer' }, '1.5', 'x', /whole/],
    [{ type: 'integer' }, '1e400', 'x', /number/],
    [{ type: 'number', minimum: 3 }, '2', 'x', /At least 3\./],
    [{ type: 'number' }, '0x10', 'x', /number/],
    [{ enum: ['a'] }, 'b', 'x', /list/],
    [{ type: 'boolean' }, 'maybe', 'x', /yes or no/],
    [{}, '{', 'x', /JSON/],
    [{ type: 'array', items: { type: 'integer' } }, ['1', 'two'], 'x.1', /number/],
    [{ type: 'array', items: { type: 'integer' }, minItems: 1 }, [], 'x', /At least 1 entries/],
    [object({ y: { type: 'string' } }, ['y']), { y: '' }, 'x.y', /required/],
  ])('with %j and %j is wrong at %s', (schema, value, path, message) => {
    expect(errorsOf(object({ x: schema }, ['x']), { x: value })[path]).toMatch(message)
  })

  it('reads back any value that a schema of its own shape allows', () => {
    fc.assert(
      fc.property(fc.dictionary(word, shaped), (members) => {
        const entries = Object.entries(members)
        const schema = object(
          Object.fromEntries(entries.map(([name, { schema: one }]) => [name, one])),
          entries.map(([name]) => name),
        )
        const typed = Object.fromEntries(entries.map(([name, one]) => [name, one.typed]))
        const wanted = Object.fromEntries(entries.map(([name, one]) => [name, one.value]))
        expect(readForm(readSchema(schema), typed)).toEqual({ value: wanted, errors: {} })
      }),
    )
  })

  it('of an empty form has an error for each required field, and for no other', () => {
    fc.assert(
      fc.property(fc.dictionary(word, fc.boolean()), (members) => {
        const node: SchemaNode = {
          kind: 'object',
          members: Object.entries(members).map(([name, isRequired]) => ({ name, isRequired, node: { kind: 'text' } })),
        }
        const required = Object.entries(members).flatMap(([name, isRequired]) => (isRequired ? [name] : []))
        expect(Object.keys(readForm(node, emptyValue(node)).errors).sort()).toEqual(required.sort())
      }),
    )
  })
})

const word = fc.string({ minLength: 1 }).filter((name) => name !== '__proto__')

type Shaped = { schema: object; value: unknown; typed: FormValue }

const scalar: fc.Arbitrary<Shaped> = fc.oneof(
  fc.string({ minLength: 1 }).map((value) => ({ schema: { type: 'string' }, value, typed: value })),
  fc.integer().map((value) => ({ schema: { type: 'integer' }, value, typed: String(value) })),
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .map((double) => double + 0)
    .map((value) => ({ schema: { type: 'number' }, value, typed: String(value) })),
  fc.boolean().map((value) => ({ schema: { type: 'boolean' }, value, typed: String(value) })),
  fc
    .jsonValue()
    .map((value) => ({ schema: {}, value: JSON.parse(JSON.stringify(value)), typed: JSON.stringify(value) })),
)

const shaped: fc.Arbitrary<Shaped> = fc.oneof(
  scalar,
  fc.array(fc.integer()).map((value) => ({
    ...{ schema: { type: 'array', items: { type: 'integer' } }, value, typed: value.map(String) },
  })),
  fc.record({ inner: scalar }).map(({ inner }) => ({
    schema: object({ inner: inner.schema }, ['inner']),
    value: { inner: inner.value },
    typed: { inner: inner.typed },
  })),
)
