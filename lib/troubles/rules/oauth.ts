import { rulesOf } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'

export const OAUTH_RULES = rulesOf('oauth', [
  {
    id: 'no-registration',
    hints: ['dynamic client registration'],
    pattern: /does not support dynamic client registration/i,
    sources: [SOURCES.registration],
    explain: {
      title: 'The client wants to register itself, and Cognito has no such thing.',
      cause: 'OAuth sign-in of generic clients needs dynamic client registration.',
      remedy: ['Give the client a bearer token in a header instead.'],
      actions: [{ type: 'connect-client' }],
    },
  },
])
