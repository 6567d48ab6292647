import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { isAlive } from '@/lib/processes'
import type { Failure } from '@/lib/result'

const folder = mkdtempSync(path.join(tmpdir(), 'slipway-credentials-'))
const pidFile = path.join(folder, 'pid')
const LIMIT_MS = 500
const DENIED = '<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>'

let server: Server
let asked: string[] = []
let behave: (response: ServerResponse) => void = trickle

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.url}`)
    request.resume()
    response.on('error', () => undefined)
    behave(response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  writeFileSync(
    path.join(folder, 'config'),
    `
[profile hangs]
credential_process = sh -c 'echo $$ > ${pidFile}; exec sleep 60'
[profile answers]
credential_process = echo '{"Version":1,"AccessKeyId":"A","SecretAccessKey":"B"}'
[profile sso]
sso_start_url = https://example.com/start
sso_account_id = 123456789012
sso_role_name = admin
sso_region = eu-central-1
[profile source]
aws_access_key_id = A
aws_secret_access_key = B
[profile role]
role_arn = arn:aws:iam::123456789012:role/x
source_profile = source
`,
  )
  vi.stubEnv('HOME', folder)
  vi.stubEnv('AWS_CONFIG_FILE', path.join(folder, 'config'))
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', path.join(folder, 'none'))
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  vi.stubEnv('SLIPWAY_AWS_TIMEOUT_MS', String(LIMIT_MS))
  vi.stubEnv('SLIPWAY_AWS_RETRY_DELAY_MS', '1')
  vi.resetModules()
  await keepSsoToken()
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
  rmSync(folder, { recursive: true })
})

async function keepSsoToken() {
  const { getSSOTokenFilepath } = await import('@smithy/core/config')
  const file = getSSOTokenFilepath('https://example.com/start')
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify({ accessToken: 't', expiresAt: new Date(Date.now() + 3_600_000).toISOString() }))
}

function trickle(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  const timer = setInterval(() => response.write(' '), 50)
  response.on('close', () => clearInterval(timer))
}

async function failureOf(profile: string): Promise<Failure> {
  const [{ attempt }, { awsClients }] = await Promise.all([import('@/lib/aws/attempt'), import('@/lib/aws/clients')])
  const { iam } = awsClients({ source: { type: 'profile', profile }, region: 'us-west-2' })
  const result = await attempt(() => iam.listRoles({}))

  if (result.ok) {
    throw new Error('It succeeded.')
  }
  return result.error
}

describe('the credentials of a profile', () => {
  it('are given up when its credential_process hangs, which is killed', async () => {
    expect(await failureOf('hangs')).toMatchObject({
      code: 'timeout',
      message: 'What hands out these AWS credentials took too long.',
    })
    expect(existsSync(pidFile)).toBe(true)
    const pid = Number(readFileSync(pidFile, 'utf8'))
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), 5000)
  })

  it('come from a credential_process that answers', async () => {
    behave = (response) => response.writeHead(403, { 'content-type': 'text/xml' }).end(DENIED)
    asked = []
    expect(await failureOf('answers')).toMatchObject({ code: 'access-denied' })
    expect(asked).toHaveLength(1)
  })

  it.each([
    ['sso', /^\/federation\/credentials/],
    ['role', /^\/$/],
  ])('of kind %s are given up when their service never finishes', async (profile, address) => {
    behave = trickle
    asked = []
    expect(await failureOf(profile)).toMatchObject({ code: 'timeout' })
    expect(asked).toEqual([expect.stringMatching(address)])
  })
})
