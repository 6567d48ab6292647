import { rulesOf } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'

export const CREDENTIALS_RULES = rulesOf('credentials', [
  {
    id: 'credentials-expired',
    over: ['token-expired'],
    hints: ['security token included', 'expiredtoken', 'sso session', 'sso token', 'token for', 'requestexpired'],
    pattern:
      /security token included in the request is (expired|invalid)|ExpiredToken(Exception)?\b|\bRequestExpired\b|Token for .{0,60} does not exist|SSO (session|token).{0,60}(expired|invalid)/i,
    sources: [SOURCES.badParameters],
    explain: {
      title: 'AWS credentials have expired.',
      cause: 'Temporary credentials of the caller, or of a shell that the local proxy was started in, are over.',
      remedy: ['Sign in to AWS again in a terminal, then restart the client.'],
      actions: [{ type: 'open-settings' }],
    },
  },
])
