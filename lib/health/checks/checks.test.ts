import { describe, expect, it } from 'vitest'
import { judgeBase, judgeDanger, judgeQuotas, judgeTrust } from '@/lib/health/checks/role-checks'
import { judgeImage, judgeMetadata, judgeSessions, judgeStatus, judgeStop } from '@/lib/health/checks/runtime-checks'
import { judgeCalls, judgeEndpoint, judgeLog, judgeSignIn } from '@/lib/health/checks/use-checks'
import { basePolicy, trustPolicy } from '@/lib/policies/templates/base-permissions'
import type { RoleDetail } from '@/lib/roles/model'
import type { RuntimeDetail } from '@/lib/runtimes/model'

const NOW = Date.parse('2026-12-01T12:00:00Z')
const ACCOUNT = { partition: 'aws', region: 'us-east-1', accountId: '111122223333' }
const IMAGE = '709825985650.dkr.ecr.us-east-1.amazonaws.com/amazon-web-services/aws-api-mcp-server:1.2.0'

const runtime = {
  id: 'guide-AbCdEf1234',
  name: 'guide',
  arn: 'arn:aws:bedrock-agentcore:us-east-1:111122223333:runtime/guide-AbCdEf1234',
  status: 'READY',
  version: '3',
  protocol: 'MCP',
  mmdsV2: true,
  image: IMAGE,
  roleName: 'guide-role',
  network: { mode: 'PUBLIC', subnets: [], securityGroups: [] },
  environment: {},
  lifecycle: {},
  inboundAuth: { type: 'sigv4' },
  lastUpdatedAt: '2026-11-30T11:00:00.000Z',
} as unknown as RuntimeDetail

const jwt = {
  ...runtime,
  inboundAuth: {
    type: 'jwt',
    discoveryUrl: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_abc/.well-known/openid-configuration',
    allowedClients: ['one'],
    allowedAudience: [],
    allowedScopes: [],
    customClaims: [],
    userPoolId: 'us-east-1_abc',
  },
} as RuntimeDetail

const role: RoleDetail = {
  name: 'guide-role',
  arn: 'arn:aws:iam::111122223333:role/guide-role',
  path: '/',
  description: null,
  createdAt: '',
  trustPolicy: trustPolicy(ACCOUNT),
  maxSessionSeconds: null,
  permissionsBoundaryArn: null,
  boundaryDocument: null,
  tags: {},
  inlinePolicies: [
    {
      name: 'base',
      document: basePolicy({ ...ACCOUNT, ecr: { accountId: '709825985650', region: 'us-east-1', repository: '*' } }),
    },
  ],
  attachedPolicies: [],
}

const stop = (state: string, more = {}) => judgeStop(runtime, { state, levers: [], ...more } as never)

describe('what AWS says of the runtime', () => {
  it.each([
    ['ready', {}, 'well'],
    ['being made', { status: 'CREATING' }, 'note'],
    ['failed', { status: 'UPDATE_FAILED' }, 'failing'],
    ['of another protocol', { protocol: 'HTTP' }, 'failing'],
  ] as const)('is %s', (_, over, state) => {
    expect(judgeStatus({ ...runtime, ...over }, 'words').state).toBe(state)
  })

  it('demands MMDSv2', () => {
    expect(judgeMetadata(runtime).state).toBe('well')
    expect(judgeMetadata({ ...runtime, mmdsV2: false })).toMatchObject({
      state: 'failing',
      action: { label: 'Switch on MMDSv2' },
    })
  })

  it('tells a stop from a half one, and from somebody else’s', () => {
    expect(stop('running').state).toBe('well')
    expect(stop('stopped', { reason: 'it read too much' })).toMatchObject({
      state: 'warning',
      evidence: 'Stopped: it read too much.',
    })
    expect(stop('incomplete').state).toBe('failing')
    expect(stop('elsewhere').state).toBe('warning')
    expect(stop('unknown').state).toBe('unknown')
  })

  it('knows faults, moving tags and the end of an image', () => {
    const of = (image: string | undefined, now = NOW) => judgeImage({ ...runtime, image } as RuntimeDetail, now)
    expect(of(IMAGE)).toMatchObject({ state: 'note', evidence: expect.stringContaining('in 226 days') })
    expect(of(IMAGE, Date.parse('2027-06-01'))).toMatchObject({ state: 'warning' })
    expect(of(IMAGE.replace('1.2.0', '1.5.0'))).toMatchObject({
      state: 'failing',
      remedy: expect.stringContaining('1.5.4'),
    })
    expect(of(IMAGE.replace('1.2.0', 'latest')).state).toBe('warning')
    expect(of('111122223333.dkr.ecr.us-east-1.amazonaws.com/own:7').state).toBe('well')
    expect(of('example.com/own:7').state).toBe('note')
    expect(of(undefined).state).toBe('note')
  })

  it('counts how long an unused session lives', () => {
    expect(judgeSessions(runtime)).toMatchObject({
      state: 'well',
      evidence: 'A session ends 15 min after its last call, at most after 8 h.',
    })
    const long = { idleRuntimeSessionTimeout: 7200, maxLifetime: 28_800 }
    expect(judgeSessions({ ...runtime, lifecycle: long }).state).toBe('warning')
  })
})

