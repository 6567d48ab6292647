import { Sha256 } from '@aws-crypto/sha256-js'
import { HttpRequest } from '@smithy/core/protocols'
import { SignatureV4 } from '@smithy/signature-v4'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testAccount } from '@/lib/practice/testing/account'

let account: Awaited<ReturnType<typeof testAccount>>

beforeAll(async () => {
  account = await testAccount()
})
afterAll(() => account.practice.close())

type Ask = {
  service: string
  method?: string
  path?: string
  query?: Record<string, string>
  headers?: Record<string, string>
  body?: string
  secret?: string
}

/** Signed as the service's own clients sign. */
async function ask({ service, method = 'GET', path = '/', query = {}, headers = {}, body, secret }: Ask) {
  const { url, accessKeyId, secretAccessKey } = account.practice
  const signer = new SignatureV4({
    service,
    region: 'us-east-1',
    sha256: Sha256,
    uriEscapePath: service !== 's3',
    credentials: { accessKeyId, secretAccessKey: secret ?? secretAccessKey },
  })
  const draft = new HttpRequest({ method, path, query, headers: { host: new URL(url).host, ...headers }, body })
  const signed = await signer.sign(draft)
  const { host: _host, ...sent } = signed.headers
  const search = new URLSearchParams(query).toString()
  const response = await fetch(`${url}${path}${search && `?${search}`}`, { method, headers: sent, body: body ?? null })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

const ec2 = (form: Record<string, string>) =>
  ask({
    service: 'ec2',
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ Version: '2016-11-15', ...form }).toString(),
  })

const dynamodb = (operation: string, input: unknown) =>
  ask({
    service: 'dynamodb',
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `DynamoDB_20120810.${operation}` },
    body: JSON.stringify(input),
  })

describe('S3', () => {
  it('lists buckets and keys, page by page, with folders', async () => {
    expect((await ask({ service: 's3' })).text).toContain('<Bucket><Name>practice-invoices</Name>')
    const listed = await ask({
      service: 's3',
      path: '/practice-invoices',
      query: { 'list-type': '2', 'max-keys': '1' },
    })
    const token = /<NextContinuationToken>(.+?)</.exec(listed.text)?.[1] ?? ''
    const next = { 'list-type': '2', 'max-keys': '3', 'continuation-token': token }
    const rest = await ask({ service: 's3', path: '/practice-invoices', query: next })
    expect([...listed.text.matchAll(/<Key>/g)].length + [...rest.text.matchAll(/<Key>/g)].length).toBe(4)
    const folders = { 'list-type': '2', prefix: '2026/', delimiter: '/' }
    const { text } = await ask({ service: 's3', path: '/practice-invoices', query: folders })
    expect([...text.matchAll(/<CommonPrefixes><Prefix>(.+?)</g)].map(([, one]) => one)).toEqual([
      '2026/08/',
      '2026/09/',
      '2026/10/',
    ])
  })

  it('takes keys as they are encoded, and gives sizes in HEAD', async () => {
    const { status, headers } = await ask({
      service: 's3',
      method: 'HEAD',
      path: '/practice-invoices/2026/08/invoice%2D1041.pdf',
    })
    expect([status, headers.get('content-length')]).toEqual([200, '84213'])
    const location = await ask({ service: 's3', path: '/practice-invoices', query: { location: '' } })
    expect(location.text).toMatch(/<LocationConstraint xmlns="[^"]+"><\/LocationConstraint>$/)
  })

  it('makes and deletes buckets, and refuses in its own XML', async () => {
    const path = '/a-new-bucket'
    expect((await ask({ service: 's3', method: 'PUT', path })).status).toBe(200)
    expect((await ask({ service: 's3', method: 'HEAD', path })).status).toBe(200)
    expect((await ask({ service: 's3', method: 'DELETE', path })).status).toBe(204)
    const gone = await ask({ service: 's3', path, query: { 'list-type': '2' } })
    expect([gone.status, gone.text]).toEqual([404, expect.stringContaining('<Code>NoSuchBucket</Code>')])
    const wrong = await ask({ service: 's3', secret: 'wrong' })
    expect([wrong.status, wrong.text]).toEqual([403, expect.stringContaining('<Code>SignatureDoesNotMatch</Code>')])
  })
})

