import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explain } from '@/lib/mcp/explain/explain'
import type { FailedCall } from '@/lib/mcp/model'
import { readCallerIdentity } from '@/lib/mcp/tester/call-result'
import type { Explanation } from '@/lib/troubles/model'

const jwt = (rest: Partial<FailedCall>): FailedCall => ({ auth: 'jwt', ...rest })
const signed = (rest: Partial<FailedCall>): FailedCall => ({ auth: 'sigv4', ...rest })
const body = (code: number, message: string) => JSON.stringify({ jsonrpc: '2.0', id: null, error: { code, message } })

describe('messages that are known', () => {
  it.each<[string, FailedCall, RegExp]>([
    [
      'wrong scheme',
      signed({
        http: { status: 403, body: '{"message":"Authorization method mismatch. The agent is configured for…"}' },
      }),
      /accepts tokens only/,
    ],
    ['wrong scheme, token', jwt({ http: { status: 403, body: 'Authorization method mismatch.' } }), /signatures only/],
    [
      'ID token',
      jwt({ http: { status: 401, body: body(-32001, "Claim 'client_id' value mismatch with configuration.") } }),
      /ID token was sent/,
    ],
    ['audience', jwt({ http: { status: 401, body: body(-32001, "Claim 'aud' value mismatch") } }), /no audience/],
    ['MMDS', signed({ rpc: { code: -32006, message: 'This runtime is not MMDSv2-enabled' } }), /requireMMDSV2/],
    [
      'slow start',
      signed({ rpc: { code: -32010, message: 'Runtime initialization time exceeded…' } }),
      /crashes at start/,
    ],
    [
      'health',
      signed({ rpc: { code: -32010, message: 'Runtime health check failed or timed out.' } }),
      /0\.0\.0\.0:8000/,
    ],
    [
      '502',
      signed({ rpc: { code: -32010, message: 'Received error (502) from runtime.' } }),
      /another protocol than MCP/,
    ],
    ['overlay', signed({ http: { status: 424, body: 'Failed to mount overlay: No such file' } }), /53 layers/],
    ['vms', signed({ rpc: { code: -32003, message: 'maxVms limit exceeded' } }), /small machine/],
    [
      'no token',
      jwt({ http: { status: 401, body: body(-32001, 'Missing Authentication Token') } }),
      /no Authorization/,
    ],
    ['wrong path', signed({ http: { status: 403, body: 'Missing Authentication Token' } }), /\/invocations/],
    ['garbage token', jwt({ http: { status: 403, body: 'OAuth authorization failed: Failed to parse token' } }), /JWT/],
    [
      'read only',
      signed({ tool: 'Execution of this operation is denied by security policy.' }),
      /READ_OPERATIONS_ONLY/,
    ],
    ['consent', signed({ tool: 'Client does not support elicitation' }), /REQUIRE_MUTATION_CONSENT/],
    ['no credentials', signed({ tool: 'No AWS credentials found' }), /metadata service/],
  ])('%s', (_, trouble, reason) => {
    expect(explain(trouble).cause).toMatch(reason)
  })

  it('tells a role without permission from an operator without permission', () => {
    const message =
      'User: arn:aws:sts::1:assumed-role/r/s is not authorized to perform: s3:ListAllMyBuckets on resource: *'
    const role = explain(signed({ command: { message, code: 'AccessDenied' } }))
    const operator = explain(signed({ http: { status: 403, body: JSON.stringify({ message }) } }))

    expect(role.title).toBe('AWS denied s3:ListAllMyBuckets to the execution role r.')
    expect(role.actions).toEqual([{ type: 'add-permission' }])
    expect(operator.title).not.toMatch(/execution role/)
    expect(operator.remedy.join(' ')).toMatch(/the execution role needs nothing/)
    expect(operator.actions).toBeUndefined()
  })
})

