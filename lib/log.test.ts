import { describe, expect, it } from 'vitest'
import { createLog, type LogFields, redact } from '@/lib/log'

function logged(fields: LogFields): Record<string, unknown> {
  const lines: string[] = []
  createLog(
    (line) => lines.push(line),
    () => new Date(0),
  ).error('event', fields)
  expect(lines).toHaveLength(1)
  return JSON.parse(lines[0] ?? '')
}

describe('log', () => {
  it('writes one JSON line with the allowed fields only', () => {
    const fields = { name: 'TypeError', password: 'hunter22', headers: { cookie: 'x' } } as LogFields
    expect(logged(fields)).toEqual({
      at: '1970-01-01T00:00:00.000Z',
      level: 'error',
      event: 'event',
      name: 'TypeError',
    })
  })

  it('keeps a line break inside one line', () => {
    expect(logged({ message: 'a\n{"level":"info"}' }).message).toBe('a\n{"level":"info"}')
  })

  it('writes what a terminal would obey as escapes, and loses none of it', () => {
    const message = 'a\u009b31m\u0085\u2028\u202egnp\u2066\u007f'
    const lines: string[] = []
    createLog((line) => lines.push(line)).error('event', { message })
    expect(lines[0]).toMatch(/^[\x20-\x7e]*\n$/)
    expect(logged({ message }).message).toBe(message)
  })

  it('cuts what is too long', () => {
    expect(String(logged({ stack: 'x'.repeat(10_000) }).stack)).toHaveLength(4_000)
  })
})

describe('redact', () => {
  it.each([
    ['Authorization: Bearer abc.def.ghi', 'abc'],
    ['got eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln back', 'eyJ'],
    ['cookie: slipway.session=abcdef; other=1', 'abcdef'],
    ['https://host/sign-in?token=abcdef&next=/', 'abcdef'],
    ['{"password":"hunter22","user":"a"}', 'hunter22'],
    ['aws_secret_access_key = wJalrXUtnFEMI', 'wJalr'],
    ['SLIPWAY_OIDC_CLIENT_SECRET=hunter22', 'hunter22'],
    ['aws rds modify-db-instance --master-user-password hunter22 --region x', 'hunter22'],
    ['aws x --auth-token="hunter22"', 'hunter22'],
    [`aws secretsmanager put-secret-value --secret-id a --secret-string 'my horse hunter22'`, 'hunter22'],
    [`aws secretsmanager put-secret-value --secret-string '{"user":"a","password":"hunter22"}'`, 'hunter22'],
    ['aws x --secret-string "a \\"b\\" hunter22" --region y', 'hunter22'],
    ['aws ssm put-parameter --name x --type SecureString --value hunter22', 'hunter22'],
    [`aws ssm put-parameter --value 'my hunter22' --type=SecureString`, 'hunter22'],
    [`["aws x --auth-token \\"a hunter22\\""]`, 'hunter22'],
    [`{\\"password\\":\\"hunter22\\"}`, 'hunter22'],
  ])('%s', (text, secret) => {
    expect(redact(text)).not.toContain(secret)
    expect(redact(text)).toContain('[redacted]')
  })

  it('leaves ordinary text alone', () => {
    const text = 'User: arn:aws:iam::111122223333:user/a is not authorized to perform: iam:CreateRole'
    expect(redact(text)).toBe(text)
    const command = 'aws secretsmanager get-secret-value --secret-id prod/db --region eu-west-1'
    expect(redact(command)).toBe(command)
  })
})