describe('the role', () => {
  const without = { ...role, inlinePolicies: [] }

  it('is trusted, gone, or of somebody else', () => {
    expect(judgeTrust(runtime, role).state).toBe('well')
    expect(judgeTrust(runtime, null)).toMatchObject({ state: 'failing', evidence: expect.stringContaining('is gone') })
    const other = { ...role, trustPolicy: role.trustPolicy.replaceAll('111122223333', '444455556666') }
    expect(judgeTrust(runtime, other).state).toBe('failing')
  })

  it('lacks what the image needs, or only what the log does', () => {
    expect(judgeBase(runtime, role).state).toBe('well')
    expect(judgeBase(runtime, without)).toMatchObject({ state: 'failing', evidence: expect.stringContaining('ecr:') })
    const pull = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ecr:*","Resource":"*"}]}'
    const silent = { ...role, inlinePolicies: [{ name: 'pull', document: pull }] }
    expect(judgeBase(runtime, silent)).toMatchObject({ state: 'warning', evidence: expect.stringContaining('logs:') })
    const unread = { ...without, attachedPolicies: [{ arn: 'arn:aws:iam::aws:policy/X', name: 'X', document: null }] }
    expect(judgeBase(runtime, unread).state).toBe('unknown')
  })

  it('may do everything', () => {
    const outlook = { verdict: 'It could do everything.', groups: [], unreadable: [] }
    expect(judgeDanger(runtime, role, outlook).state).toBe('well')
    const admin = { arn: 'arn:aws:iam::aws:policy/AdministratorAccess', name: 'AdministratorAccess', document: null }
    expect(judgeDanger(runtime, { ...role, attachedPolicies: [admin] }, outlook).state).toBe('warning')
    expect(judgeDanger(runtime, role, { ...outlook, unreadable: ['X'] }).evidence).toContain(
      'X, which could not be read',
    )
  })

  it('comes near its quotas', () => {
    expect(judgeQuotas(runtime, role, 1).state).toBe('well')
    expect(judgeQuotas({ ...runtime, version: '950' }, role, 1)).toMatchObject({
      state: 'warning',
      evidence: 'Nearly used up: 950 of 1,000 versions.',
    })
    const big = { ...role, inlinePolicies: [{ name: 'big', document: 'x'.repeat(10_000) }] }
    expect(judgeQuotas(runtime, big, undefined).evidence).toContain('10,000 of 10,240 characters')
    expect(judgeQuotas(runtime, null, 10).state).toBe('warning')
  })
})

describe('its use', () => {
  it('has a log, for ever or not', () => {
    expect(judgeLog(runtime, null).state).toBe('note')
    expect(judgeLog(runtime, { retentionDays: null }).evidence).toContain('for ever')
    expect(judgeLog(runtime, { retentionDays: 30 }).evidence).toContain('30 days')
  })

  const refused = { state: 'ok', detail: 'Refused with 403, as a runtime with AWS signatures should.' }

  it('lets nobody in without credentials, and answers its test', () => {
    const test = { at: '2026-12-01T11:00:00Z', version: '3', tools: 4, totalMs: 5 }
    expect(judgeEndpoint(runtime, refused, undefined)).toMatchObject({ state: 'note', action: { label: 'Test it' } })
    expect(judgeEndpoint(runtime, refused, test).state).toBe('well')
    expect(judgeEndpoint(runtime, refused, { ...test, version: '2' }).state).toBe('note')
    const trouble = { title: 'It broke', cause: 'Why.', remedy: ['Do.'] }
    expect(judgeEndpoint(runtime, refused, { ...test, trouble })).toMatchObject({
      state: 'failing',
      remedy: 'Why. Do.',
    })
    const open = { state: 'warning', detail: 'Answered without credentials. Anybody who knows the URL can call it.' }
    expect(judgeEndpoint(runtime, open, test).state).toBe('failing')
    expect(judgeEndpoint(runtime, { state: 'warning', detail: 'No answer.' }, undefined).state).toBe('warning')
  })

  it('takes the sign-in that is kept', () => {
    const kept = { userName: 'ann', isTrusted: true, until: '2026-12-20T00:00:00Z' }
    expect(judgeSignIn(runtime, { missingClients: [] }, NOW).state).toBe('well')
    expect(judgeSignIn(jwt, { kept, missingClients: [] }, NOW).state).toBe('well')
    expect(judgeSignIn(jwt, { missingClients: [] }, NOW).state).toBe('note')
    expect(judgeSignIn(jwt, { kept, missingClients: ['one'] }, NOW).state).toBe('failing')
    expect(judgeSignIn(jwt, { kept: { ...kept, isTrusted: false }, missingClients: [] }, NOW).state).toBe('warning')
    expect(judgeSignIn(jwt, { kept: { ...kept, until: '2026-11-01T00:00:00Z' }, missingClients: [] }, NOW).state).toBe(
      'warning',
    )
  })

  it('was called, refused, or broke', () => {
    const lately = { calls: 3, refused: 0, lastAt: '2026-12-01T11:00:00Z', faults: [], isCut: false }
    expect(judgeCalls(runtime, lately)).toMatchObject({ state: 'well', evidence: '3 calls, 0 refused.' })
    expect(judgeCalls(runtime, { ...lately, refused: 2 }).state).toBe('note')
    const faults = [{ title: 'The server ran out of memory.', at: '2026-12-01T10:00:00Z' }]
    expect(judgeCalls(runtime, { ...lately, faults }).state).toBe('warning')
  })
})
