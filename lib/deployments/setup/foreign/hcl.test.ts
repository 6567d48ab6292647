// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation and Terraform write their expressions like this.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readBlocks } from '@/lib/deployments/setup/foreign/hcl'
import { tokensOf } from '@/lib/deployments/setup/foreign/hcl-tokens'
import { Expression } from '@/lib/deployments/setup/foreign/tree'

const bodyOf = (inner: string) => readBlocks(`resource "t" "n" {\n${inner}\n}`, () => true)[0]?.body

describe('literals', () => {
  it.each([
    ['a = "x\\ty\\"z" # no', { a: 'x\ty"z' }],
    ['a = "$${b}"', { a: '${b}' }],
    ['a = 12\nb = true\nc = null', { a: 12, b: true, c: null }],
    ['a = ["x",\n  "y", # last\n]', { a: ['x', 'y'] }],
    ['a = { b = "c", "d" : 1 }', { a: { b: 'c', d: 1 } }],
    ['a = <<-EOT\n    one\n      two\n    EOT\nb = 1', { a: 'one\n  two\n', b: 1 }],
    ['/* a = 1 */ b = 2 // c', { b: 2 }],
    ['a {\n b = 1\n}\na {\n b = 2\n}', { a: [{ b: 1 }, { b: 2 }] }],
  ])('%j', (text, expected) => {
    expect(bodyOf(text)).toEqual(expected)
  })
})

describe('expressions', () => {
  it.each([
    ['var.image', 'var.image'],
    ['"${var.a}-b"', '"${var.a}-b"'],
    ['"${lookup(var.a, "k}")}"', '"${lookup(var.a, "k}")}"'],
    ['var.x ? "a" : "b"', 'var.x ? "a" : "b"'],
    ['"a" == var.x ? 1 : 2', '"a" == var.x ? 1 : 2'],
    ['[for s in var.s : s.id]', '[for s in var.s : s.id]'],
    ['merge(var.a, {\n  b = "c"\n})', 'merge(var.a, { b = "c" })'],
    ['["a"][0]', '["a"][0]'],
    ['-1', '-1'],
    ['<<EOT\n${x}\nEOT', '<<EOT ${x} EOT'],
    ['"never closed', '"never closed'],
  ])('%s', (text, source) => {
    expect(bodyOf(`a = ${text}\nb = 1`)).toEqual({ a: new Expression(source), b: 1 })
  })

  it('stand for dynamic blocks', () => {
    expect(bodyOf('dynamic "c" {\n for_each = var.x\n content {}\n}')?.c).toEqual([new Expression('dynamic "c" {…}')])
  })
})

const PIECES = [
  'resource "t" "n" {',
  '{',
  '}',
  '[',
  ']',
  '(',
  ')',
  '"',
  '${',
  '%{',
  '$${',
  '<<EOT\n',
  '<<-E\n',
  'EOT\n',
]
const MORE = [
  'a',
  ' = ',
  '=',
  ':',
  ',',
  '\n',
  '# c\n',
  '/*',
  '*/',
  '//',
  '\\',
  '\\u12',
  '\\U00110000',
  '1.5e',
  'for ',
  '__proto__',
]
const hostile = fc.array(fc.oneof(fc.constantFrom(...PIECES, ...MORE), fc.string()), { maxLength: 120 })

describe('any text', () => {
  it('is read without a throw, and every token takes a step forward', () => {
    fc.assert(
      fc.property(hostile, (pieces) => {
        const text = pieces.join('')
        readBlocks(text, () => true)
        let last = 0

        for (const { start, end } of tokensOf(text)) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThan(start)
          last = end
        }
      }),
      { numRuns: 3000 },
    )
  })

  it.each(PIECES.concat(MORE))('of many %j has no more tokens than characters, and an end', (piece) => {
    const text = `resource "t" "n" {\na = ${piece.repeat(Math.floor(300_000 / piece.length))}`
    expect(tokensOf(text).length).toBeLessThanOrEqual(text.length)
    expect(readBlocks(text, () => true).length).toBeGreaterThan(0)
  })
})
