import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { claimFacts } from '@/lib/tokens/claims/claim-facts'
import { tokenCommands } from '@/lib/tokens/sign-in/commands'

const place = {
  directory: '/opt/my programs/slipway',
  connectionKey: 'profile:prod/us-east-1',
  arn: 'arn:aws:bedrock-agentcore:us-east-1:111122223333:runtime/tools-AbCdEf1234',
  url: 'https://bedrock-agentcore.us-east-1.amazonaws.com/runtimes/x/invocations?qualifier=DEFAULT',
  name: 'tools',
  userName: 'mcp-user',
}

describe('the ready commands', () => {
  it('are one word for each argument, whatever a user or folder is called', () => {
    const name = fc.string({ minLength: 1 }).filter((text) => !text.includes('\0'))
    fc.assert(
      fc.property(name, name, (userName, directory) => {
        const { keep } = tokenCommands({ ...place, userName, directory })
        const words = execFileSync('sh', ['-c', `printf '%s\\0' ${keep}`], { encoding: 'utf8' }).split('\0')
        expect(words[2]).toBe(directory)
        expect(words.at(-2)).toBe(userName)
        expect(words.at(-3)).toBe('--user')
      }),
      { numRuns: 30 },
    )
  })

  it('give Claude Code a helper that needs no terminal', () => {
    const { claudeCode, header } = tokenCommands(place)
    expect(JSON.parse(claudeCode)).toEqual({
      mcpServers: { tools: { type: 'http', url: place.url, headersHelper: header } },
    })
    expect(header).toMatch(/ --silent slipway -- token arn:\S+ --connection profile:prod\/us-east-1 --header$/)
  })
})

describe('claims that are not checked', () => {
  it('are all shown, times as times, and unknown ones without a guess', () => {
    const claims = { iss: 'x', iat: 0, sub: 'a', 'custom:team': ['b'], constructor: 1 }
    expect(claimFacts(claims, ['iss'])).toEqual([
      { claim: 'iat', value: '1970-01-01T00:00:00.000Z', meaning: expect.stringMatching(/\w/) },
      { claim: 'sub', value: 'a', meaning: expect.stringMatching(/\w/) },
      { claim: 'custom:team', value: '["b"]', meaning: '' },
      { claim: 'constructor', value: '1', meaning: '' },
    ])
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        (any) => claimFacts(any, []).length === Object.keys(any).length,
      ),
    )
  })
})
