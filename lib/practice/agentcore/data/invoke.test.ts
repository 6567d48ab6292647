import { BedrockAgentCore } from '@aws-sdk/client-bedrock-agentcore'
import { STS } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ACCOUNT_ID } from '@/lib/practice/account'
import {
  deploy,
  ENVIRONMENT,
  makeRole,
  putPolicy,
  runtimeRequest,
  type TestAccount,
  testAccount,
} from '@/lib/practice/agentcore/testing/account'
import { INITIALIZE, postMessage, signingFetch } from '@/lib/practice/agentcore/testing/client'

let account: TestAccount
let signed: typeof fetch
let roleArn: string
let runtime: Awaited<ReturnType<typeof deploy>>

const COMMAND = (command: string) => ({
  jsonrpc: '2.0',
  id: 7,
  method: 'tools/call',
  params: { name: 'call_aws', arguments: { cli_command: command } },
})

async function post(url: string, message: object = INITIALIZE, headers: Record<string, string> = {}) {
  const response = await postMessage(signed, url, message, headers)
  const text = await response.text()
  const data = /^data: (.+)$/m.exec(text)?.[1] ?? text
  const session = response.headers.get('mcp-session-id') ?? ''
  return { status: response.status, session, body: data === '' ? null : JSON.parse(data) }
}

async function logLines(id: string): Promise<string[]> {
  const logGroupName = `/aws/bedrock-agentcore/runtimes/${id}-DEFAULT`
  const { events = [] } = await account.logs.filterLogEvents({ logGroupName })
  return events.map(({ message = '' }) => message)
}

beforeAll(async () => {
  account = await testAccount()
  const { accessKeyId, secretAccessKey } = account.practice
  signed = signingFetch({ accessKeyId, secretAccessKey })
  roleArn = await makeRole(account, 'tools-role')
  runtime = await deploy(account, roleArn)
})

afterAll(async () => {
  await account.practice.close()
})

