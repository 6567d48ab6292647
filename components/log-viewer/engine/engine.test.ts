import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Engine } from '@/components/log-viewer/engine/engine'
import type { LogEvent } from '@/lib/logs/event'

const ALL = { type: 'index', index: 0, before: 0, after: 10_000 } as const
const NONE = { levels: [], stream: null, session: null, request: null }

const event = fc.record({
  id: fc.string({ unit: fc.constantFrom('a', 'b', '1'), minLength: 1, maxLength: 3 }),
  at: fc.nat({ max: 20 }),
  ingestedAt: fc.nat({ max: 3 }),
  stream: fc.constantFrom('one', 'two'),
  text: fc.constantFrom(
    'INFO:     x',
    'ERROR:    y',
    'Traceback (most recent call last):',
    '  File "a"',
    'KeyError: 1',
    'needle',
  ),
})

function line(number: number, text: string, stream = 's'): LogEvent {
  return { id: String(number).padStart(5, '0'), at: number, ingestedAt: number, stream, text }
}

function texts(engine: Engine): string[] {
  return engine.window(ALL).rows.map(({ text }) => text)
}

function search(engine: Engine, text: string, isFilter: boolean): void {
  engine.setSearch({ text, isRegex: false, isCaseSensitive: false, isFilter })
  while (!engine.scan(3)) {
    // Goes on until all is searched.
  }
}

describe('order', () => {
  it('holds each event once and in order, however they come', () => {
    fc.assert(
      fc.property(fc.array(fc.array(event)), (batches) => {
        const engine = new Engine()
        for (const batch of batches) {
          engine.add(batch)
        }
        const wanted = new Map(batches.flat().map((one) => [`${one.at} ${one.ingestedAt} ${one.id}`, one]))
        const { total, rows } = engine.window(ALL)
        expect(total).toBe(wanted.size)
        expect(rows.map(({ at }) => at)).toEqual(rows.map(({ at }) => at).sort((a, b) => a - b))
        const folded = rows.reduce((sum, { moreLines }) => sum + moreLines, 0)
        expect(rows.length + folded).toBe(total)
      }),
    )
  })

  it('puts late lines where they belong, marks and counts them', () => {
    const engine = new Engine()
    engine.add([line(1, 'a'), line(5, 'e')], true)
    expect(engine.add([line(3, 'c'), line(1, 'a')], true)).toBe(1)
    expect(texts(engine)).toEqual(['a', 'c', 'e'])
    expect(engine.window(ALL)).toMatchObject({ late: 1, arrived: 3 })
    expect(engine.window(ALL).rows[1]).toMatchObject({ isLate: true })
  })
})

describe('what a row shows', () => {
  const [json, plain] = [
    '{"level":"error","message":"say \\"no\\" 👩\u200d💻","logger":"app"}',
    'INFO:     all is well',
  ]

  it('is the message; the line itself stays in its detail and in what is copied', () => {
    const engine = new Engine()
    engine.add([
      line(1, json),
      line(2, plain),
      line(3, '\u001b[31m2026-11-29 10:00:00 | INFO | a:b:1 - red\u001b[0m\nmore'),
    ])
    expect(engine.window(ALL)).toMatchObject({
      hasLoggers: true,
      rows: [
        { text: 'say "no" 👩\u200d💻', level: 'error', logger: 'app', isStructured: true, moreCharacters: 0 },
        { text: 'all is well', level: 'info', isStructured: false },
        { text: 'red', logger: 'a:b:1', moreLines: 1, spans: [{ text: 'red', style: { color: 1 } }] },
      ],
    })
    expect(engine.detail(0)?.text).toBe(json)
    expect(engine.text().split('\n').slice(0, 2)).toEqual([json, plain])
  })

  it.each<[string, boolean, string, number[]]>([
    ['well', false, 'all is well', [7, 11]],
    // Only the head has it, so the head is shown.
    ['info', false, plain, [0, 4]],
    ['^all', true, 'all is well', [0, 3]],
    ['say "no', false, 'say "no" 👩\u200d💻', [0, 7]],
    // Half of a joined emoji is never marked.
    ['👩', false, 'say "no" 👩\u200d💻', [9, 14]],
  ])('has the matches of %j', (text, isRegex, shown, hits) => {
    const engine = new Engine()
    engine.add([line(1, json), line(2, plain)])
    engine.setSearch({ text, isRegex, isCaseSensitive: false, isFilter: true })
    engine.scan(100)
    expect(engine.window(ALL).rows.map((row) => [row.text, row.hits])).toEqual([[shown, hits]])
  })
})

