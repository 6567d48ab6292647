import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluate } from '@/lib/practice/logs/insights/evaluate'
import { parseInsightsQuery } from '@/lib/practice/logs/insights/parse-query'
import type { Expression } from '@/lib/practice/logs/insights/query'
import { Row } from '@/lib/practice/logs/insights/row'
import { ServiceError } from '@/lib/practice/wire/service-error'

function refusal(query: string) {
  try {
    parseInsightsQuery(query)
  } catch (error) {
    if (error instanceof ServiceError) {
      return { code: error.code, message: error.message, ...error.members }
    }
    throw error
  }
  return undefined
}

describe('what is not understood', () => {
  it.each([
    ['fields @timestamp, | limit 1', 19, 'unexpected symbol found | at line 1 and position 20'],
    ['fields a\n| filtr b = 1', 11, 'unexpected symbol found filtr at line 2 and position 3'],
    ['filter a = ', 11, 'unexpected symbol found <EOF> at line 1 and position 12'],
    ['filter a = "open', 11, 'unexpected symbol found " at line 1 and position 12'],
    ['filter a like /(/', 14, 'invalid regular expression found at line 1 and position 15'],
    ['fields nosuch(a)', 7, 'unknown function nosuch found at line 1 and position 8'],
    ['fields strlen()', 7, 'wrong arguments of strlen found at line 1 and position 8'],
    ['fields bin(a)', 7, 'wrong arguments of bin found at line 1 and position 8'],
    ['filter count(*) > 1', 7, 'aggregation count found outside of stats at line 1 and position 8'],
    ['stats sum(max(a))', 10, 'aggregation max found outside of stats at line 1 and position 11'],
    ['stats count(*) as n | sort sum(x)', 27, 'aggregation sum found outside of stats at line 1 and position 28'],
    ['stats a by b', 6, 'no aggregation in stats: a found at line 1 and position 7'],
    ['parse @message "* *" as a', 15, '2 * for 1 names in parse: string found at line 1 and position 16'],
    ['parse @message /a/', 15, 'no named group in parse: / found at line 1 and position 16'],
    ['dedup a | sort a', 10, 'unexpected symbol found sort at line 1 and position 11'],
    ['limit 0', 6, 'unexpected symbol found 0 at line 1 and position 7'],
    ['limit 100001', 6, 'unexpected symbol found 100001 at line 1 and position 7'],
    ['', 0, 'unexpected symbol found <EOF> at line 1 and position 1'],
  ])('%s', (query, startCharOffset, message) => {
    expect(refusal(query)).toMatchObject({
      code: 'MalformedQueryException',
      message,
      queryCompileError: { message, location: { startCharOffset } },
    })
  })

  it.each([
    ['pattern @message', 'the command pattern of Logs Insights'],
    ['fields @message | diff', 'the command diff of Logs Insights'],
    ['SOURCE logGroups(namePrefix: ["a"])', 'the command SOURCE of Logs Insights'],
    ['fields jsonParse(@message)', 'the function jsonParse of Logs Insights'],
    ['filter a like /(?=b)/', 'regular expressions of Logs Insights like (?=b)'],
  ])('is told from what AWS has and this account has not: %s', (query, what) => {
    expect(refusal(query)).toMatchObject({
      code: 'NotImplemented',
      message: `The practice account does not imitate ${what}.`,
    })
  })

  it('is refused in time and without overflow, however deep or long', () => {
    for (const part of ['(', 'not ', '-', 'abs(', '1+', 'a=', '[', 'a in [']) {
      expect(refusal(`filter ${part.repeat(9900 / part.length)}`)).toMatchObject({ code: 'MalformedQueryException' })
    }
  })
})

const WORDS = [
  ...['fields', 'filter', 'stats', 'parse', 'sort', 'limit', 'display', 'dedup', 'by', 'as', 'and', 'or', 'not', 'in'],
  ...['like', '=~', '|', ',', '(', ')', '[', ']', '=', '!=', '<', '+', '-', '*', '/', '^', '"', "'", '`', '#', '\n'],
  ...['@message', 'a.b', '`x y`', '5m', '12', '1.5e', '"* *"', '/(?<n>a+)/', '/(/', 'count(*)', 'bin(5m)', 'pct(a, 5)'],
]

it('throws nothing but its own errors', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 80 }),
    fc.array(fc.constantFrom(...WORDS), { maxLength: 25 }).map((words) => words.join(' ')),
    fc.array(fc.constantFrom(...WORDS), { maxLength: 25 }).map((words) => `filter ${words.join('')}`),
  )
  fc.assert(
    fc.property(text, (query) => {
      const found = refusal(query)
      expect([undefined, 'MalformedQueryException', 'NotImplemented']).toContain(found?.code)
    }),
    { numRuns: 3000 },
  )
})

/** Whole numbers keep both sides exact. JavaScript's own operators say what an expression means. */
type Sample = { text: string; value: number }

const { sum } = fc.letrec<{ sum: Sample; product: Sample; leaf: Sample }>((tie) => ({
  leaf: fc.oneof(
    fc.nat(9).map((value) => ({ text: String(value), value })),
    tie('sum').map(({ text, value }) => ({ text: `(${text})`, value })),
    tie('leaf').map(({ text, value }) => ({ text: `-${text}`, value: -value })),
  ),
  product: fc.array(tie('leaf'), { minLength: 1, maxLength: 3 }).map((parts) => ({
    text: parts.map(({ text }) => text).join(' * '),
    value: parts.reduce((total, { value }) => total * value, 1),
  })),
  sum: fc
    .tuple(tie('product'), fc.array(fc.tuple(fc.boolean(), tie('product')), { maxLength: 3 }))
    .map(([first, more]) => ({
      text: first.text + more.map(([isPlus, { text }]) => `${isPlus ? '+' : '-'}${text}`).join(''),
      value: more.reduce((total, [isPlus, { value }]) => total + (isPlus ? value : -value), first.value),
    })),
}))

const comparison = fc.tuple(sum, fc.constantFrom('<', '>', '=', '!=', '<=', '>='), sum).map(([one, sign, other]) => ({
  text: `${one.text} ${sign} ${other.text}`,
  value: {
    '<': one.value < other.value,
    '>': one.value > other.value,
    '=': one.value === other.value,
    '!=': one.value !== other.value,
    '<=': one.value <= other.value,
    '>=': one.value >= other.value,
  }[sign],
}))

const condition = fc
  .array(fc.array(fc.tuple(fc.boolean(), comparison), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
  .map((alternatives) => ({
    text: alternatives
      .map((all) => all.map(([isNot, { text }]) => `${isNot ? 'not ' : ''}${text}`).join(' and '))
      .join(' or '),
    value: alternatives.some((all) => all.every(([isNot, { value }]) => value !== isNot)),
  }))

function conditionOf(query: string): Expression {
  const [command] = parseInsightsQuery(query)
  return command?.kind === 'filter' ? command.condition : { kind: 'literal', value: 'no filter' }
}

describe('precedence', () => {
  it('of signs is that of arithmetic', () => {
    fc.assert(
      fc.property(sum, ({ text, value }) => {
        fc.pre(text.length < 2000)
        expect(evaluate(conditionOf(`filter ${text}`), new Row())).toBeCloseTo(value)
      }),
    )
  })

  it('of words is not before and before or', () => {
    fc.assert(
      fc.property(condition, ({ text, value }) => {
        fc.pre(text.length < 5000)
        expect(evaluate(conditionOf(`filter ${text}`), new Row())).toBe(Number(value))
      }),
    )
  })
})
