import { expect, it } from 'vitest'
import { tokenHint } from '@/lib/mcp/token-hint'
import type { InboundAuth } from '@/lib/runtimes/model'

const ISSUER: InboundAuth = {
  type: 'jwt',
  discoveryUrl: 'https://issuer.example/.well-known/openid-configuration',
  allowedClients: ['a'],
  allowedAudience: [],
  allowedScopes: [],
  customClaims: [],
}

it('names a place to sign in only where there is one', () => {
  expect(tokenHint({ ...ISSUER, userPoolId: 'us-east-1_AbCdEfGhI' }, false)).toMatch(/sign in under Connect/)
  expect(tokenHint(ISSUER, false)).not.toMatch(/sign in/)
  expect(tokenHint(ISSUER, true)).toMatch(/^Left empty/)
})
