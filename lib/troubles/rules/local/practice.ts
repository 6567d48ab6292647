import { rulesOf } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'

/** What the practice account says of itself; AWS never does. */
export const PRACTICE_RULES = rulesOf('credentials', [
  {
    id: 'not-imitated',
    hints: ['practice account does not imitate'],
    pattern: /The practice account does not imitate ([^"\n]{1,300}?)\.(?=\s|"|\\|$)/,
    about: ([, what = '']) => what,
    over: ['path-unknown', 'http-403', 'http-404', 'http-400'],
    sources: [SOURCES.localEndpoint],
    explain: ([, what]) => ({
      title: `The practice account does not imitate ${what}.`,
      cause:
        'It is an AWS in a box with what Slipway needs: AgentCore runtimes, IAM, STS, Cognito user pools, CloudWatch Logs and Access Analyzer. Nothing is wrong with the call.',
      remedy: [
        'AWS has it: connect an AWS account and call it there.',
        'For a try here, choose one of the operations that the practice account has: its settings list what is imitated.',
      ],
      actions: [{ type: 'open-settings' }],
    }),
  },
])
