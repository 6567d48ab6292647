import { rulesOf } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'

export const COMPUTER_RULES = rulesOf('computer', [
  {
    id: 'tool-hidden',
    hints: [
      'unknown tool',
      'tool not found',
      'no such tool',
      'not available',
      'call_aws is',
      "call_aws' ",
      'call_aws" ',
      'call_aws` ',
      'call_aws not',
      'call_aws unknown',
      'call_aws hidden',
    ],
    pattern:
      /(Unknown tool:?|tool not found:?|no such tool:?|is not available:?) ?["'`]?call_aws|call_aws["'`]? (is )?(not (found|available)|unknown|hidden)/i,
    sources: [SOURCES.readOnlyProxy],
    explain: {
      title: 'The tool call_aws is hidden from the client.',
      cause: 'The local proxy runs with --read-only, which hides every tool that may write.',
      remedy: ['Set READ_OPERATIONS_ONLY to true on the server, or start the proxy without --read-only.'],
      actions: [{ type: 'fix-env', variable: 'READ_OPERATIONS_ONLY', value: 'true' }],
    },
  },
])
