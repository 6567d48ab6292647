import { rulesOf } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'

export const TOKEN_RULES = rulesOf('token', [
  {
    id: 'claim-mismatch',
    hints: ['value mismatch'],
    pattern: /Claim '?([\w:-]+)'? value mismatch/i,
    about: ([, claim = '']) => claim,
    sources: [SOURCES.claims],
    explain: ([, claim]) => ({
      title: `The token's claim "${claim}" is not what the authorizer allows.`,
      cause:
        claim === 'aud'
          ? "Cognito's access tokens have no audience, so an authorizer with allowedAudience refuses them."
          : claim === 'client_id'
            ? 'An ID token was sent, or a token of another app client; access tokens carry client_id.'
            : 'The authorizer checks this claim, and the token holds another value.',
      remedy: [
        claim === 'aud'
          ? 'Allow the app client instead of the audience.'
          : 'Use an access token of the allowed client.',
      ],
      actions: [claim === 'aud' ? { type: 'edit-runtime' } : { type: 'refresh-token' }],
    }),
  },
  {
    id: 'token-expired',
    hints: [
      'expired',
      'invalid bearer',
      'invalid token',
      'invalid access token',
      'failed to parse token',
      'invalid_token',
    ],
    pattern:
      /\b(?:access |bearer |id |jwt )?token (?:has |is |was )?expired|\bexpired (?:access |bearer |jwt )?token\b|Invalid (?:bearer|access|inbound) token|\binvalid_token\b|failed to parse token|ExpiredSignatureError/i,
    sources: [SOURCES.oauth],
    explain: {
      title: 'The token is expired or not usable.',
      cause: 'Access tokens live an hour; one with less than 60 seconds left is refused as well.',
      remedy: ['Get a fresh access token.'],
      actions: [{ type: 'refresh-token' }],
    },
  },
])
