import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commandOutcomes } from '@/lib/mcp/command/command-outcomes'
import { tableOf } from '@/lib/mcp/table'

describe('an answer of call_aws', () => {
  const found = {
    cli_command: 'aws x',
    response: { error: null, as_json: '{"a":1}' },
    metadata: { service: 's3', operation: 'Get' },
  }

  it.each([
    [{ structuredContent: { result: [found] } }],
    [{ content: [{ type: 'text', text: JSON.stringify([found]) }] }],
    [{ structuredContent: { ...found, response: { json: '{"a":1}' } } }],
  ])('is read in every form that releases have', (answer) => {
    expect(commandOutcomes(answer)).toEqual([{ command: 'aws x', operation: 's3:Get', data: { a: 1 } }])
  })

  it('keeps text as text, and a failure as one', () => {
    const result = [
      { cli_command: 'aws s3 ls', response: 'bucket\n', error: null },
      { cli_command: 'aws y', response: { error: 'No', error_code: 'AccessDenied', as_json: '{"Error":{}}' } },
      { cli_command: 'aws z', error: 'Unknown' },
    ]
    expect(commandOutcomes({ structuredContent: { result } })).toEqual([
      { command: 'aws s3 ls', text: 'bucket\n' },
      { command: 'aws y', failure: { message: 'No', code: 'AccessDenied' } },
      { command: 'aws z', failure: { message: 'Unknown', isUnsent: true } },
    ])
  })

  it.each([
    [{ error: "The operation 'fly' for service 's3' does not exist." }, true],
    [
      {
        error: true,
        detail: "Error while validating the command: The CLI command contains prohibited operators: ['&&']",
      },
      true,
    ],
    [
      { response: null, error: 'An error occurred (AccessDenied) when calling the ListBuckets operation: No' },
      undefined,
    ],
    [{ error: "Error while executing 'aws s3 ls': An error occurred (AccessDenied) when calling …" }, undefined],
    [{ error: 'Error while executing the command: Could not connect to the endpoint URL' }, undefined],
    [{ response: 'half of it\n', error: 'and then a warning' }, undefined],
  ])('tells a command that the server refused from one that was on its way: %j', (entry, isUnsent) => {
    const [outcome] = commandOutcomes({ structuredContent: { result: [{ cli_command: 'aws x', ...entry }] } })
    expect(outcome?.failure?.message).toMatch(/\w/)
    expect(outcome?.failure?.isUnsent).toBe(isUnsent)
  })

  it('of another tool holds no commands', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => Array.isArray(commandOutcomes({ structuredContent: value }))))
    expect(commandOutcomes({ structuredContent: { result: [{ command: 'aws s3 ls', confidence: 1 }] } })).toEqual([])
  })
})

describe('a table', () => {
  it('is made of a list of flat objects, or of the one list inside', () => {
    const rows = [
      { Name: 'a', Tags: ['x', 'y'] },
      { Name: 'b', Size: 2, On: null },
    ]
    const table = {
      columns: ['Name', 'Tags', 'Size', 'On'],
      rows: [
        ['a', 'x, y', undefined, undefined],
        ['b', undefined, '2', ''],
      ],
      hidden: [],
      more: 0,
    }
    expect(tableOf(rows)).toEqual(table)
    expect(tableOf({ Buckets: rows, Owner: { ID: '1' }, IsTruncated: false, Empty: [] })).toEqual(table)
  })

  it.each([
    [[]],
    [{}],
    [null],
    ['x'],
    [[1, 2]],
    [[{ a: { b: 1 } }]],
    [{ A: [{ a: 1 }], B: [{ b: 1 }] }],
    [[{ a: 1, b: 2, c: 3, nested: { a: 1 } }]],
  ])('is not made of %j', (value) => {
    expect(tableOf(value)).toBeUndefined()
  })

  it('names what it leaves out: nested members, and more columns than can be read', () => {
    const [row] = [Object.fromEntries(Array.from({ length: 13 }, (_, i) => [`c${i}`, i]))]
    expect(tableOf([{ ...row, nested: [{ a: 1 }] }])?.hidden).toEqual(['c10', 'c11', 'c12', 'nested'])
    const many = tableOf(Array.from({ length: 100_000 }, () => ({ a: 1 })))
    expect(many).toMatchObject({ rows: { length: 200 }, more: 99_800 })
  })

  it('has as many rows as the list, and each as many cells as there are columns', () => {
    fc.assert(
      fc.property(
        fc.array(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer()), { maxKeys: 3 }), { maxLength: 4 }),
        (list) => {
          const table = tableOf(list)
          expect(table?.rows.length ?? list.length).toBe(list.length)
          expect(table?.rows.every((row) => row.length === table.columns.length) ?? true).toBe(true)
        },
      ),
    )
  })
})
