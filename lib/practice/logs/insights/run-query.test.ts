import { describe, expect, it } from 'vitest'
import { parseInsightsQuery } from '@/lib/practice/logs/insights/parse-query'
import { queryRun } from '@/lib/practice/logs/insights/run-query'

const START = Date.UTC(2026, 7, 21, 14, 3, 11, 482)

/** Messages a minute apart, the first the oldest. */
function run(query: string, messages: (string | object)[], streams: string[] = []) {
  const started = queryRun(parseInsightsQuery(query))

  for (const [index, message] of messages.entries()) {
    const timestamp = START + index * 60_000
    const event = {
      timestamp,
      ingestionTime: timestamp + 5,
      sequence: index,
      stream: streams[index] ?? 's',
      message: typeof message === 'string' ? message : JSON.stringify(message),
      bytes: 0,
    }
    started.take({ event, group: '/g', accountId: '000000000000' })
  }
  return started.finish()
}

function rows(query: string, messages: (string | object)[], streams?: string[]) {
  const plain = run(query, messages, streams).rows.map((row) => row.filter(({ field }) => field !== '@ptr'))
  return plain.map((row) => Object.fromEntries(row.map(({ field, value }) => [field, value])))
}

/** One expression on one event. */
const value = (expression: string, message: string | object = 'x') =>
  rows(`fields ${expression} as v | display v`, [message])[0]?.v

const LAMBDA = [
  { '@type': 'REPORT', requestId: 'a', ms: 120, memory: { used: 60, max: 128 }, ok: true, tags: ['x', 'y'] },
  { '@type': 'REPORT', requestId: 'b', ms: 80.5, memory: { used: 90, max: 128 }, ok: false, tags: [] },
  { '@type': 'START', requestId: 'b', ok: null },
]

describe('fields', () => {
  it('shows times, the newest event first, and a pointer to each', () => {
    const { rows: found, matched } = run('fields @timestamp, @ingestionTime, @logStream, @log, @message', [
      'one',
      'two',
    ])
    expect(matched).toBe(2)
    expect(found.map((row) => row.map(({ field }) => field))[0]).toEqual([
      '@timestamp',
      '@ingestionTime',
      '@logStream',
      '@log',
      '@message',
      '@ptr',
    ])
    expect(found[1]?.slice(0, 5).map((cell) => cell.value)).toEqual([
      '2026-08-21 14:03:11.482',
      '2026-08-21 14:03:11.487',
      's',
      '000000000000:/g',
      'one',
    ])
  })

  it('finds the fields of JSON by their paths, and leaves out what an event lacks', () => {
    expect(rows('fields requestId, memory.used, tags.1, ok, nothing', LAMBDA)).toEqual([
      { requestId: 'b' },
      { requestId: 'b', 'memory.used': '90', ok: '0' },
      { requestId: 'a', 'memory.used': '60', 'tags.1': 'y', ok: '1' },
    ])
    expect(rows('fields `user-agent`, `a.b`.c', [{ 'user-agent': 'curl', a: { b: { c: 1 } } }])).toEqual([
      { 'user-agent': 'curl', 'a.b.c': '1' },
    ])
  })

  it('names what has no name as it is written, and gathers several commands', () => {
    expect(rows('fields strlen(@message) | fields ms/1000 as s, ms # seconds', [{ ms: 1500 }])).toEqual([
      { 'strlen(@message)': '11', s: '1.5', ms: '1500' },
    ])
  })
})

