import { Command } from '@commander-js/extra-typings'
import { describe, expect, it, vi } from 'vitest'
import { readLogsOptions, sinceOf, withLogsOptions } from '@/cli/logs/logs-options'
import { slipway } from '@/cli/program'

const NOW = Date.UTC(2026, 0, 5, 12)

function read(...args: string[]) {
  const command = withLogsOptions(new Command()).parse(args, { from: 'user' })
  return readLogsOptions(command.processedArgs[0], command.opts(), NOW)
}

describe('logs tail', () => {
  it.each([
    ['30s', NOW - 30_000],
    ['10m', NOW - 600_000],
    ['2h', NOW - 7_200_000],
    ['1d', NOW - 86_400_000],
    ['1w', NOW - 604_800_000],
    ['2026-01-05T11:00:00Z', NOW - 3_600_000],
    ['2026-01-05', NOW - 43_200_000],
    ['1.5h', NOW - 5_400_000],
    ['90m', NOW - 5_400_000],
    ['2d', NOW - 172_800_000],
    ['0.5s', NOW - 500],
    ['2026-01-05 10:30', new Date(2026, 0, 5, 10, 30).getTime()],
    ['2026-01-05T10:30', new Date(2026, 0, 5, 10, 30).getTime()],
    ['2026-01-05 10:30:15.5', new Date(2026, 0, 5, 10, 30, 15, 500).getTime()],
    ['2026-01-05 11:00Z', NOW - 3_600_000],
    ['2026-01-05T12:00:00+01:00', NOW - 3_600_000],
    ['1.h', undefined],
    ['.5h', undefined],
    ['1,5h', undefined],
    ['1h30m', undefined],
    ['2026-02-30', undefined],
    ['2026-01-05 25:00', undefined],
    ['2026-01-05 10', undefined],
    ['2026-01-05 10:30 pm', undefined],
    ['10', undefined],
    ['-5m', undefined],
    ['yesterday', undefined],
    ['2026-99-99', undefined],
  ])('reads --since %s', (text, at) => {
    expect(sinceOf(text, NOW)).toBe(at)
  })

  it('reads its arguments', async () => {
    const asked = await read('/g', '--follow', '--json', '--filter', 'ERROR', '--region', 'eu-west-1')
    expect(asked).toMatchObject({
      ok: true,
      data: { group: '/g', pattern: 'ERROR', follow: true, json: true, since: NOW - 600_000 },
    })
    expect(asked.ok && asked.data.connection.region).toBe('eu-west-1')
    expect(await read('/g', '--connection', 'profile:a/us-west-2')).toMatchObject({
      data: { connection: { source: { type: 'profile', profile: 'a' }, region: 'us-west-2' }, follow: false },
    })
  })

  it('says what --since takes', async () => {
    expect(await read('/g', '--since', 'noon')).toMatchObject({
      ok: false,
      error: { code: 'invalid-input', message: '--since takes no "noon".', remedy: expect.stringContaining('1.5h') },
    })
  })

  it.each([
    [['tail']],
    [['tail', 'a b']],
    [['tail', '/a', '/b']],
    [['head', '/a']],
    [['tail', '/a', '--since', 'x']],
    [['tail', '/a', '--region', 'x y']],
    [['tail', '/a', '--connection', 'x']],
    [['tail', '/a', '--nonsense']],
  ])('refuses %j', async (args) => {
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    expect(await slipway(['logs', ...args])).toBe(1)
    expect(said).toHaveBeenCalledOnce()
    said.mockRestore()
  })
})
