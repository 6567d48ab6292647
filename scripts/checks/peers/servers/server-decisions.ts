import type { ServerDecision } from '@/scripts/checks/peers/servers/server-comparison'

const NEWER = ['1.3.46', '1.5.6'] as const

export const SERVER_DECISIONS: readonly ServerDecision[] = [
  {
    differs: 'isError, server ok InvalidSignatureException',
    calls: ['region-bad'],
    releases: ['1.2.0'],
    why: 'A region that does not exist has no endpoint on AWS; here the real server finds that of the account.',
  },
  {
    differs: 'ok, server ok InvalidSignatureException',
    calls: ['region-bad'],
    releases: NEWER,
    why: 'As with 1.2.0.',
  },
]
