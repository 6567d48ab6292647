import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
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

/** Live Tail, Logs Insights, Cognito's directory and its discovery document, on MiniStack and on the practice account, with the same checks. */
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
      await checkInsights(results, name, new CloudWatchLogs(config))
      await checkDiscovery(results, name, new CognitoIdentityProvider(config), url)
      await checkDirectory(results, name, new CognitoIdentityProvider(config))
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

const QUERIES: [query: string, wanted: Record<string, string>[]][] = [
  // MiniStack has no stats.
  ['fields @message | filter @message like /failed/', [{ '@message': 'call two failed' }]],
  [
    'fields @message | filter @message like "call" | sort @timestamp desc | limit 1',
    [{ '@message': 'call two failed' }],
  ],
]

async function checkInsights({ check }: Recorder, name: string, logs: CloudWatchLogs): Promise<void> {
  const logGroupName = '/peers/insights'
  const now = Date.now()
  await logs.createLogGroup({ logGroupName })
  await logs.createLogStream({ logGroupName, logStreamName: 'one' })
  const logEvents = ['call one', 'call two failed'].map((message, at) => ({
    timestamp: now - 2000 + at * 1000,
    message,
  }))
  await logs.putLogEvents({ logGroupName, logStreamName: 'one', logEvents })

  for (const [queryString, wanted] of QUERIES) {
    await check(`${name}: Logs Insights answers ${queryString}`, async () => {
      const span = { startTime: Math.floor(now / 1000) - 60, endTime: Math.floor(now / 1000) + 60 }
      const { queryId } = await logs.startQuery({ logGroupName, queryString, ...span })
      assert.deepEqual(await rowsOf(logs, queryId), wanted)
    })
  }
}

async function rowsOf(logs: CloudWatchLogs, queryId: string | undefined): Promise<Record<string, string>[]> {
  for (let left = 50; left > 0; left -= 1) {
    const { status, results = [] } = await logs.getQueryResults({ queryId })

    if (status === 'Complete') {
      return results.map((row) =>
        Object.fromEntries(row.flatMap(({ field, value }) => (field === '@ptr' ? [] : [[field, value]]))),
      )
    }
    await sleep(100)
  }
  throw new Error('The query did not end.')
}

async function checkDirectory({ check }: Recorder, name: string, cognito: CognitoIdentityProvider): Promise<void> {
  const UserPoolId = (await cognito.createUserPool({ PoolName: 'directory' })).UserPool?.Id ?? ''
  const user = { UserPoolId, Username: 'ada' }

  await check(`${name}: a group has the users that were added to it`, async () => {
    await cognito.adminCreateUser({ ...user, MessageAction: 'SUPPRESS' })
    await cognito.createGroup({ UserPoolId, GroupName: 'operators', Precedence: 1 })
    await cognito.adminAddUserToGroup({ ...user, GroupName: 'operators' })
    const { Groups = [] } = await cognito.adminListGroupsForUser(user)
    assert.deepEqual(
      Groups.map(({ GroupName }) => GroupName),
      ['operators'],
    )
    const { Users = [] } = await cognito.listUsersInGroup({ UserPoolId, GroupName: 'operators' })
    assert.deepEqual(
      Users.map(({ Username }) => Username),
      ['ada'],
    )
  })
  await check(`${name}: a resource server has its scopes`, async () => {
    const Scopes = [{ ScopeName: 'read', ScopeDescription: 'reads' }]
    await cognito.createResourceServer({ UserPoolId, Identifier: 'api', Name: 'API', Scopes })
    const { ResourceServer } = await cognito.describeResourceServer({ UserPoolId, Identifier: 'api' })
    assert.deepEqual(ResourceServer?.Scopes, Scopes)
  })
  await check(`${name}: a domain says whose it is`, async () => {
    await cognito.createUserPoolDomain({ UserPoolId, Domain: 'slipway-peers' })
    const { DomainDescription } = await cognito.describeUserPoolDomain({ Domain: 'slipway-peers' })
    assert.equal(DomainDescription?.UserPoolId, UserPoolId)
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
