import { describe, expect, it } from 'vitest'
import { CHECKS, type CheckState, type HealthCheck } from '@/lib/health/model'
import { healthVerdict } from '@/lib/health/verdict'
import type { Verdict } from '@/lib/runtimes/verdict'

const NOW = Date.parse('2026-12-01T12:00:00Z')
const lately = { calls: 214, refused: 2, lastAt: '2026-12-01T11:57:00Z', faults: [], isCut: false }
const untested: Verdict = { tone: 'info', text: 'Ready, not tested yet', next: 'test' }
const mend = { label: 'Mend it', href: '/somewhere' }

function checks(states: Partial<Record<HealthCheck['id'], CheckState>> = {}): HealthCheck[] {
  return CHECKS.map(({ id, title }) => ({ id, title, evidence: 'Words.', action: mend, state: states[id] ?? 'well' }))
}

describe('the verdict', () => {
  it('is well, with how much it was used', () => {
    expect(healthVerdict(untested, checks(), lately, NOW)).toEqual({
      tone: 'success',
      text: 'Well: last call 3 minutes ago, 214 calls in 24 h, 2 refusals in its log',
      next: 'test',
    })
    expect(healthVerdict(untested, checks(), { ...lately, calls: 0 }, NOW)).toBe(untested)
    expect(healthVerdict(untested, checks(), undefined, NOW)).toBe(untested)
  })

  it('says what a day costs, where that is known', () => {
    const priced = checks().map((check) => (check.id === 'cost' ? { ...check, perDay: 0.04 } : check))
    expect(healthVerdict(untested, priced, lately, NOW).text).toMatch(/ in its log, about \$0\.04 a day$/)
  })

  it('names the worst first, with what mends it', () => {
    const some = checks({ image: 'warning', base: 'failing', log: 'note' })
    expect(healthVerdict(untested, some, lately, NOW)).toEqual({
      tone: 'danger',
      text: 'Base permissions: Words',
      next: mend,
    })
    expect(healthVerdict(untested, checks({ image: 'warning' }), lately, NOW).tone).toBe('warning')
    expect(healthVerdict(untested, checks({ log: 'note' }), lately, NOW).tone).toBe('success')
  })

  it('is not simply well where something could not be looked at', () => {
    const some = checks({ trust: 'unknown', image: 'unknown', drift: 'unknown' })
    const { tone, text } = healthVerdict(untested, some, lately, NOW)
    expect([tone, text]).toEqual([
      'info',
      expect.stringMatching(/^Well: .* in its log; not seen: \w.*, Image and 1 more$/),
    ])
    const tested: Verdict = { tone: 'success', text: 'It works', next: mend }
    expect(healthVerdict(tested, checks({ drift: 'unknown' }), undefined, NOW).text).toBe('It works; not seen: Drift')
  })

  it('leaves the word to what the runtime itself says', () => {
    const broken: Verdict = { tone: 'danger', text: 'Creation failed', next: mend }
    expect(healthVerdict(broken, checks({ image: 'failing' }), lately, NOW)).toBe(broken)
    const moving: Verdict = { tone: 'info', text: 'Being updated', next: mend }
    expect(healthVerdict(moving, checks(), lately, NOW)).toBe(moving)
  })
})
