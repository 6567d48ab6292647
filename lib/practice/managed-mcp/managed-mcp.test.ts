import { Sha256 } from '@aws-crypto/sha256-js'
import type { Client } from '@modelcontextprotocol/client'
import { HttpRequest } from '@smithy/core/protocols'
import { SignatureV4 } from '@smithy/signature-v4'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connect } from '@/lib/practice/agentcore/testing/client'
import { NO_DELAYS, testAccount } from '@/lib/practice/testing/account'

let account: Awaited<ReturnType<typeof testAccount>>
let client: Client

const ALLOWED = { Effect: 'Allow', Action: '*', Resource: '*' }

beforeAll(async () => {
  account = await testAccount({ delays: { ...NO_DELAYS, trailLagMs: 0 } })
  client = await connect(`${account.practice.url}/mcp`, { fetch: signing() })
})
beforeEach(() => allowOperator([ALLOWED]))
afterAll(async () => {
  await client.close()
  await account.practice.close()
})

function signing({ service = 'aws-mcp', region = 'us-east-1' } = {}) {
  const signer = new SignatureV4({ service, region, credentials: account.practice, sha256: Sha256 })
  return async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : input)
    const headers = { ...Object.fromEntries(new Headers(init.headers)), host: url.host }
    const request = { method: init.method ?? 'GET', hostname: url.hostname, path: url.pathname, headers }
    const signed = await signer.sign(new HttpRequest({ ...request, ...(init.body ? { body: String(init.body) } : {}) }))
    const { host: _, ...rest } = signed.headers
    return fetch(url, { ...init, headers: rest })
  }
}

async function allowOperator(Statement: object[]): Promise<void> {
  const response = await fetch(`${account.practice.url}/_practice/operator-policy`, {
    method: 'PUT',
    headers: { 'x-practice-key': account.practice.secretAccessKey },
    body: JSON.stringify({ policy: { Version: '2012-10-17', Statement } }),
  })
  expect(response.status).toBe(200)
}

async function run(command: string): Promise<string> {
  const answer = await client.callTool({ name: 'aws___call_aws', arguments: { cli_command: command } })
  return JSON.stringify(answer.structuredContent ?? answer.content)
}

it('lists AWS’s tools by AWS’s names', async () => {
  const { tools } = await client.listTools()
  expect(tools.map(({ name }) => name)).toContain('aws___call_aws')
  expect(tools.every(({ name }) => name.startsWith('aws___'))).toBe(true)
})

it('runs a command as whoever signed, not as a role', async () => {
  expect(await run('aws sts get-caller-identity')).toContain('user/practice-operator')
})

it('refuses by the caller’s own permissions', async () => {
  await allowOperator([{ ...ALLOWED, Action: 'sts:*' }])
  expect(await run('aws s3api list-buckets')).toContain('not authorized to perform: s3:ListAllMyBuckets')
})

describe.each([
  ['aws:ViaAWSMCPService', { Bool: { 'aws:ViaAWSMCPService': 'true' } }],
  ['aws:CalledViaAWSMCP', { StringEquals: { 'aws:CalledViaAWSMCP': 'aws-mcp.amazonaws.com' } }],
])('a denial on %s', (_key, Condition) => {
  it('meets what comes through it, and no direct call', async () => {
    await allowOperator([ALLOWED, { Effect: 'Deny', Action: 'iam:ListRoles', Resource: '*', Condition }])
    expect(await run('aws iam list-roles')).toContain('with an explicit deny')
    await expect(account.iam.listRoles({})).resolves.toMatchObject({ Roles: expect.anything() })
  })
})

it('is in the event history as AWS’s own call', async () => {
  await run('aws iam list-roles')
  const events = await run(
    'aws cloudtrail lookup-events --lookup-attributes AttributeKey=EventName,AttributeValue=ListRoles',
  )
  expect(events).toContain('aws-mcp.amazonaws.com')
})

it('says of the other tools that it does not imitate them', async () => {
  const answer = await client.callTool({ name: 'aws___search_documentation', arguments: { search_phrase: 'x' } })
  expect(answer.isError).toBe(true)
  expect(JSON.stringify(answer.content)).toContain('does not imitate')
})

it('sees no files of the caller', async () => {
  expect(await run('aws s3api put-object --bucket b --key k --body file.txt')).not.toContain('ETag')
})

it.each([
  ['for another service', { service: 'bedrock-agentcore' }, 'correct service'],
  ['for a region without it', { region: 'eu-west-1' }, 'no endpoint in eu-west-1'],
])('refuses a signature %s', async (_name, signed, words) => {
  await expect(connect(`${account.practice.url}/mcp`, { fetch: signing(signed) })).rejects.toThrow(words)
})

it('refuses who does not sign', async () => {
  await expect(connect(`${account.practice.url}/mcp`, {})).rejects.toThrow('Missing Authentication Token')
})
