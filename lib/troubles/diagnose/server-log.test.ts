import { describe, expect, it } from 'vitest'
import { SERVER_SAMPLES } from '@/lib/testing/server-samples'
import { diagnose } from '@/lib/troubles/diagnose/diagnoser'

const [first, ...later] = SERVER_SAMPLES

/** As CloudWatch has it: an event for each line. */
function diagnosed(lines: string[] = []) {
  const events = lines.map((text, index) => ({ id: `${index}`, at: index, stream: 'one', text }))
  const { findings, noise } = diagnose(events, { isWhole: false })
  return { rules: findings.map(({ rule }) => rule), titles: findings.map(({ title }) => title), noise }
}

describe('the log of a published server', () => {
  it.each(SERVER_SAMPLES)('$release: a command that runs is no trouble', ({ log }) => {
    expect(diagnosed(log.command)).toMatchObject({ rules: [], noise: [{ rule: 'no-policy-file' }] })
  })

  it.each(SERVER_SAMPLES)('$release: a start on this computer is one of loopback, and nothing else', ({ log }) => {
    expect(diagnosed(log.start).rules).toEqual(['listens-locally'])
  })

  it('says what the server refused, though the line is wrapped within words', () => {
    expect(diagnosed(first?.log.refusedByServer)).toMatchObject({
      rules: ['command-invalid'],
      titles: ['The server does not take the command.'],
    })
    expect(diagnosed(first?.log.refusal)).toMatchObject({
      rules: ['command-invalid'],
      titles: ['The server knows no such use of list-everything.'],
    })
    expect(later.map(({ log }) => diagnosed(log.refusedByServer).rules)).toEqual([['not-imitated'], ['not-imitated']])
  })

  it('has a traceback for each request to 1.2.0, which is counted and no finding', () => {
    const lines = first?.log.request ?? []
    expect(lines.join()).toContain('ClosedResourceError')
    expect(diagnosed([...lines, ...lines])).toEqual({
      rules: [],
      titles: [],
      noise: [{ rule: 'client-left', title: 'Clients that hung up, and requests that are over', count: 2 }],
    })
  })
})
