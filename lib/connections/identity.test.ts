import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Connection } from '@/lib/aws/connection'

const home = mkdtempSync(path.join(tmpdir(), 'slipway-identity-'))
const seen: string[] = []
let answer = { status: 200, body: '' }

/** Says what STS would say, and keeps the access key of each caller. */
const sts = createServer((request, response) => {
  seen.push(/Credential=(\w+)/.exec(request.headers.authorization ?? '')?.[1] ?? '')
  response.writeHead(answer.status, { 'content-type': 'text/xml', 'x-amzn-requestid': 'req-1' }).end(answer.body)
})

function caller(arn: string) {
  const fields = `<Arn>${arn}</Arn><UserId>U</UserId><Account>111122223333</Account>`
  return `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>${fields}</GetCallerIdentityResult></GetCallerIdentityResponse>`
}

function refusal(code: string) {
  return `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>words</Message></Error></ErrorResponse>`
}

const profile = (name: string, region = 'eu-west-1'): Connection => ({
  source: { type: 'profile', profile: name },
  region,
})

function writeKey(key: string) {
  const keys = `[keys]\naws_access_key_id = ${key}\naws_secret_access_key = S\n`
  writeFileSync(path.join(home, 'credentials'), keys)
}

async function identify(connection: Connection) {
  const { callerIdentity } = await import('@/lib/connections/identity')
  return callerIdentity(connection)
}

beforeAll(async () => {
  await new Promise<void>((resolve) => sts.listen(0, '127.0.0.1', resolve))
  const sso = '[profile sso]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = A\n'
  const session = '[sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://example.invalid/start\n'
  writeFileSync(path.join(home, 'config'), `${sso}${session}[profile empty]\nregion = eu-west-1\n`)
})
afterAll(() => sts.close())

beforeEach(() => {
  vi.resetModules()
  vi.stubEnv('HOME', home)
  vi.stubEnv('AWS_CONFIG_FILE', path.join(home, 'config'))
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', path.join(home, 'credentials'))
  vi.stubEnv('AWS_ENDPOINT_URL_STS', `http://127.0.0.1:${(sts.address() as AddressInfo).port}`)
  seen.length = 0
  writeKey('FIRSTKEY')
})

describe('callerIdentity', () => {
  it('says who, and asks once a minute for each connection', async () => {
    answer = { status: 200, body: caller('arn:aws-cn:sts::111122223333:assumed-role/Admin/alice') }
    const expected = { accountId: '111122223333', principal: 'Admin/alice', partition: 'aws-cn' }
    expect(await identify(profile('keys'))).toMatchObject({ ok: true, data: expected })
    await identify(profile('keys'))
    expect(seen).toHaveLength(1)
    await identify(profile('keys', 'us-east-1'))
    expect(seen).toHaveLength(2)
  })

  it('names the command that mends refused keys, and uses the new ones without a restart', async () => {
    answer = { status: 403, body: refusal('InvalidClientTokenId') }
    const error = { code: 'credentials-missing', command: 'aws configure --profile keys', requestId: 'req-1' }
    expect(await identify(profile('keys'))).toMatchObject({ ok: false, error })
    writeKey('SECONDKEY')
    answer = { status: 200, body: caller('arn:aws:iam::111122223333:root') }
    expect(await identify(profile('keys'))).toMatchObject({ ok: true, data: { principal: 'root' } })
    expect(seen).toEqual(['FIRSTKEY', 'SECONDKEY'])
  })

  it('tells expired from missing', async () => {
    answer = { status: 403, body: refusal('ExpiredToken') }
    expect(await identify(profile('keys'))).toMatchObject({ ok: false, error: { code: 'credentials-expired' } })
    const expired = { code: 'credentials-expired', command: 'aws sso login --profile sso' }
    expect(await identify(profile('sso'))).toMatchObject({ ok: false, error: expired })
    const missing = { code: 'credentials-missing', command: 'aws configure --profile empty' }
    expect(await identify(profile('empty'))).toMatchObject({ ok: false, error: missing })
  })

  it('suspects the region where one must be enabled first', async () => {
    answer = { status: 403, body: refusal('InvalidClientTokenId') }
    const result = await identify(profile('keys', 'eu-south-1'))
    expect(result).toMatchObject({ ok: false, error: { remedy: expect.stringContaining('Enable eu-south-1') } })
  })

  it('does not take an answer without an ARN for an identity', async () => {
    answer = { status: 200, body: caller('') }
    expect(await identify(profile('keys'))).toMatchObject({ ok: false, error: { code: 'aws-rejected' } })
  })

  it('says that the practice account is not running', async () => {
    vi.stubEnv('SLIPWAY_PRACTICE_ACCESS_KEY_ID', '')
    const result = await identify({ source: { type: 'practice' }, region: 'us-east-1' })
    expect(result).toMatchObject({ ok: false, error: { code: 'unavailable', command: 'npm start' } })
  })
})
