import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchesWildcard } from '@/lib/practice/logs/filter/compare'
import { FilterPatternError } from '@/lib/practice/logs/filter/error'
import { parseFilterPattern } from '@/lib/practice/logs/filter/pattern'

const ACCESS = '127.0.0.1 Prod frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534'
const EVENT = JSON.stringify({
  eventType: 'UpdateTrail',
  sourceIPAddress: '111.111.111.111',
  arrayKey: ['value', 'another value'],
  objectList: [
    { name: 'a', id: 1 },
    { name: 'b', id: 2 },
  ],
  SomeObject: null,
  ThisFlag: true,
  status: 404,
  latency: 1.5e2,
  user: { id: 1, 'e.mail': 'x@example.com' },
  text: '404',
})

describe('filter patterns', () => {
  it.each([
    ['', 'anything', true],
    ['ERROR', '[ERROR 400] BAD REQUEST', true],
    ['ERROR', 'error', false],
    ['ERROR ARGUMENTS', '[ERROR 419] MISSING ARGUMENTS', true],
    ['ERROR ARGUMENTS', '[ERROR 400] BAD REQUEST', false],
    ['?ERROR ?ARGUMENTS', '[WARN] ARGUMENTS', true],
    ['?ERROR ?ARGUMENTS', '[INFO] REQUEST', false],
    ['?ERROR ?ARGUMENTS REQUEST', '[INFO] REQUEST FAILED', true],
    ['"INTERNAL SERVER ERROR"', '[ERROR 500] INTERNAL SERVER ERROR', true],
    ['"INTERNAL SERVER ERROR"', 'ERROR INTERNAL SERVER', false],
    ['ERROR -ARGUMENTS', '[ERROR 400] BAD REQUEST', true],
    ['ERROR -ARGUMENTS', '[ERROR 419] MISSING ARGUMENTS', false],
    ['-"a b"', 'a c', true],
    ['"say \\"hi\\""', 'I say "hi" now', true],
    ['%AUTHORIZATION\\s[0-9]{3}%', 'AUTHORIZATION 401 refused', true],
    ['%^4\\d\\d%', 'x 404', false],
    ['[ip, user, username, timestamp, request, status_code, bytes]', ACCESS, true],
    ['[ip, user, username, timestamp, request, status_code]', ACCESS, false],
    ['[ip, user, username, timestamp, request = *.html*, status_code = 4*, bytes]', ACCESS, true],
    [
      '[ip, user, username, timestamp, request =*.html* , status_code = 4* || status_code = 5*, bytes > 1000]',
      ACCESS,
      true,
    ],
    ['[..., status_code=4*, bytes]', ACCESS, true],
    ['[ip, ..., bytes<1000]', ACCESS, false],
    ['[..., status_code=%4[0-9]{2}%, bytes]', ACCESS, true],
    ['[w1=ERROR || w1=WARN, w2]', 'WARN x', true],
    ['[w1!=ERROR&&w1!=%WARN%, w2]', 'WARNING x', false],
    ['[..., timestamp="10/Oct/2000*", r, s, b]', ACCESS, true],
    ['{ $.eventType = "UpdateTrail" }', EVENT, true],
    ['{ $.eventType = UpdateTrail }', EVENT, true],
    ['{ $.sourceIPAddress != 123.123.* }', EVENT, true],
    ['{ $.sourceIPAddress != 111.111.* }', EVENT, false],
    ['{ $.arrayKey[0] = "value" }', EVENT, true],
    ['{ $.arrayKey[7] = "value" }', EVENT, false],
    ['{ $.objectList[1].id = 2 }', EVENT, true],
    ['{ $.objectList[*].name = "b" }', EVENT, true],
    ['{ $.objectList = "b" }', EVENT, false],
    ['{ $.SomeObject IS NULL }', EVENT, true],
    ['{ $.SomeOtherObject IS NULL }', EVENT, false],
    ['{ $.SomeOtherObject NOT EXISTS }', EVENT, true],
    ['{ $.SomeObject EXISTS }', EVENT, true],
    ['{ $.ThisFlag IS TRUE }', EVENT, true],
    ['{ $.ThisFlag IS FALSE }', EVENT, false],
    ['{ $.status >= 400 && $.status < 500 }', EVENT, true],
    ['{ $.status = 4* }', EVENT, true],
    ['{ $.status = "404" }', EVENT, false],
    ['{ $.latency = 150 }', EVENT, true],
    ['{ $.latency > 1e3 }', EVENT, false],
    ['{ ($.user.id = 1 || $.user.id = 2) && $.missing NOT EXISTS }', EVENT, true],
    ['{ $.user.id = 2 && $.eventType = "x" || $.status = 404 }', EVENT, true],
    ["{ $.user.['e.mail'] = *@example.com }", EVENT, true],
    ['{ $.eventType = %Update(?:x)?% }', EVENT, 'refused'],
    ['{ $.eventType = %^Update[A-Z]% }', EVENT, true],
    ['{ $.missing != "x" }', EVENT, false],
    ['{ $.constructor EXISTS }', '{}', false],
    ['{ $.a = 1 }', 'not json', false],
    ['{ $.a = 1 }', '{"a":', false],
    ['foo-bar', '', 'refused'],
    ['"open', '', 'refused'],
    ['{ $.a = }', '', 'refused'],
    ['{ $.a > "x" }', '', 'refused'],
    ['{ a = 1 }', '', 'refused'],
    ['{ $.a = 1 ', '', 'refused'],
    ['{ $.a = 1 } x', '', 'refused'],
    ['{ }', '', 'refused'],
    ['[a, ..., ...]', '', 'refused'],
    ['[a = 1 || b = 2]', '', 'refused'],
    ['[a', '', 'refused'],
    ['%[%', '', 'refused'],
    ['a'.repeat(1025), '', 'refused'],
  ] as const)('%s on %s', (pattern, message, expected) => {
    if (expected === 'refused') {
      expect(() => parseFilterPattern(pattern)).toThrow(FilterPatternError)
      return
    }
    expect(parseFilterPattern(pattern)(message)).toBe(expected)
  })

  it('names the term that AWS names', () => {
    expect(() => parseFilterPattern('ok foo:bar')).toThrow("Invalid character(s) in term 'foo:bar'")
  })

  it('finds any phrase that is quoted and escaped', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.string(),
        fc.string(),
        (phrase, before, behind) => {
          const pattern = `"${phrase.replace(/["\\]/g, '\\$&')}"`
          expect(parseFilterPattern(pattern)(before + phrase + behind)).toBe(true)
          expect(parseFilterPattern(`-${pattern}`)(before + phrase + behind)).toBe(false)
        },
      ),
    )
  })

  it('compares numbers as numbers', () => {
    const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
    fc.assert(
      fc.property(number, number, (value, limit) => {
        const message = JSON.stringify({ n: value })
        expect(parseFilterPattern(`{ $.n >= ${limit} }`)(message)).toBe(value >= limit)
        expect(parseFilterPattern(`{ $.n != ${limit} }`)(message)).toBe(value !== limit)
      }),
    )
  })

  it('takes a wildcard for any characters', () => {
    const piece = fc.stringMatching(/^[ab.]{0,4}$/)
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 4 }),
        fc.stringMatching(/^[ab.]{0,12}$/),
        (pieces, text) => {
          const asRegex = new RegExp(`^${pieces.map((part) => part.replaceAll('.', '\\.')).join('.*')}$`)
          expect(matchesWildcard(pieces.join('*'), text)).toBe(asRegex.test(text))
        },
      ),
    )
  })

  it('refuses or answers, whatever the pattern and the message are', () => {
    const part = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '$.a',
      '"x"',
      '=',
      '!=',
      '&&',
      '||',
      '(',
      ')',
      '%a%',
      '4*',
      '...',
      ',',
      '-',
      '?',
      'IS',
      'NULL',
      ' ',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string({ maxLength: 4 }))), fc.string(), (parts, message) => {
        try {
          expect(typeof parseFilterPattern(parts.join(' '))(message)).toBe('boolean')
        } catch (error) {
          expect(error).toBeInstanceOf(FilterPatternError)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('reads a hostile line in no time', () => {
    // What grows faster than the line would run into the time limit of the test.
    const line = '[ " '.repeat(250_000)
    expect(parseFilterPattern('[a, ..., z = never]')(line)).toBe(false)
  })
})
