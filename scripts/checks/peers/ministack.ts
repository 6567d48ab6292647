import assert from 'node:assert/strict'
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs'
import { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { startPractice } from '@/lib/practice/server/start'
import { type Recorder, recorder, resultOf } from '@/scripts/checks/peers/aws-cli/cli-recorder'
import { startEmulator } from '@/scripts/checks/peers/moto/moto-stack'
import type { Part, PartResult } from '@/scripts/checks/peers/part'
import type { Programs } from '@/scripts/checks/peers/programs'

const GROUP = '/peers/live'
const PASSWORD = 'Correct-horse-7-battery'

export const ministack: Part = { name: 'ministack', run }

/** Live Tail and Cognito's discovery document, on MiniStack and on the practice account, with the same checks. */
async function run(programs: Programs): Promise<PartResult> {
  const results = recorder()
  const emulator = await startEmulator(programs.peer('ministack'), {
    args: () => [],
    env: (port) => ({ BIND_HOST: '127.0.0.1', GATEWAY_PORT: port, IOT_MTLS_ENABLED: '0', SFTP_ENABLED: '0' }),
    path: '/_ministack/health',
  })
  const practice = await startPractice()

  try {
    for (const [name, { url, ...keys }] of [
      ['MiniStack', { url: emulator.url, accessKeyId: 'testing', secretAccessKey: 'testing' }],
      ['the practice account', practice],
    ] as const) {
      const credentials = { accessKeyId: keys.accessKeyId, secretAccessKey: keys.secretAccessKey }
      const config = { endpoint: url, region: 'us-east-1', credentials }
      await checkLiveTail(results, name, new CloudWatchLogs({ ...config, disableHostPrefix: true }))
      await checkDiscovery(results, name, new CognitoIdentityProvider(config), url)
    }
  } finally {
    emulator.stop()
    await practice.close()
  }
  return resultOf(results)
}

async function checkLiveTail({ check }: Recorder, name: string, logs: CloudWatchLogs): Promise<void> {
  await check(`${name}: Live Tail starts a session, then sends what is written`, async () => {
    await logs.createLogGroup({ logGroupName: GROUP })
    await logs.createLogStream({ logGroupName: GROUP, logStreamName: 'one' })
    const { logGroups = [] } = await logs.describeLogGroups({ logGroupNamePrefix: GROUP })
    const arn = logGroups[0]?.logGroupArn ?? logGroups[0]?.arn?.replace(/:\*$/, '') ?? ''
    const abort = new AbortController()
    const limit = setTimeout(() => abort.abort(), 15_000)
    const { responseStream = [] } = await logs.startLiveTail(
      { logGroupIdentifiers: [arn] },
      { abortSignal: abort.signal },
    )
    const kinds: string[] = []
    const messages: string[] = []

    for await (const event of responseStream) {
      kinds.push(Object.keys(event)[0] ?? '')
      messages.push(...(event.sessionUpdate?.sessionResults ?? []).map(({ message }) => message ?? ''))

      if (event.sessionStart) {
        const logEvents = [{ timestamp: Date.now(), message: 'live' }]
        await logs.putLogEvents({ logGroupName: GROUP, logStreamName: 'one', logEvents })
      }
      if (messages.length > 0) {
        break
      }
    }
    clearTimeout(limit)
    assert.equal(kinds[0], 'sessionStart')
    assert.ok(kinds.slice(1).every((kind) => kind === 'sessionUpdate'))
    assert.deepEqual(messages, ['live'])
  })
}

async function checkDiscovery(
  { check }: Recorder,
  name: string,
  cognito: CognitoIdentityProvider,
  url: string,
): Promise<void> {
  const pool = (await cognito.createUserPool({ PoolName: 'peers' })).UserPool?.Id ?? ''
  const ExplicitAuthFlows = ['ALLOW_USER_PASSWORD_AUTH' as const, 'ALLOW_REFRESH_TOKEN_AUTH' as const]
  const made = await cognito.createUserPoolClient({ UserPoolId: pool, ClientName: 'peers', ExplicitAuthFlows })
  const ClientId = made.UserPoolClient?.ClientId ?? ''
  const user = { UserPoolId: pool, Username: 'test' }
  await cognito.adminCreateUser({ ...user, MessageAction: 'SUPPRESS' })
  await cognito.adminSetUserPassword({ ...user, Password: PASSWORD, Permanent: true })
  const { AuthenticationResult } = await cognito.initiateAuth({
    AuthFlow: 'USER_PASSWORD_AUTH',
    ClientId,
    AuthParameters: { USERNAME: 'test', PASSWORD },
  })
  const read = async () => {
    const answer = await fetch(`${url}/${pool}/.well-known/openid-configuration`)
    return (await answer.json()) as Record<string, unknown>
  }

  await check(`${name}: the discovery document names an issuer, its keys and RS256`, async () => {
    const document = await read()
    assert.match(String(document.issuer), new RegExp(`/${pool}$`))
    // MiniStack keeps AWS's issuer and points to its own keys.
    assert.match(String(document.jwks_uri), new RegExp(`/${pool}/\\.well-known/jwks\\.json$`))
    assert.deepEqual(document.id_token_signing_alg_values_supported, ['RS256'])
    assert.deepEqual(document.subject_types_supported, ['public'])
  })
  await check(`${name}: an access token verifies with the pool’s published keys`, async () => {
    const keys = createRemoteJWKSet(new URL(`${url}/${pool}/.well-known/jwks.json`))
    const { payload } = await jwtVerify(AuthenticationResult?.AccessToken ?? '', keys)
    assert.equal(payload.client_id, ClientId)
    assert.equal(payload.token_use, 'access')
    assert.equal(payload.aud, undefined)
  })
  await check(`${name}: the token’s issuer is the discovery document’s`, async () => {
    const keys = createRemoteJWKSet(new URL(`${url}/${pool}/.well-known/jwks.json`))
    const { payload } = await jwtVerify(AuthenticationResult?.AccessToken ?? '', keys)
    assert.equal(payload.iss, (await read()).issuer)
  })
}