describe('tracebacks', () => {
  const lines = ['Traceback (most recent call last):', '  File "a"', 'KeyError: needle', 'INFO:     after']

  it('fold into their first line, other streams in between or not', () => {
    const engine = new Engine()
    engine.add(lines.flatMap((text, at) => [line(at, text), { ...line(at, 'INFO:     other', 't'), id: `x${at}` }]))
    expect(texts(engine).filter((text) => text !== 'other')).toEqual([lines[0], 'after'])
    expect(engine.window(ALL).rows.find(({ text }) => text === lines[0])).toMatchObject({
      moreLines: 2,
      level: 'error',
    })
    expect(engine.detail(0)?.text).toBe(lines.slice(0, 3).join('\n'))
    expect(engine.summary(0, 10).levels[0]).toBe(1)
  })

  it('are found by any of their lines', () => {
    const engine = new Engine()
    engine.add(lines.slice(0, 2).map((text, at) => line(at, text)))
    search(engine, 'needle', true)
    expect(texts(engine)).toEqual([])
    engine.add(lines.slice(2).map((text, at) => line(at + 2, text)))
    expect(texts(engine)).toEqual([lines[0]])
    expect(engine.window(ALL).matches).toBe(1)
  })
})

describe('filters and search', () => {
  it('show the same, whether lines come before or after', () => {
    fc.assert(
      fc.property(fc.array(event), fc.array(event), fc.boolean(), (before, after, isFilter) => {
        const [early, late] = [new Engine(), new Engine()]
        for (const engine of [early, late]) {
          engine.add(before)
        }
        early.setFilters({ ...NONE, stream: 'one', levels: ['error', 'unknown'] })
        search(early, 'e', isFilter)
        early.add(after)
        late.add(after)
        late.setFilters({ ...NONE, stream: 'one', levels: ['error', 'unknown'] })
        search(late, 'e', isFilter)
        expect(texts(early)).toEqual(texts(late))
        expect(early.window(ALL).matches).toBe(late.window(ALL).matches)
      }),
    )
  })

  it('step from match to match and from error to error', () => {
    const engine = new Engine()
    engine.add(['needle', 'x', 'ERROR:    y', 'needle'].map((text, at) => line(at, text)))
    search(engine, 'NEEDLE', false)
    expect(engine.window(ALL).rows[0]?.hits).toEqual([0, 6])
    expect(engine.step('match', null, 1)).toEqual({ row: 0, index: 0, ordinal: 1 })
    expect(engine.step('match', 0, 1)).toEqual({ row: 3, index: 3, ordinal: 2 })
    expect(engine.step('match', 3, 1)).toBeNull()
    expect(engine.step('match', 2, -1)?.row).toBe(0)
    expect(engine.step('error', 0, 1)?.row).toBe(2)
    expect(engine.step('error', 2, 1)).toBeNull()
  })
})

describe('gaps', () => {
  it('stand in their place, survive filters, and go when loaded', () => {
    const engine = new Engine()
    engine.add([line(1, 'a'), line(9, 'z')])
    engine.addGap({ from: 4, to: 8, count: 2 })
    engine.setFilters({ ...NONE, stream: 'none' })
    const gapRow = engine.window(ALL).rows[0]?.row ?? -1
    expect(engine.window(ALL).rows).toHaveLength(1)
    expect(engine.startGap(gapRow)).toEqual({ from: 4, to: 8, count: 2 })
    expect(engine.startGap(gapRow)).toBeUndefined()
    engine.endGap(gapRow, { from: 6, to: 8, count: null })
    engine.setFilters(NONE)
    expect(engine.window(ALL).rows.map(({ gap }) => gap?.from ?? null)).toEqual([null, 6, null])
    expect(engine.window(ALL).total).toBe(2)
  })
})

describe('windows', () => {
  it('keep to a row when lines come before it', () => {
    const engine = new Engine()
    engine.add(Array.from({ length: 100 }, (_, at) => line(at + 100, `line ${at}`)))
    const want = { type: 'row', row: 50, before: 1, after: 2 } as const
    expect(engine.window(want)).toMatchObject({ anchor: 50, start: 49 })
    engine.add([line(3, 'older')])
    expect(engine.window(want)).toMatchObject({ anchor: 51, start: 50 })
    expect(engine.window(want).rows.map(({ text }) => text)).toEqual(['line 49', 'line 50', 'line 51'])
    expect(engine.window({ type: 'end', count: 1 }).rows[0]?.text).toBe('line 99')
    expect(engine.atMoment(150)?.index).toBe(51)
    expect(engine.atEvent(150, '00150')?.row).toBe(50)
    engine.setFilters({ ...NONE, levels: ['error'] })
    expect(engine.text()).toBe('')
    engine.setFilters(NONE)
    expect(engine.text().split('\n').slice(0, 2)).toEqual(['older', 'line 0'])
  })
})

describe('trimming', () => {
  it('keeps the newest lines and the filters, and leaves a gap for the others', () => {
    const engine = new Engine()
    engine.add(Array.from({ length: 10 }, (_, at) => line(at, `${at % 2 === 0 ? 'INFO' : 'ERROR'}:    ${at}`)))
    engine.setFilters({ ...NONE, levels: ['error'] })
    expect(engine.trimmed(10, 4)).toBe(engine)
    const next = engine.trimmed(9, 4)
    expect(next.epoch).toBe(engine.epoch + 1)
    expect(texts(next)).toEqual(['', '7', '9'])
    expect(next.window(ALL).rows[0]?.gap).toEqual({ from: 0, to: 6, count: 6, isLoading: false })
    expect(next.window(ALL).total).toBe(4)
  })
})
