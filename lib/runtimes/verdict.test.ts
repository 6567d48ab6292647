import { describe, expect, it } from 'vitest'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { type LastTest, verdictOf } from '@/lib/runtimes/verdict'

const runtime = {
  id: 'server-AbCdEf1234',
  name: 'server',
  status: 'READY',
  version: '3',
  protocol: 'MCP',
  mmdsV2: true,
  createdAt: '2026-11-30T10:00:00.000Z',
  lastUpdatedAt: '2026-11-30T11:00:00.000Z',
} as RuntimeDetail

const passed: LastTest = { at: '2026-11-30T12:00:00.000Z', version: '3', tools: 8, totalMs: 900 }
const refused: LastTest = {
  ...passed,
  tools: 0,
  trouble: { title: 'The token has expired.', cause: '', remedy: [], door: { label: 'Get a token', href: '/tokens' } },
}

const of = (over: Partial<RuntimeDetail>, more: Omit<Parameters<typeof verdictOf>[0], 'runtime'> = {}) =>
  verdictOf({ runtime: { ...runtime, ...over }, ...more })

const label = ({ next }: ReturnType<typeof verdictOf>) => (next === 'test' ? 'test' : next.label)

describe('a verdict', () => {
  it('is well once this version passed its test', () => {
    const verdict = of({}, { lastTest: passed })
    expect(verdict).toMatchObject({
      tone: 'success',
      text: 'Well at its last test: version 3 is ready and 8 tools answered',
    })
    expect(verdict.tested).toBe(passed.at)
    expect(label(verdict)).toBe('Connect a client')
    expect(of({}, { lastTest: { ...passed, tools: 1 } }).text).toContain('1 tool answered')
  })

  it('asks for a test until there was one, of this very version', () => {
    expect(of({})).toEqual({ tone: 'info', text: 'Ready, not tested yet', next: 'test' })
    expect(of({ version: '4' }, { lastTest: passed })).toMatchObject({
      text: 'Ready, but version 4 is not tested yet',
      next: 'test',
    })
  })

  it('asks for a sign-in first where a test needs one', () => {
    expect(label(of({}, { lacksSignIn: true }))).toBe('Sign in')
    expect(of({}, { lacksSignIn: true, lastTest: passed }).tone).toBe('success')
  })

  it('says why the last test failed, and leads to what mends it, or else to the log', () => {
    const verdict = of({}, { lastTest: refused })
    expect(verdict).toMatchObject({
      tone: 'danger',
      text: 'Ready, but its last test failed: The token has expired',
      next: { label: 'Get a token' },
    })
    const trouble = { title: 'It broke', cause: '', remedy: [] }
    expect(label(of({}, { lastTest: { ...refused, trouble } }))).toBe('See the log')
  })

  it('says the worst first', () => {
    expect(of({ mmdsV2: false }, { lastTest: refused }).text).toContain('MMDSv2')
    expect(label(of({ mmdsV2: false }))).toBe('Switch on MMDSv2')
    expect(of({ mmdsV2: false, protocol: 'A2A' }).text).toContain('its protocol is A2A, not MCP')
    const { protocol: _, ...without } = runtime
    expect(verdictOf({ runtime: without }).text).toContain('its protocol is HTTP')
    expect(of({ status: 'UPDATE_FAILED', mmdsV2: false }, { lastTest: refused }).text).toMatch(/^Update failed/)
  })

  it('tells since when AWS is at it', () => {
    expect(of({ status: 'CREATING' })).toMatchObject({ text: 'Being created', since: runtime.createdAt })
    expect(of({ status: 'UPDATING' }, { liveVersion: '2' })).toMatchObject({
      text: 'Being updated. Version 2 still answers',
      since: runtime.lastUpdatedAt,
    })
    expect(of({ status: 'DELETING' }).text).toBe('Being deleted')
  })

  it('says why AWS failed: in plain words, in AWS’s, or that AWS gives none', () => {
    const failed = { status: 'CREATE_FAILED', failureReason: 'ECR said no.' } as const
    expect(of(failed, { reason: 'The image is not there.' }).text).toBe('Creation failed: The image is not there')
    expect(of(failed).text).toBe('Creation failed: ECR said no')
    expect(of({ ...failed, failureReason: 'x'.repeat(999) }).text).toHaveLength('Creation failed: '.length + 201)
    expect(of({ status: 'CREATE_FAILED' })).toMatchObject({
      tone: 'danger',
      text: 'Creation failed: AWS gives no reason',
      next: { label: 'Edit and launch' },
    })
    expect(of({ status: 'UPDATE_FAILED' }, { liveVersion: '2', reason: 'No.' }).text).toBe(
      'Update failed: No. Version 2 still answers',
    )
    expect(label(of({ status: 'DELETE_FAILED' }))).toBe('See what is left')
  })

  it('says before all else that it is stopped, by whom, and leads to where that is taken back', () => {
    const stopped = { byUs: true, isWhole: true, since: '2026-12-01T08:30:00Z', reason: 'It read too much' }
    expect(of({ mmdsV2: false }, { stopped })).toMatchObject({
      tone: 'warning',
      text: 'Stopped: It read too much',
      since: stopped.since,
      next: { label: 'Resume it' },
    })
    expect(of({}, { stopped: { ...stopped, isWhole: false } })).toMatchObject({
      tone: 'danger',
      text: 'The stop is not complete',
    })
    expect(of({}, { stopped: { byUs: false, isWhole: false } }).text).toContain('somebody else')
  })
})
