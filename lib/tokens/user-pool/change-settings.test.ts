import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { UserPoolClientType } from '@/lib/aws/types'
import { REDIRECT_URIS, withUris } from '@/lib/tokens/issuer/redirect-uris'
import { clientForm, clientFormOf, mergedClient } from '@/lib/tokens/user-pool/client-settings'
import { mergedPool, policyForm, policyFormOf } from '@/lib/tokens/user-pool/pool-settings'

const client: UserPoolClientType = {
  UserPoolId: 'us-east-1_Pool',
  ClientId: 'client',
  ClientName: 'app',
  ClientSecret: 'never to be sent',
  CreationDate: new Date(0),
  ReadAttributes: ['email'],
  ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'],
  AccessTokenValidity: 90,
  TokenValidityUnits: { AccessToken: 'seconds' },
  AnalyticsConfiguration: { ApplicationArn: 'arn' },
}

describe('an app client', () => {
  it('keeps everything that was not asked to change, and its units', () => {
    const merged = mergedClient(client, { ...clientFormOf(client), passwordFlow: true, rotation: true })

    expect(merged).toMatchObject({
      ClientName: 'app',
      ReadAttributes: ['email'],
      AnalyticsConfiguration: { ApplicationArn: 'arn' },
      AccessTokenValidity: 90,
      TokenValidityUnits: { AccessToken: 'seconds', IdToken: 'hours', RefreshToken: 'days' },
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_PASSWORD_AUTH'],
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 10 },
    })
    expect(JSON.stringify(merged)).not.toContain('never to be sent')
    expect(merged).not.toHaveProperty('CreationDate')
  })

  it('counts in the units that AWS takes when none are said', () => {
    expect(clientFormOf({ AccessTokenValidity: 2, RefreshTokenValidity: 3 })).toMatchObject({
      accessMinutes: 120,
      refreshDays: 3,
    })
    expect(clientFormOf({})).toMatchObject({
      accessMinutes: 60,
      idMinutes: 60,
      refreshDays: 30,
      revocation: true,
      rotation: false,
    })
    expect(mergedClient({}, { ...clientFormOf({}), accessMinutes: 15 })).toMatchObject({
      AccessTokenValidity: 15,
      TokenValidityUnits: { AccessToken: 'minutes', RefreshToken: 'days' },
    })
  })

  it('never mixes old and new names of flows, nor rotation with the old refresh', () => {
    const flows = fc.subarray(['ADMIN_NO_SRP_AUTH', 'CUSTOM_AUTH_FLOW_ONLY', 'USER_PASSWORD_AUTH'] as const)
    fc.assert(
      fc.property(flows, fc.boolean(), fc.boolean(), (ExplicitAuthFlows, passwordFlow, rotation) => {
        const before = { ...client, ExplicitAuthFlows: [...ExplicitAuthFlows] }
        const after = mergedClient(before, { ...clientFormOf(before), passwordFlow, rotation }).ExplicitAuthFlows ?? []
        expect(after.every((flow) => flow.startsWith('ALLOW_'))).toBe(true)
        expect(new Set(after).size).toBe(after.length)
        expect(after.includes('ALLOW_REFRESH_TOKEN_AUTH')).toBe(!rotation)
        expect(after.includes('ALLOW_USER_PASSWORD_AUTH')).toBe(passwordFlow)
      }),
    )
  })

  it('becomes an OAuth client with its first redirect URI, and none with the last one gone', () => {
    const uris = ['http://127.0.0.1:33418']
    const made = mergedClient(client, { ...clientFormOf(client), redirectUris: uris })
    expect(made).toMatchObject({
      CallbackURLs: uris,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid'],
      SupportedIdentityProviders: ['COGNITO'],
    })
    const kept = { ...client, CallbackURLs: uris, AllowedOAuthScopes: ['own'], DefaultRedirectURI: uris[0] }
    expect(
      mergedClient(kept, { ...clientFormOf(kept), redirectUris: [...uris, 'https://vscode.dev/redirect'] }),
    ).toMatchObject({ AllowedOAuthScopes: ['own'] })
    expect(mergedClient(kept, { ...clientFormOf(kept), redirectUris: [] })).toMatchObject({
      CallbackURLs: [],
      AllowedOAuthFlowsUserPoolClient: false,
    })
  })

  it.each([
    ['http://localhost:8787/callback', true],
    ['http://127.0.0.1:33418', true],
    ['https://claude.ai/api/mcp/auth_callback', true],
    ['cursor://anysphere.cursor-mcp/oauth/callback', true],
    ['http://example.com/callback', false],
    ['javascript:alert(1)', false],
    ['data:text/html,x', false],
    ['https://example.com/#x', false],
    ['https://', false],
  ])('takes %s for a redirect URI: %s', (uri, isTaken) => {
    const parsed = clientForm.safeParse({ accessMinutes: '60', idMinutes: '60', refreshDays: '30', redirectUris: uri })
    expect(parsed.success).toBe(isTaken)
  })

  it.each([
    [{ accessMinutes: '4' }, false],
    [{ accessMinutes: '1441' }, false],
    [{ accessMinutes: '5.5' }, false],
    [{ refreshDays: '3651' }, false],
    [{ accessMinutes: '1440', refreshDays: '3650' }, true],
  ])('with %j: %s', (fields, isTaken) => {
    expect(clientForm.safeParse({ accessMinutes: '60', idMinutes: '60', refreshDays: '30', ...fields }).success).toBe(
      isTaken,
    )
  })
})