describe('sessions', () => {
  it('issues a session, keeps it, and ends it when it idles', async () => {
    const first = await post(runtime.url)
    expect(first.session).toMatch(/^[a-zA-Z0-9][a-zA-Z0-9-_]{32,}$/)
    const second = await post(runtime.url, COMMAND('aws s3 ls'), { 'mcp-session-id': first.session })
    expect(second).toMatchObject({ status: 200, session: first.session })
    account.clock.now += 901_000
    const late = await post(runtime.url, COMMAND('aws s3 ls'), { 'mcp-session-id': first.session })
    expect(late.status).toBe(404)
  })

  it('has a log stream for each session', async () => {
    const before = await account.logs.describeLogStreams({ logGroupName: logGroup(runtime.id) })
    await post(runtime.url)
    const after = await account.logs.describeLogStreams({ logGroupName: logGroup(runtime.id) })
    const [stream] = after.logStreams ?? []
    expect(after.logStreams?.length).toBe((before.logStreams?.length ?? 0) + 1)
    expect(stream?.logStreamName).toMatch(/^\d{4}\/\d\d\/\d\d\/\[runtime-logs\][0-9a-f-]{36}$/)
  })

  it('keeps the version that it was started with', async () => {
    const { id, url, config } = await deploy(account, roleArn, { agentRuntimeName: 'updated' })
    const { session } = await post(url)
    const environmentVariables = { ...ENVIRONMENT, READ_OPERATIONS_ONLY: 'true' }
    await account.control.updateAgentRuntime({
      ...config,
      agentRuntimeId: id,
      environmentVariables,
      metadataConfiguration: { requireMMDSV2: true },
    })
    const create = COMMAND('aws s3api create-bucket --bucket x1')
    const old = await post(url, create, { 'mcp-session-id': session })
    const fresh = await post(url, create)
    expect(JSON.stringify(old.body)).toContain('AccessDenied')
    expect(JSON.stringify(fresh.body)).toContain('denied by security policy')
  })

  it('stops one on request, through the SDK', async () => {
    const data = new BedrockAgentCore(account.config)
    const { session } = await post(runtime.url)
    await data.stopRuntimeSession({ agentRuntimeArn: runtime.arn, runtimeSessionId: session })
    expect((await post(runtime.url, INITIALIZE, { 'mcp-session-id': session })).status).toBe(404)
    await expect(
      data.stopRuntimeSession({ agentRuntimeArn: runtime.arn, runtimeSessionId: session }),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })
})

function logGroup(id: string): string {
  return `/aws/bedrock-agentcore/runtimes/${id}-DEFAULT`
}

describe('the platform', () => {
  it('is reached by the SDK as well', async () => {
    const data = new BedrockAgentCore(account.config)
    const answer = await data.invokeAgentRuntime({
      agentRuntimeArn: runtime.arn,
      contentType: 'application/json',
      accept: 'application/json, text/event-stream',
      payload: Buffer.from(JSON.stringify(INITIALIZE)),
    })
    expect(answer.mcpSessionId).toBeTruthy()
    expect(await answer.response?.transformToString()).toContain('AWS-API-MCP')
  })

  it('takes the id and the account instead of an ARN', async () => {
    const url = `${account.practice.url}/runtimes/${runtime.id}/invocations?accountId=${ACCOUNT_ID}`
    expect((await post(url)).status).toBe(200)
    expect((await post(url.split('?')[0] ?? '')).status).toBe(400)
  })

  it('answers its own errors inside HTTP 200, with the id of the request', async () => {
    const unknown = await post(runtime.url.replace('DEFAULT', 'nosuch'), { ...INITIALIZE, id: 'abc' })
    expect(unknown).toMatchObject({ status: 200, body: { id: 'abc', error: { code: -32004 } } })
  })

  it('refuses a client that does not accept both kinds of answer', async () => {
    const answer = await post(runtime.url, INITIALIZE, { accept: 'application/json' })
    expect(answer).toMatchObject({ status: 406, body: { error: { code: -32011 } } })
  })

  it('has nothing to GET, and tolerates DELETE', async () => {
    expect((await signed(runtime.url)).status).toBe(405)
    expect((await signed(runtime.url, { method: 'DELETE' })).status).toBe(200)
  })

  it('does not know a runtime that is gone', async () => {
    expect((await post(runtime.url.replace('tools-', 'tool-'))).status).toBe(404)
  })

  it('invokes nothing without MMDSv2', async () => {
    const request = runtimeRequest(roleArn, { agentRuntimeName: 'unprotected' })
    const { agentRuntimeArn = '' } = await account.control.createAgentRuntime(request)
    const answer = await post(`${account.practice.url}/runtimes/${encodeURIComponent(agentRuntimeArn)}/invocations`)
    expect(answer.body.error).toEqual({ code: -32006, message: 'This runtime is not MMDSv2-enabled' })
  })

  it('needs InvokeAgentRuntime on the runtime and on the endpoint', async () => {
    const trust = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT_ID}:root` }, Action: 'sts:AssumeRole' }],
    })
    const { Role } = await account.iam.createRole({ RoleName: 'caller', AssumeRolePolicyDocument: trust })
    const { Credentials } = await new STS(account.config).assumeRole({ RoleArn: Role?.Arn, RoleSessionName: 'someone' })
    const caller = signingFetch({
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    })
    const invoke = (Resource: string[]) => [
      { Effect: 'Allow', Action: 'bedrock-agentcore:InvokeAgentRuntime', Resource },
    ]
    await putPolicy(account.iam, 'caller', invoke([runtime.arn]))
    const denied = await postMessage(caller, runtime.url, INITIALIZE)
    expect(denied.status).toBe(403)
    expect(await denied.text()).toContain(
      `not authorized to perform: bedrock-agentcore:InvokeAgentRuntime on resource: ${runtime.arn}/runtime-endpoint/DEFAULT`,
    )
    await putPolicy(account.iam, 'caller', invoke([runtime.arn, `${runtime.arn}/runtime-endpoint/*`]))
    expect((await postMessage(caller, runtime.url, INITIALIZE)).status).toBe(200)
  })

  it('is throttled, and breaks, inside HTTP 200 as well', async () => {
    const match = { service: 'agentcore' as const, operation: 'InvokeAgentRuntime' }
    account.practice.faults.add({ id: 'slow down', match, effect: { type: 'throttle' } })
    expect(await post(runtime.url)).toMatchObject({ status: 200, body: { id: 1, error: { code: -32003 } } })
    account.practice.faults.add({ id: 'break', match, effect: { type: 'server-error' } })
    expect(await post(runtime.url)).toMatchObject({ status: 200, body: { id: 1, error: { code: -32603 } } })
    account.practice.faults.set([])
    expect((await post(runtime.url)).body.result).toBeDefined()
  })

  it('can fail the first call of a session, as a container does that is still starting', async () => {
    account.practice.faults.switch({ coldStartFails: true })
    const first = await post(runtime.url, INITIALIZE, { 'mcp-session-id': 'a'.repeat(36) })
    const second = await post(runtime.url, INITIALIZE, { 'mcp-session-id': 'a'.repeat(36) })
    account.practice.faults.switch({ coldStartFails: false })
    expect(first.body.error).toMatchObject({ code: -32010, message: expect.stringContaining('(502)') })
    expect(second.body.result.serverInfo.name).toBe('AWS-API-MCP')
  })
})

describe('logs', () => {
  it('come with the first invocation, in the format of the server', async () => {
    const { id, url } = await deploy(account, roleArn, { agentRuntimeName: 'logged' })
    await expect(logLines(id)).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
    await post(url, COMMAND('aws s3api list-buckets --query Buckets'))
    const lines = await logLines(id)
    expect(lines).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} \| INFO {5}\| \S+ - AWS_REGION: us-east-1/),
        'INFO:     Application startup complete.',
        expect.stringMatching(/^INFO: {5}127\.0\.0\.1:\d+ - "POST \/mcp HTTP\/1\.1" 200 OK$/),
        expect.stringMatching(
          /\| INFO {5}\| \S+:call_aws_helper:\d+ - Attempting to execute AWS CLI command: aws s3api list-buckets \*parameters redacted\*$/,
        ),
        expect.stringMatching(/\| INFO {5}\| \S+ - Interpreting operation s3\.list_buckets for region us-east-1$/),
      ]),
    )
    expect(lines.join('\n')).not.toContain('--query')
    // Of what AWS refuses, the server writes nothing.
    expect(lines.join('\n')).not.toContain('AccessDenied')
  })

  it('stay away when the role may not write them, and come once it may', async () => {
    const silent = await makeRole(account, 'silent-role')
    const pull = { Effect: 'Allow', Action: 'ecr:*', Resource: '*' }
    await putPolicy(account.iam, 'silent-role', [pull])
    const { id, url } = await deploy(account, silent, { agentRuntimeName: 'silent' })
    expect((await post(url)).status).toBe(200)
    await expect(logLines(id)).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
    await putPolicy(account.iam, 'silent-role', [pull, { Effect: 'Allow', Action: 'logs:*', Resource: '*' }])
    await post(url)
    expect((await logLines(id)).length).toBeGreaterThan(0)
  })

  it('can be noisy and hostile', async () => {
    const { id, url } = await deploy(account, roleArn, { agentRuntimeName: 'noisy' })
    account.practice.faults.switch({ noisyLogs: true, hostileLogs: true })
    await post(url)
    account.practice.faults.switch({ noisyLogs: false, hostileLogs: false })
    const lines = await logLines(id)
    expect(lines.length).toBeGreaterThan(400)
    expect(lines.some((line) => line.includes('<script>'))).toBe(true)
  })
})

describe('a server that does not start', () => {
  const without = (name: keyof typeof ENVIRONMENT) => {
    const { [name]: _, ...rest } = ENVIRONMENT
    return rest
  }

  it.each([
    ['without AUTH_TYPE', without('AUTH_TYPE'), /transport requires AUTH_TYPE environment variable/],
    [
      'with oauth, which 1.2.0 does not know',
      { ...ENVIRONMENT, AUTH_TYPE: 'oauth' },
      /AUTH_TYPE environment variable to be explicitly set to 'no-auth'/,
    ],
    ['with an unknown transport', { ...ENVIRONMENT, AWS_API_MCP_TRANSPORT: 'http' }, /Invalid transport: http/],
    ['with a broken region', { ...ENVIRONMENT, AWS_REGION: 'home' }, /home is not a valid AWS Region/],
    ['without a folder', { ...ENVIRONMENT, AWS_API_MCP_WORKING_DIR: 'work' }, /must be an absolute path/],
    ['over stdio', without('AWS_API_MCP_TRANSPORT'), /CWD:/],
    ['on its own loopback only', without('AWS_API_MCP_HOST'), /Uvicorn running on http:\/\/127\.0\.0\.1:8000/],
    ['on another port', { ...ENVIRONMENT, AWS_API_MCP_PORT: '9000' }, /Uvicorn running on http:\/\/0\.0\.0\.0:9000/],
  ])('%s fails the health check and says why in the log', async (_name, environmentVariables, reason) => {
    const index = Math.random().toString(36).slice(2, 10)
    const { id, url } = await deploy(account, roleArn, { agentRuntimeName: `broken_${index}`, environmentVariables })
    const { status, body } = await post(url)
    expect(status).toBe(200)
    expect(body.error).toMatchObject({ code: -32010, message: expect.stringContaining('health check failed') })
    expect((await logLines(id)).join('\n')).toMatch(reason)
  })

  it('refuses the host that AgentCore calls it by', async () => {
    const environmentVariables = without('AWS_API_MCP_ALLOWED_HOSTS')
    const { id, url } = await deploy(account, roleArn, { agentRuntimeName: 'hosts', environmentVariables })
    expect((await post(url)).body.error.code).toBe(-32010)
    expect((await logLines(id)).join('\n')).toContain("Host header validation failed: 127.0.0.1 not in ['0.0.0.0']")
  })

  it('does not speak MCP unless it is told to', async () => {
    const { url } = await deploy(account, roleArn, { agentRuntimeName: 'http', protocolConfiguration: undefined })
    expect((await post(url)).body.error.message).toContain('health check failed')
  })
})