describe('a command that failed', () => {
  const explained = (entry: object) => {
    const outcome = readCallerIdentity({ structuredContent: { result: [{ cli_command: 'aws x', ...entry }] } })
    return outcome.ok ? undefined : explain(signed(outcome.trouble))
  }

  it.each([
    "The operation 'lst-buckets' for service 's3' does not exist.",
    "The operation 'ListBuckets' for service 's3' received unknown extra arguments: ['|', 'jq']. …",
    "The following parameters are missing for service 's3' and operation 'GetObject': '--bucket, --key'",
    "Shell syntax is not supported: '|'. Give one AWS CLI command without pipes or redirections.",
    "The parameter '--token' received an invalid token",
  ])('was not run, and no role is at fault: %s', (error) => {
    const explanation = explained({ error })
    expect(explanation).toMatchObject({
      title: expect.stringMatching(/^The server (did not run|knows no|does not take)/),
      cause: expect.stringMatching(/AWS was not asked/),
    })
    expect(explanation?.remedy.join(' ')).toMatch(/pipes.*--query|correct the command|Let the assistant add/)
    expect(JSON.stringify(explanation)).not.toMatch(/role|polic/)
  })

  it('is the role’s affair when AWS denied it, whatever form the answer has', () => {
    const denied = 'An error occurred (AccessDenied) when calling the ListBuckets operation: Access Denied'
    for (const entry of [
      { response: { error: denied, error_code: 'AccessDenied' } },
      { response: null, error: denied },
    ]) {
      expect(JSON.stringify(explained(entry))).toMatch(/the execution role.*(?:Permissions|add-permission)/)
    }
    const missing = { error: 'An error occurred (NoSuchBucket) when calling …', error_code: 'NoSuchBucket' }
    expect(JSON.stringify(explained({ response: missing }))).not.toMatch(/Permissions/)
  })

  it('was refused by a setting of the server', () => {
    const explanation = explained({ error: 'Execution of this operation is denied by security policy.' })
    expect(explanation?.cause).toMatch(/READ_OPERATIONS_ONLY/)
  })
})

describe('codes', () => {
  const documented = [
    -32001, -32002, -32003, -32004, -32005, -32006, -32010, -32011, -32600, -32601, -32602, -32603, -32700,
  ]

  it.each(documented)('JSON-RPC %d has an explanation of its own', (code) => {
    expect(explain(signed({ rpc: { code, message: '' } })).title).not.toContain(String(code))
  })

  it.each([400, 401, 402, 403, 404, 405, 406, 408, 409, 413, 415, 421, 422, 424, 429, 500, 502, 503, 504])(
    'HTTP %d too',
    (status) => {
      expect(explain(jwt({ http: { status, body: '' } })).title).not.toContain(String(status))
    },
  )

  it('believes the innermost layer', () => {
    const inner = explain(signed({ http: { status: 200, body: '' }, rpc: { code: -32004, message: 'x' } }))
    expect(inner.title).toContain('does not find')
  })

  it('never answers with nothing, whatever comes', () => {
    const trouble = fc.record(
      {
        auth: fc.constantFrom('sigv4' as const, 'jwt' as const),
        http: fc.record({ status: fc.integer({ min: 100, max: 599 }), body: fc.string() }),
        rpc: fc.record({ code: fc.integer(), message: fc.string() }),
        tool: fc.string(),
      },
      { requiredKeys: ['auth'] },
    )
    const sentences = ({ title, cause, remedy }: Explanation) => [title, cause, ...remedy]
    fc.assert(
      fc.property(trouble, (value) => {
        const explanation = explain(value)
        expect(explanation.remedy.length).toBeGreaterThan(0)
        return sentences(explanation).every((sentence) => sentence.length > 10)
      }),
    )
  })
})

describe('call_aws results', () => {
  const identity = JSON.stringify({ UserId: 'A', Account: '111122223333', Arn: 'arn:aws:sts::1:assumed-role/r/s' })
  const entry = (response: object) => ({ cli_command: 'aws sts get-caller-identity', response })

  it.each([
    ['as_json', { structuredContent: { result: [entry({ error: null, as_json: identity })] } }],
    ['json', { structuredContent: { result: [entry({ error: null, json: identity })] } }],
    ['text only', { content: [{ type: 'text', text: JSON.stringify([entry({ error: null, as_json: identity })]) }] }],
    ['one object', { content: [{ type: 'text', text: JSON.stringify(entry({ json: identity })) }] }],
  ])('reads the identity from %s', (_, result) => {
    expect(readCallerIdentity(result)).toMatchObject({ ok: true, identity: { account: '111122223333' } })
  })

  it('finds the command error inside a successful result', () => {
    const result = { structuredContent: { result: [entry({ error: 'denied', error_code: 'AccessDenied' })] } }
    expect(readCallerIdentity(result)).toMatchObject({
      ok: false,
      trouble: { command: { message: 'denied', code: 'AccessDenied' } },
    })
  })

  it('finds an error at the top of the command', () => {
    const result = { structuredContent: { result: [{ cli_command: 'x', error: 'not a command' }] } }
    expect(readCallerIdentity(result)).toMatchObject({ ok: false, trouble: { command: { message: 'not a command' } } })
  })

  it('keeps tool errors apart', () => {
    const result = { isError: true, content: [{ type: 'text', text: 'boom' }] }
    expect(readCallerIdentity(result)).toMatchObject({ ok: false, trouble: { tool: 'boom' } })
  })

  it('survives any content', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (structuredContent, content) => {
        expect(readCallerIdentity({ structuredContent, content }).ok).toBe(false)
      }),
    )
  })
})
