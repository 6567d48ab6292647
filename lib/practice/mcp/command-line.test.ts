import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { valueOfWords } from '@/lib/practice/mcp/coerce'
import { splitCommandLine } from '@/lib/practice/mcp/command-line'
import { kebabCase } from '@/lib/practice/mcp/names'
import { flag, listOf, number, structure, text } from '@/lib/practice/mcp/shape'
import { parseShorthand, ShorthandError } from '@/lib/practice/mcp/shorthand'

const quoteSingle = (word: string) => `'${word.replaceAll("'", `'\\''`)}'`
const quoteDouble = (word: string) => `"${word.replace(/["\\]/g, '\\$&')}"`

describe('words of a command line', () => {
  it('come back as they were quoted, whatever is in them', () => {
    const quoting = fc.constantFrom(quoteSingle, quoteDouble)
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ unit: 'binary' }), quoting)), (words) => {
        fc.pre(words.every(([word]) => !/^(&&|\|\||(\*|\/|%|\+|-|<<|>>|&|\^|\|)?=)$/.test(word)))
        const line = words.map(([word, quote]) => quote(word)).join('  ')
        expect(splitCommandLine(`aws ${line}`)).toEqual({ ok: true, data: words.map(([word]) => word) })
      }),
    )
  })

  it('never throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (line) => {
        expect(typeof splitCommandLine(line).ok).toBe('boolean')
      }),
    )
  })

  it.each([
    ['a b', ['a', 'b']],
    [`a'b c'd`, ['ab cd']],
    [`""  x`, ['', 'x']],
    ['a\\ b', ['a b']],
    [`'{"a": "b|c"}'`, ['{"a": "b|c"}']],
    ['a | b > c; d\ne $(f) `g`', ['a', '|', 'b', '>', 'c;', 'd', 'e', '$(f)', '`g`']],
    ["--query 'Reservations[?State==`running`]'", ['--query', 'Reservations[?State==`running`]']],
  ])('%s', (line, words) => {
    expect(splitCommandLine(`aws ${line}`)).toEqual({ ok: true, data: words })
  })

  it.each([
    ['', 'The provided CLI command is empty'],
    ['ls -la', 'The provided CLI command is not an AWS command'],
    ['aws a && b', "The CLI command contains prohibited operators: ['&&']"],
    ["aws 'a", 'No closing quotation'],
    ['aws "a', 'No closing quotation'],
    ['aws a\\', 'No escaped character'],
  ])('refuses %j', (line, reason) => {
    const words = splitCommandLine(line)
    const [, json = ''] = (!words.ok && /^Error while validating the command: (.*)$/s.exec(words.error.message)) || []
    expect(JSON.parse(json).validation_failures[0].reason).toBe(reason)
  })
})

describe('shorthand', () => {
  it.each([
    ['Name=tag:Env,Values=a,b', { Name: 'tag:Env', Values: ['a', 'b'] }],
    ['Values=a,b,Name=x', { Values: ['a', 'b'], Name: 'x' }],
    ['a={b=1,c=[2,3]},d=e', { a: { b: '1', c: ['2', '3'] }, d: 'e' }],
    [`Key='a,b',Value="c=d"`, { Key: 'a,b', Value: 'c=d' }],
    ['a=', { a: '' }],
    ['', {}],
  ])('%s', (source, expected) => {
    expect(parseShorthand(source)).toEqual(expected)
  })

  it.each(['[', '{a='])('refuses %s nested a hundred thousand times in its own words', (open) => {
    expect(() => parseShorthand(`a=${open.repeat(100_000)}`)).toThrow(ShorthandError)
  })

  it('reads back any flat map of plain texts', () => {
    const key = fc.stringMatching(/^[A-Za-z][\w-]{0,8}$/).filter((one) => one !== '__proto__')
    const value = fc.stringMatching(/^[\w:/.@-]{1,12}$/)
    fc.assert(
      fc.property(fc.dictionary(key, value), (map) => {
        const source = Object.entries(map)
          .map(([name, one]) => `${name}=${one}`)
          .join(',')
        expect(parseShorthand(source)).toEqual({ ...map })
      }),
    )
  })

  it('ends for every input, with a value or an error of its own', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-c={}[\],'"\\ ]{0,30}$/), (source) => {
        const result = valueOfWords(structure({ a: text, b: listOf(text) }), [source], '--x')
        expect(typeof result.ok).toBe('boolean')
      }),
      { numRuns: 500 },
    )
  })
})

describe('values', () => {
  const filters = listOf(structure({ Name: text, Values: listOf(text) }, ['Name']))

  it.each([
    [text, ['123'], '123'],
    [number, ['123'], 123],
    [flag, ['true'], true],
    [listOf(text), ['a', 'b'], ['a', 'b']],
    [listOf(number), ['[1,2]'], [1, 2]],
    [filters, ['Name=a,Values=1'], [{ Name: 'a', Values: ['1'] }]],
    [filters, ['Name=a', 'Name=b'], [{ Name: 'a' }, { Name: 'b' }]],
    [filters, ['[{"Name":"a","Values":["1"]}]'], [{ Name: 'a', Values: ['1'] }]],
    [{ type: 'map' as const, value: () => text }, ['a=1,b=2'], { a: '1', b: '2' }],
    [{ type: 'timestamp' as const }, ['2026-01-02T03:04:05Z'], new Date('2026-01-02T03:04:05Z')],
    [{ type: 'timestamp' as const }, ['0'], new Date(0)],
  ])('%j from %j', (shape, words, expected) => {
    expect(valueOfWords(shape, words, '--x')).toEqual({ ok: true, data: expected })
  })

  it.each([
    [number, ['many'], /expected a number/],
    [text, [], /missing_context_failures.*Failed handling '--x': 'expected one argument'/],
    [filters, ['Nam=a'], /Unknown parameter in --x: "Nam", must be one of: Name, Values/],
    [filters, ['Values=a'], /Missing required parameter.*"Name"/],
    [filters, ['[{"Name":1}]'], /expected a string/],
    [filters, ['[{'], /Invalid JSON/],
    [{ type: 'timestamp' as const }, ['soon'], /expected a timestamp/],
  ])('%j refuses %j', (shape, words, message) => {
    const result = valueOfWords(shape, words, '--x')
    // The reason is within JSON.
    expect(result.ok ? '' : result.error.message.replaceAll('\\"', '"')).toMatch(message)
  })
})

describe('names', () => {
  it.each([
    ['ListBuckets', 'list-buckets'],
    ['ListObjectsV2', 'list-objects-v2'],
    ['DescribeDBInstances', 'describe-db-instances'],
    ['GetCallerIdentity', 'get-caller-identity'],
    ['RoleARNs', 'role-arns'],
    ['agentRuntimeId', 'agent-runtime-id'],
    ['MaxItems', 'max-items'],
  ])('%s', (name, expected) => {
    expect(kebabCase(name)).toBe(expected)
  })
})
