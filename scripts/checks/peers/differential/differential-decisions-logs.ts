import type { Decision } from '@/scripts/checks/peers/differential/decision'

export const LOGS_DECISIONS: readonly Decision[] = [
  {
    differs: 'InvalidParameterException 400, moto ok 200',
    calls: [
      'group-create-bad-name',
      'group-list-page-empty',
      'stream-create-colon',
      'put-nothing',
      'put-empty-message',
      'filter-zero',
    ],
    right: 'practice account',
    by: 'service model',
    why: 'moto does not check patterns, and minima only in part.',
  },
  {
    differs: 'InvalidParameterException 400, moto ok 200',
    calls: ['retention-put-odd'],
    right: 'practice account',
    by: 'documentation',
    why: 'PutRetentionPolicy documents the numbers of days that are possible; 31 is none.',
  },
  {
    differs: 'InvalidParameterException 400, moto ok 200',
    calls: ['filter-bad-pattern', 'filter-both', 'filter-bad-token'],
    right: 'practice account',
    by: 'documentation',
    why: 'The API reference of FilterLogEvents refuses a broken pattern, names with a prefix, and a foreign token.',
  },
  {
    differs: 'InvalidParameterException 400, moto SyntaxError 500',
    calls: ['group-create-no-name'],
    right: 'practice account',
    by: 'service model',
    why: 'moto fails on a missing member, and answers HTML.',
  },
  {
    differs: 'practice account only: logGroups[].logGroupClass',
    calls: ['group-list', 'group-list-page', 'retention-list'],
    right: 'practice account',
    by: 'documentation',
    why: 'DescribeLogGroups is documented to answer the class.',
  },
  {
    differs: 'practice account only: logGroups[].deletionProtectionEnabled',
    calls: ['group-list', 'group-list-page', 'retention-list'],
    right: 'practice account',
    by: 'documentation',
    why: 'DescribeLogGroups is documented to answer it.',
  },
]