it('sends back of a client what nobody here knows, and nothing that Cognito only answers', () => {
  const answered = { ClientSecret: 's', ClientSecretArn: 'arn', ClientType: 'x', CreationDate: new Date(0) }
  const client = { ...answered, ClientId: 'c', UserPoolId: 'p', FutureSetting: { Deep: [1] } }
  const merged = mergedClient(client, { ...clientFormOf(client), accessMinutes: 15 })
  expect(merged).toMatchObject({ ClientId: 'c', FutureSetting: { Deep: [1] }, AccessTokenValidity: 15 })
  expect(Object.keys(merged).filter((name) => name in answered)).toEqual([])
})

describe('a pool', () => {
  it('keeps what an update would put back to its default', () => {
    const pool = {
      Id: 'us-east-1_Pool',
      Name: 'people',
      UserPoolTags: { a: 'b' },
      DeletionProtection: 'ACTIVE' as const,
      LambdaConfig: { PreSignUp: 'arn' },
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true, UnusedAccountValidityDays: 7 },
      Policies: {
        SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD' as const] },
        PasswordPolicy: { PasswordHistorySize: 3 },
      },
      EstimatedNumberOfUsers: 4,
      FutureSetting: { Deep: 1 },
    }
    const merged = mergedPool(pool, { ...policyFormOf(pool), minimumLength: 20, symbols: true })

    expect(merged).toEqual({
      UserPoolId: 'us-east-1_Pool',
      PoolName: 'people',
      UserPoolTags: { a: 'b' },
      DeletionProtection: 'ACTIVE',
      LambdaConfig: { PreSignUp: 'arn' },
      FutureSetting: { Deep: 1 },
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      Policies: {
        SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD'] },
        PasswordPolicy: {
          PasswordHistorySize: 3,
          MinimumLength: 20,
          RequireUppercase: false,
          RequireLowercase: false,
          RequireNumbers: false,
          RequireSymbols: true,
          TemporaryPasswordValidityDays: 7,
        },
      },
    })
  })

  it('takes lengths that Cognito takes', () => {
    const of = (minimumLength: string) => policyForm.safeParse({ minimumLength, temporaryDays: '7' }).success
    expect([of('5'), of('6'), of('99'), of('100'), of('x')]).toEqual([false, true, true, false, false])
  })
})

it('adds the redirect URIs of a client once each, after those that are there', () => {
  const [{ uris } = { uris: [] }] = REDIRECT_URIS
  const once = withUris('app:/back\n', uris)
  expect(once.split('\n')).toEqual(['app:/back', ...uris])
  expect(withUris(once, uris)).toBe(once)
  const all = withUris(
    '',
    REDIRECT_URIS.flatMap((one) => one.uris),
  )
  expect(
    clientForm.safeParse({ accessMinutes: '60', idMinutes: '60', refreshDays: '1', redirectUris: all }).success,
  ).toBe(true)
})