describe('filter', () => {
  it.each([
    ['ms > 100', ['a']],
    ['ms >= 80.5 and ok = 1', ['a']],
    ['`@type` = "REPORT" or requestId = "nobody"', ['b', 'a']],
    ['not (requestId = "a")', ['b', 'b']],
    ['requestId in ["a", "c"]', ['a']],
    ['requestId not in ["a", "c"]', ['b', 'b']],
    ['@message like /"ms":\\d+,/', ['a']],
    ['@message =~ /(?i)report/', ['b', 'a']],
    ['@message like "START"', ['b']],
    ['@message not like /START/ and ispresent(ms)', ['b', 'a']],
    ['isempty(ms)', ['b']],
    ['requestId != "a" and ms < 100', ['b']],
    ['ms != 120', ['b', 'b']],
    ['memory.used / memory.max > 0.5', ['b']],
    ['requestId = concat("", "a")', ['a']],
  ])('%s', (condition, wanted) => {
    expect(rows(`fields requestId | filter ${condition}`, LAMBDA).map(({ requestId }) => requestId)).toEqual(wanted)
  })

  it('compares texts that read as numbers as numbers', () => {
    expect(rows('filter n < 9 | display n', [{ n: '10' }, { n: '8' }, { n: 'x' }])).toEqual([{ n: '8' }])
  })
})

describe('stats', () => {
  it('groups by a field and by time', () => {
    const messages = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
    expect(rows('stats count(*) by bin(5m)', messages)).toEqual([
      { 'bin(5m)': '2026-08-21 14:05:00.000', 'count(*)': '5' },
      { 'bin(5m)': '2026-08-21 14:00:00.000', 'count(*)': '2' },
    ])
    expect(
      rows('stats count(*) as n, latest(@message) by @logStream | sort n desc', messages, ['x', 'x', 'y']),
    ).toEqual([
      { '@logStream': 's', n: '4', 'latest(@message)': 'g' },
      { '@logStream': 'x', n: '2', 'latest(@message)': 'b' },
      { '@logStream': 'y', n: '1', 'latest(@message)': 'c' },
    ])
  })

  it('aggregates', () => {
    const query =
      'stats count(n) as c, count_distinct(n) as d, sum(n) as s, avg(n) as a, min(n) as lo, max(n) as hi, pct(n, 50) as p, stddev(n) as sd, earliest(n) as e, latest(n) as l, sortsFirst(n) as f, max(n) - min(n) as range'
    expect(rows(query, [{ n: 4 }, { n: 2 }, { n: '2' }, { other: 1 }, { n: 10 }])).toEqual(
      [
        {
          c: '4',
          d: '3',
          s: '18',
          a: '4.5',
          lo: '2',
          hi: '10',
          p: '2',
          sd: '3.278719262151',
          e: '4',
          l: '10',
          f: '2',
          range: '8',
        },
      ].map((row) => ({ ...row, sd: String(Math.sqrt(10.75)) })),
    )
  })

  it('counts nothing as nothing, and follows another stats', () => {
    expect(rows('filter @message = "none" | stats count(*) as n', ['a'])).toEqual([{ n: '0' }])
    expect(
      rows('stats count(*) as n by x | stats max(n) as most, count(*) as groups', [{ x: 1 }, { x: 1 }, {}]),
    ).toEqual([{ most: '2', groups: '2' }])
    expect(rows('stats count( * ) by x | sort count(*) desc | limit 1', [{ x: 1 }, { x: 2 }, { x: 2 }])).toEqual([
      { x: '2', 'count( * )': '2' },
    ])
  })
})

describe('parse', () => {
  const LINES = ['user=ann, method:GET, latency := 12', 'user=bob, method:PUT, latency := 50', 'other']

  it.each([
    'parse @message "user=*, method:*, latency := *" as @user, @method, @latency',
    'parse "user=*, method:*, latency := *" as @user, @method, @latency',
    'parse @message /user=(?<@user>.*?), method:(?<@method>.*?), latency := (?<@latency>\\d+)/',
  ])('%s', (parse) => {
    const query = parse.replaceAll('(?<@', '(?<')
    const sign = query === parse ? '@' : ''
    expect(
      rows(
        `${query} | filter ispresent(${sign}user) | stats avg(${sign}latency) as a by ${sign}method as m | sort m`,
        LINES,
      ),
    ).toEqual([
      { m: 'GET', a: '12' },
      { m: 'PUT', a: '50' },
    ])
  })

  it('takes as little as possible, and the rest last', () => {
    expect(rows('parse @message "[*] *" as level, text | display level, text', ['x [INFO] a [b] c', '[X]'])).toEqual([
      {},
      { level: 'INFO', text: 'a [b] c' },
    ])
  })
})

