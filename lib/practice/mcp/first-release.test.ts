import type { Client } from '@modelcontextprotocol/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deploy, makeRole, type TestAccount, testAccount } from '@/lib/practice/agentcore/testing/account'
import { connect, signingFetch } from '@/lib/practice/agentcore/testing/client'

let account: TestAccount
let oldest: Client

beforeAll(async () => {
  account = await testAccount()
  const { url } = await deploy(account, await makeRole(account, 'old-role'))
  oldest = await connect(url, { fetch: signingFetch(account.practice) })
})

afterAll(async () => {
  await account.practice.close()
})

describe('call_aws of 1.2.0', () => {
  const call = (cli_command: unknown) => oldest.callTool({ name: 'call_aws', arguments: { cli_command } })

  it('answers one object, with AWS’s answer as json', async () => {
    const answer = await call('aws sts get-caller-identity')
    const { result } = answer.structuredContent as { result: { response: { json: string } } }
    expect(JSON.parse((answer.content as { text: string }[])[0]?.text ?? '')).toEqual(result)
    expect(result).not.toHaveProperty('cli_command')
    expect(JSON.parse(result.response.json)).toMatchObject({
      Account: expect.any(String),
      ResponseMetadata: { HTTPStatusCode: 200, RetryAttempts: 0 },
    })
  })

  it.each([
    ['aws iam list-everything', /^Error calling tool 'call_aws': Error while validating the command: \{/],
    [
      ['aws sts get-caller-identity'],
      /^1 validation error for call\[call_aws\]\ncli_command\n {2}Input should be a valid/,
    ],
    ['aws sts get-caller-identity --profile x', /^Error calling tool 'call_aws': Error while executing/],
    ['aws sts get-caller-identity --region *', /region_name '\*' doesn't match/],
  ])('fails as a tool for %j', async (command, text) => {
    const answer = await call(command)
    expect(answer.isError).toBe(true)
    expect((answer.content as { text: string }[])[0]?.text).toMatch(text)
  })

  it('says nothing of its end, and its framework’s version', async () => {
    expect(oldest.getInstructions()).toBeUndefined()
    expect(oldest.getServerVersion()?.version).toBe('2.13.3')
  })
})
