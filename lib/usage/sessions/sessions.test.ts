import { describe, expect, it } from 'vitest'
import { type Sign, sessionOfRoleSession, sessionsOf } from '@/lib/usage/sessions/sessions'

const NOW = Date.parse('2026-12-01T12:00:00Z')
const ago = (minutes: number) => NOW - minutes * 60_000
const facts = { now: NOW, idle: 900, max: 28_800, ended: new Map<string, number>() }
const call = (id: string, minutes: number, more: Partial<Sign> = {}): Sign => ({
  ...{ id, source: 'record', at: ago(minutes), isCall: true, client: 'cursor' },
  ...more,
})

describe('sessions', () => {
  it('are put together from all that knows of them, the newest first', () => {
    const signs: Sign[] = [
      call('a', 20),
      call('a', 10),
      { id: 'a', source: 'cloudtrail', at: ago(21) },
      { id: 'a', source: 'usage', at: ago(9), endpoint: 'prod', used: { vcpuHours: 1, gbHours: 2 } },
      { id: 'a', source: 'usage', at: ago(8), endpoint: 'prod', used: { vcpuHours: 1, gbHours: 2 } },
      { id: 'b', source: 'cloudtrail', at: ago(2) },
    ]
    expect(sessionsOf(signs, facts)).toEqual([
      {
        ...{ id: 'b', state: 'idle', sources: ['cloudtrail'], clients: [] },
        firstAt: '2026-12-01T11:58:00.000Z',
        lastAt: '2026-12-01T11:58:00.000Z',
      },
      {
        ...{
          id: 'a',
          state: 'idle',
          sources: ['record', 'cloudtrail', 'usage'],
          clients: ['cursor'],
          endpoint: 'prod',
        },
        firstAt: '2026-12-01T11:39:00.000Z',
        lastAt: '2026-12-01T11:52:00.000Z',
        calls: 2,
        used: { vcpuHours: 2, gbHours: 4 },
      },
    ])
  })

  const state = (signs: Sign[], over = {}) => sessionsOf(signs, { ...facts, ...over })[0]?.state

  it('run, wait, and end', () => {
    expect(state([call('a', 0.5)])).toBe('running')
    expect(state([call('a', 14)])).toBe('idle')
    expect(state([call('a', 16)])).toBe('ended')
    expect(state([call('a', 16)], { idle: 3600 })).toBe('idle')
    // Usage is still being counted.
    expect(state([call('a', 16), { id: 'a', source: 'usage', at: ago(0.5) }])).toBe('idle')
    expect(state([call('a', 500), call('a', 1)])).toBe('ended')
  })

  it('may go on where only their beginning is known', () => {
    const begun = (minutes: number): Sign[] => [{ id: 'a', source: 'cloudtrail', at: ago(minutes) }]
    expect([state(begun(10)), state(begun(20)), state(begun(481))]).toEqual(['idle', 'perhaps', 'ended'])
    expect(state(begun(20), { ended: new Map([['a', ago(5)]]) })).toBe('ended')
  })

  it('are over when they were ended here, until somebody calls again', () => {
    const ended = new Map([['a', ago(5)]])
    expect(state([call('a', 6)], { ended })).toBe('ended')
    expect(state([call('a', 6), call('a', 4)], { ended })).toBe('idle')
  })

  it('are recognised in the names of the role’s sessions', () => {
    const id = '8cdaf416-b4aa-4382-b66e-80fb3510bdde'
    expect(sessionOfRoleSession(`BedrockAgentCore-${id}`)).toBe(id)
    expect(sessionOfRoleSession(`gateway-session-${id}`)).toBeUndefined()
    expect(sessionOfRoleSession('BedrockAgentCore-short')).toBeUndefined()
  })
})