describe('sort, limit, dedup and display', () => {
  it('sorts what is missing, then texts, then numbers, and by several', () => {
    const values = [{ v: 10 }, { v: 'b12' }, { v: 9 }, {}, { v: 'b9' }, { v: 'a' }]
    expect(rows('fields v | sort v', values).map(({ v }) => v)).toEqual([undefined, 'a', 'b9', 'b12', '9', '10'])
    expect(rows('fields v | sort v desc | limit 2', values)).toEqual([{ v: '10' }, { v: '9' }])
    const pairs = [
      { a: 1, b: 1 },
      { a: 2, b: 1 },
      { a: 1, b: 2 },
    ]
    expect(rows('fields a, b | sort a asc, b desc', pairs)).toEqual([
      { a: '1', b: '2' },
      { a: '1', b: '1' },
      { a: '2', b: '1' },
    ])
    expect(rows('sort @timestamp asc | display @message', ['one', 'two'])).toEqual([
      { '@message': 'one' },
      { '@message': 'two' },
    ])
  })

  it('keeps one event of each, and those without the field', () => {
    expect(
      rows('fields s, n | sort n desc | dedup s | limit 5', [{ s: 'x', n: 1 }, { s: 'x', n: 3 }, { n: 2 }, { n: 0 }]),
    ).toEqual([{ s: 'x', n: '3' }, { n: '2' }, { n: '0' }])
  })

  it('matched what the filters let through, whatever is shown', () => {
    expect(run('filter @message like "o" | limit 1', ['one', 'two', 'three'])).toMatchObject({ matched: 2, rows: [{}] })
  })
})

describe('functions', () => {
  it.each([
    ['abs(-3)', '3'],
    ['ceil(1.2) + floor(-1.2)', '0'],
    ['greatest(1, 3, 2) - least(4, 2)', '1'],
    ['sqrt(16)', '4'],
    ['log(1)', '0'],
    ['log(0)', undefined],
    ['1 / 0', undefined],
    ['2 ^ 3', '8'],
    ['10 % 3', '1'],
    ['2 + 3 * 4', '14'],
    ['(2 + 3) * -4', '-20'],
    ['strlen("naïve")', '5'],
    ['toupper("ab")', 'AB'],
    ['tolower("AB")', 'ab'],
    ['trim("  a ")', 'a'],
    ['ltrim("xyzaxyz", "xyz")', 'axyz'],
    ['rtrim("xyzaxyz", "xyz")', 'xyza'],
    ['concat("a", 1, "b")', 'a1b'],
    ['replace("a-b-c", "-", "$&")', 'a$&b$&c'],
    ['substr("xyZfooxyZ", 3)', 'fooxyZ'],
    ['substr("xyZfooxyZ", 3, 4)', 'foox'],
    ['strcontains("haystack", "st")', '1'],
    ['isblank("  ")', '1'],
    ['isempty("  ")', '0'],
    ['coalesce(missing, "b")', 'b'],
    ['toMillis(@timestamp)', String(START)],
    ['fromMillis(0)', '1970-01-01 00:00:00.000'],
    ['datefloor(@timestamp, 1h)', '2026-08-21 14:00:00.000'],
    ['dateceil(@timestamp, 1d)', '2026-08-22 00:00:00.000'],
    ['datefloor(@timestamp, 1mo)', '2026-08-01 00:00:00.000'],
    ['dateceil(datefloor(@timestamp, 1q), 1q)', '2026-07-01 00:00:00.000'],
    ['isValidIp("10.0.0.1")', '1'],
    ['isValidIpV4("::1")', '0'],
    ['isValidIpV6("::1")', '1'],
    ['isIpInSubnet("10.1.2.3", "10.0.0.0/8")', '1'],
    ['isIpv4InSubnet("10.1.2.3", "10.2.0.0/16")', '0'],
    ['isIpv6InSubnet("fd12::1", "fd00::/8")', '1'],
    ['isIpInSubnet("nonsense", "10.0.0.0/99")', '0'],
    ['@message = "x"', '1'],
  ])('%s', (expression, wanted) => {
    expect(value(expression)).toBe(wanted)
  })
})
