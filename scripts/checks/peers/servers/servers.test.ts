import { describe, expect, it } from 'vitest'
import { judgeServers } from '@/scripts/checks/peers/servers/server-comparison'
import { outcomeOf } from '@/scripts/checks/peers/servers/server-outcome'

const text = (value: unknown) => [{ type: 'text', text: JSON.stringify(value) }]

describe('an outcome', () => {
  it('is how the call ended, with what AWS called its refusals', () => {
    const result = { response: { error: 'No.', error_code: 'NoSuchEntity', json: null } }
    expect(outcomeOf({ code: -32602 }).status).toBe('protocol error -32602')
    expect(outcomeOf({ result: { isError: true, content: [] } }).status).toBe('isError')
    expect(outcomeOf({ result: { content: text(result), structuredContent: { result } } }).status).toBe(
      'ok NoSuchEntity',
    )
  })

  it('has the shape of JSON within text, and not what belongs to the connection', () => {
    const json = JSON.stringify({ Arn: 'a', ResponseMetadata: { HTTPHeaders: { date: 'x', connection: 'close' } } })
    const { shape } = outcomeOf({ result: { content: [], structuredContent: { result: { json } } } })
    expect(shape.get('structured.result.json.json.Arn')).toBe('string')
    expect([...shape.keys()].filter((path) => path.includes('HTTPHeaders.'))).toEqual([
      'structured.result.json.json.ResponseMetadata.HTTPHeaders.date',
    ])
    const content = [{ type: 'text', text: `Error while validating: ${JSON.stringify({ failures: null })}` }]
    const refused = outcomeOf({ result: { isError: true, content } })
    expect([...refused.shape.keys()].some((path) => path.endsWith('validating:.failures'))).toBe(true)
  })
})

describe('the judgement', () => {
  const difference = { release: '1.2.0', call: 'a', differs: 'ok, server isError' } as const
  const decision = { differs: 'ok, server isError', calls: ['a'], releases: ['1.2.0'], why: '' } as const

  it('fails for a difference that nobody decided, and for a decision without its difference', () => {
    expect(judgeServers([difference], [decision])).toEqual([])
    expect(judgeServers([difference], [])).toEqual(['not decided: 1.2.0 a: ok, server isError'])
    expect(judgeServers([], [decision])).toEqual(['decided, and not there any more: 1.2.0 a: ok, server isError'])
  })

  it('is of every release unless it says of which', () => {
    expect(judgeServers([difference], [{ ...decision, releases: ['1.2.0', '1.5.6'] }])).toHaveLength(1)
  })
})
