import { describe, expect, it } from 'vitest'
import { toInboundAuth, toRuntimeDetail } from '@/lib/runtimes/model'

const runtime = {
  agentRuntimeArn: 'arn:aws:bedrock-agentcore:us-east-1:111122223333:runtime/tools-AbCdEf1234',
  agentRuntimeName: 'tools',
  agentRuntimeId: 'tools-AbCdEf1234',
  agentRuntimeVersion: '3',
  createdAt: new Date('2026-01-01T00:00:00Z'),
  lastUpdatedAt: new Date('2026-01-02T00:00:00Z'),
  roleArn: 'arn:aws:iam::111122223333:role/path/tools-role',
  status: 'READY' as const,
  lifecycleConfiguration: { idleRuntimeSessionTimeout: 900 },
  environmentVariables: { AUTH_TYPE: 'no-auth' },
  configuration: { environmentVariables: { AUTH_TYPE: 'no-auth' } },
}

describe('runtime detail', () => {
  it('reads a runtime with the least that AWS may answer', () => {
    const detail = toRuntimeDetail(runtime, (arn) => `https://x/${encodeURIComponent(arn)}`)

    expect(detail).toMatchObject({
      roleName: 'tools-role',
      inboundAuth: { type: 'sigv4' },
      mmdsV2: false,
      lifecycle: { idleRuntimeSessionTimeout: 900 },
      lastUpdatedAt: '2026-01-02T00:00:00.000Z',
    })
    expect(detail.invocationUrl).toContain('runtime%2Ftools-AbCdEf1234')
    expect(detail).not.toHaveProperty('image')
  })
})

describe('inbound auth', () => {
  const jwt = (discoveryUrl: string) =>
    toInboundAuth({ customJWTAuthorizer: { discoveryUrl, allowedClients: ['client1'] } })

  it.each([
    [
      'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC123/.well-known/openid-configuration',
      'eu-west-1_AbC123',
    ],
    ['http://127.0.0.1:4566/us-east-1_AbC123/.well-known/openid-configuration', 'us-east-1_AbC123'],
    ['https://login.example.com/us-east-1_AbC123/.well-known/openid-configuration', undefined],
    ['https://cognito-idp.evil.example/x/us-east-1_AbC/.well-known/openid-configuration', undefined],
  ])('finds the user pool of %s', (discoveryUrl, userPoolId) => {
    const auth = jwt(discoveryUrl)
    expect(auth).toMatchObject({ type: 'jwt', allowedClients: ['client1'], allowedAudience: [] })
    expect('userPoolId' in auth ? auth.userPoolId : undefined).toBe(userPoolId)
  })
})
