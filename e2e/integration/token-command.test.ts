import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actor, connection, connectTo, jwtSpec, launch, REGION, startTestPractice } from '@/e2e/integration/support'
import { writeClients } from '@/lib/aws/clients'
import type { Practice } from '@/lib/practice/server/start'
import { listJwtRuntimes } from '@/lib/runtimes/queries'
import { decodeClaims } from '@/lib/tokens/claims/claims'
import { dropPracticePlace, writePracticePlace } from '@/scripts/lib/practice-place'
import { root } from '@/scripts/lib/root.mjs'
import { slipwayCommand } from '@/scripts/lib/slipway-process'

const stateDir = mkdtempSync(path.join(tmpdir(), 'slipway-token-'))

let practice: Practice
let arn = ''
let password = ''

beforeAll(async () => {
  practice = await startTestPractice()
  connectTo(practice)
  const { results } = await launch(jwtSpec)
  password =
    results.flatMap((step) => (step.state === 'progress' && step.secret ? [step.secret.password] : []))[0] ?? ''
  const runtimes = await listJwtRuntimes(connection)
  arn = runtimes.ok ? (runtimes.data.runtimes[0]?.arn ?? '') : ''
})

afterAll(async () => {
  rmSync(stateDir, { recursive: true, force: true })
  await practice.close()
})

/** Runs the command as a person (or a client) would, without a terminal. */
function token(args: string[], more: { env?: Record<string, string>; stdin?: string } = {}) {
  const { PATH, HOME } = process.env
  const { url, accessKeyId, secretAccessKey } = practice
  const keys = { AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey }
  const [program = '', ...command] = [...slipwayCommand(), 'token', ...args]
  const child = spawn(program, command, {
    cwd: root,
    env: {
      PATH,
      HOME,
      NODE_ENV: 'test',
      AWS_REGION: REGION,
      SLIPWAY_STATE_DIR: stateDir,
      SLIPWAY_KEYCHAIN: 'off',
      ...keys,
      ...more.env,
    },
  })
  child.stdin.end(more.stdin ?? '')
  const said = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk: Buffer) => {
    said.stdout += chunk
  })
  child.stderr.on('data', (chunk: Buffer) => {
    said.stderr += chunk
  })
  return new Promise<typeof said & { code: number | null }>((resolve) =>
    child.on('close', (code) => resolve({ ...said, code })),
  )
}

const kept = () => readdirSync(path.join(stateDir, 'sign-ins')).filter((name) => name.endsWith('.jwe'))
const keptFile = () => path.join(stateDir, 'sign-ins', kept()[0] ?? '')

describe('npm run slipway -- token', () => {
  it('prints one token, signed in with a password from the environment or standard input, by name or ARN', async () => {
    const byName = await token(['guide', '--user', 'owner'], { env: { SLIPWAY_TOKEN_PASSWORD: password } })
    // This process launches with AWS's own issuer in the authorizer, and the practice account signs with another.
    expect(byName).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^The runtime will refuse this token \(iss\)/),
    })
    expect(decodeClaims(byName.stdout.trim())).toMatchObject({ username: 'owner', token_use: 'access' })

    const byArn = await token([arn, '--user', 'owner', '--password-stdin', '--json'], { stdin: `${password}\n` })
    expect(JSON.parse(byArn.stdout)).toMatchObject({ runtime: arn, userName: 'owner', checks: expect.any(Array) })
    expect(kept()).toEqual([])
  })

  it('never waits for an answer that nobody can give, and says what to do instead', async () => {
    const answer = await token(['guide', '--user', 'owner', '--header'])
    expect(answer).toMatchObject({ code: 1, stdout: '' })
    expect(answer.stderr).toContain('--password-stdin')
    expect(answer.stderr).toContain('login')
  })

  it('does not take a wrong password, an unknown runtime or an argument it does not know', async () => {
    const wrong = await token(['guide', '--user', 'owner', '--password-stdin'], { stdin: 'Wrong-1' })
    expect(wrong).toMatchObject({ code: 1, stdout: '' })
    expect(wrong.stderr).toContain('not right')
    expect(await token(['nothing', '--json'])).toMatchObject({ code: 1, stdout: expect.stringContaining('not-found') })
    expect(await token(['guide', '--password', 'x'])).toMatchObject({ code: 1, stdout: '' })
  })

  it('finds the practice account of a running console by itself', async () => {
    const nowhere = { AWS_ENDPOINT_URL: '', AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' }
    const args = [arn, '--connection', 'practice/us-east-1', '--user', 'owner', '--password-stdin']
    expect(await token(args, { env: nowhere, stdin: password })).toMatchObject({ code: 1, stdout: '' })

    writePracticePlace(stateDir, practice)
    expect(statSync(path.join(stateDir, 'practice-place.json')).mode & 0o777).toBe(0o600)
    const found = await token(args, { env: nowhere, stdin: password })
    expect(decodeClaims(found.stdout.trim())).toMatchObject({ username: 'owner' })
    dropPracticePlace(stateDir)
    expect(await token(args, { env: nowhere, stdin: password })).toMatchObject({ code: 1, stdout: '' })
  })

  it('with --keep needs the password once; the file is the owner’s, and --forget revokes and deletes it', async () => {
    await token(['guide', '--user', 'owner', '--keep', '--password-stdin'], { stdin: password })
    expect(statSync(keptFile()).mode & 0o777).toBe(0o600)
    expect(readFileSync(keptFile(), 'utf8')).not.toContain(password)

    const header = await token([arn, '--header'])
    expect(header.code).toBe(0)
    const { Authorization, ...rest } = JSON.parse(header.stdout) as Record<string, string>
    expect(rest).toEqual({})
    expect(decodeClaims(Authorization?.replace(/^Bearer /, '') ?? '')).toMatchObject({ username: 'owner' })

    const { cognito } = writeClients(actor, connection)
    const UserPoolId = (await cognito.listUserPools({ MaxResults: 1 })).UserPools?.[0]?.Id
    const { UserPoolClients = [] } = await cognito.listUserPoolClients({ UserPoolId, MaxResults: 1 })
    await cognito.updateUserPoolClient({
      ...{ UserPoolId, ClientId: UserPoolClients[0]?.ClientId },
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 0 },
    })
    await token([arn, '--user', 'owner', '--keep', '--password-stdin'], { stdin: password })
    const helpers = await Promise.all([token([arn, '--header']), token([arn, '--header'])])
    expect(helpers.map(({ code }) => code)).toEqual([0, 0])

    chmodSync(keptFile(), 0o644)
    expect(await token([arn, '--header'])).toMatchObject({ code: 1, stdout: '' })
    chmodSync(keptFile(), 0o600)
    expect(await token([arn, '--forget'])).toMatchObject({ code: 0, stdout: '' })
    expect(kept()).toEqual([])
  }, 60_000)
})
