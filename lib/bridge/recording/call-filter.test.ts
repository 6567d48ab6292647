import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fitsFilter, OUTCOMES, readCallFilter } from '@/lib/bridge/recording/call-filter'

const entry = {
  ...{ at: '2026-12-01T00:00:00.000Z', client: 'cursor', method: 'tools/call', tool: 'call_aws', ms: 1, bytes: 2 },
  ...{ tries: 1, outcome: 'answered', arguments: '{"cli_command":"aws s3 ls"}' },
}

it('takes what it knows from an address, and nothing else', () => {
  const first = { since: '7d', outcome: 'any', client: '', text: '' }
  expect(readCallFilter({})).toEqual(first)
  expect(readCallFilter({ since: '1h', outcome: 'refused', client: 'cursor', q: 's3' })).toEqual({
    ...{ since: '1h', outcome: 'refused', client: 'cursor', text: 's3' },
  })
  const odd = fc.oneof(fc.array(fc.string()), fc.constantFrom('__proto__', 'constructor', 'toString', '2h'))
  fc.assert(
    fc.property(odd, (value) => {
      expect(readCallFilter({ since: value, outcome: value })).toEqual(first)
    }),
  )
})

it.each([
  [{}, true],
  [{ client: 'cursor' }, true],
  [{ client: 'curso' }, false],
  [{ q: 'S3 LS' }, true],
  [{ q: 's4' }, false],
  [{ outcome: 'answered' }, true],
  [{ outcome: 'failed' }, false],
])('%j: %s', (search, fits) => {
  expect(fitsFilter(entry, readCallFilter(search))).toBe(fits)
})

it('puts every call under answered, refused or failed, and under one of them only', () => {
  const outcomes = ['answered', 'failed', 'error', 'not sent', 'cancelled', 'lost', 'unsure']
  const kinds = Object.keys(OUTCOMES).filter((kind) => kind !== 'any' && kind !== 'asked')
  for (const outcome of outcomes) {
    const fitting = kinds.filter((kind) => fitsFilter({ ...entry, outcome }, readCallFilter({ outcome: kind })))
    expect(fitting, outcome).toHaveLength(1)
  }
  expect(fitsFilter({ ...entry, verdict: 'asked: no' }, readCallFilter({ outcome: 'asked' }))).toBe(true)
})