describe('EC2', () => {
  it('reads numbered lists and filters, and answers with sets', async () => {
    const { text } = await ec2({
      Action: 'DescribeInstances',
      'Filter.1.Name': 'instance-state-name',
      'Filter.1.Value.1': 'stopped',
      'Filter.1.Value.2': 'terminated',
    })
    expect([...text.matchAll(/<instanceId>(.+?)</g)].map(([, id]) => id)).toEqual(['i-0a1b2c3d4e5f60003'])
    expect(text).toContain('<instanceState><code>80</code><name>stopped</name></instanceState>')
  })

  it('stops an instance, which call_aws and others see then', async () => {
    const stop = await ec2({ Action: 'StopInstances', 'InstanceId.1': 'i-0a1b2c3d4e5f60001' })
    expect(stop.text).toContain('<currentState><name>stopped</name></currentState>')
    const { text } = await ec2({ Action: 'DescribeInstances', 'InstanceId.1': 'i-0a1b2c3d4e5f60001' })
    expect(text).toContain('<name>stopped</name>')
  })

  it.each([
    [{ Action: 'DescribeInstances', 'InstanceId.1': 'i-0' }, 400, 'InvalidInstanceID.Malformed'],
    [{ Action: 'DescribeInstances', 'InstanceId.1': 'i-00000000' }, 400, 'InvalidInstanceID.NotFound'],
    [{ Action: 'StopInstances' }, 400, 'ValidationException'],
    [{ Action: 'RunInstances' }, 400, 'NotImplemented'],
    [{ Action: 'DescribeInstances', NextToken: 'x' }, 400, 'NotImplemented'],
    [{ Action: 'DescribeInstances', 'InstanceId.x': 'i-0' }, 400, 'NotImplemented'],
    [{ Action: 'DescribeInstances', 'Filter.1': 'a' }, 400, 'ValidationException'],
    [{ Action: 'DescribeInstances', '__proto__.1': 'a' }, 400, 'NotImplemented'],
  ])('refuses %o', async (form, status, code) => {
    const answer = await ec2(form as Record<string, string>)
    expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(`<Code>${code}</Code>`)])
  })
})

describe('DynamoDB and Lambda', () => {
  it('answer in JSON', async () => {
    const { Count } = JSON.parse((await dynamodb('Scan', { TableName: 'practice-orders', Limit: 2 })).text)
    expect(Count).toBe(2)
    const described = JSON.parse((await dynamodb('DescribeTable', { TableName: 'practice-orders' })).text)
    expect(described.Table.CreationDateTime).toBe(Date.parse('2025-04-02T11:00:00Z') / 1000)
    const listed = await ask({ service: 'lambda', path: '/2015-03-31/functions/' })
    expect(JSON.parse(listed.text).Functions).toHaveLength(2)
    const path = `/2015-03-31/functions/${encodeURIComponent(JSON.parse(listed.text).Functions[0].FunctionArn)}/configuration`
    expect(JSON.parse((await ask({ service: 'lambda', path })).text)).toMatchObject({ MemorySize: 512 })
  })

  it('refuse in theirs', async () => {
    const strange = await dynamodb('GetItem', { TableName: 'practice-orders', Key: { id: { S: '1' } } })
    expect(strange.text).toContain('The provided key element does not match the schema')
    const missing = await dynamodb('DescribeTable', { TableName: 'nobody' })
    expect([missing.status, JSON.parse(missing.text).__type]).toEqual([
      400,
      'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException',
    ])
    expect((await dynamodb('Scan', { TableName: 'practice-orders', FilterExpression: 'a' })).text).toContain(
      'does not imitate the parameter FilterExpression of dynamodb Scan',
    )
    expect((await dynamodb('Scan', [])).text).toContain('SerializationException')
    const nobody = await ask({ service: 'lambda', path: '/2015-03-31/functions/nobody/configuration' })
    expect([nobody.status, nobody.headers.get('x-amzn-errortype')]).toEqual([404, 'ResourceNotFoundException'])
  })
})

describe('what nobody sends', () => {
  /** A list within a list, and so on: `{"L":[{"L":[…]}]}`. */
  const deep = (depth: number) => `${'{"L":['.repeat(depth)}${']}'.repeat(depth)}`

  it.each<[string, Ask]>([
    ['a broken escape', { service: 'lambda', path: '/2015-03-31/functions/%E0%A4%A' }],
    ['the name of every object', { service: 's3', path: '/practice-invoices', query: { constructor: 'x' } }],
    ['the prototype', { service: 's3', path: '/practice-invoices', query: { __proto__x: 'x', toString: 'y' } }],
    [
      'a list of the name of every object',
      { service: 'ec2', method: 'POST', body: 'Action=DescribeInstances&constructor.1=x&__proto__.1=y' },
    ],
    [
      'a key nested thousands of times',
      {
        service: 'dynamodb',
        method: 'POST',
        headers: { 'x-amz-target': 'DynamoDB_20120810.GetItem' },
        body: `{"TableName":"practice-orders","Key":{"id":${deep(3000)}}}`,
      },
    ],
  ])('%s is refused, and not in the words of JavaScript', async (_, request) => {
    const { status, text } = await ask(request)
    expect([400, 501]).toContain(status)
    expect(text).not.toMatch(/function |\[object|practice account failed/)
  })
})
