import { describe, expect, it } from 'vitest'
import { JUDGED } from '@/lib/practice/coverage/judges'
import { judgedBy, judgedOperation, pinnedJudges } from '@/scripts/checks/peers/judged'
import type { PartResult } from '@/scripts/checks/peers/part'
import { PARTS } from '@/scripts/checks/peers/parts'

const part = (judged?: string[]): PartResult => ({ passed: 1, failed: [], lines: [], ...(judged ? { judged } : {}) })

describe('the record of the judges', () => {
  it('is by the versions that are pinned now; after a change, npm run test:peers -- --record', () => {
    expect(JUDGED.programs).toEqual(pinnedJudges())
    expect(Object.keys(pinnedJudges())).toEqual(['boto3', 'botocore', 'moto'])
  })

  it('is made of the parts that judge', () => {
    const names = PARTS.filter(({ judges }) => judges).map(({ name }) => name)
    expect(new Set(Object.values(JUDGED.operations).flat())).toEqual(new Set(names))
  })

  it('has each judge once for an operation, whatever the order and the number of calls', () => {
    const results = new Map([
      ['boto3', part([judgedOperation('cognito-idp', 'CreateUserPool')])],
      ['differential', part([judgedOperation('iam', 'GetRole'), judgedOperation('iam', 'GetRole')])],
      ['service-model', part([judgedOperation('iam', 'GetRole')])],
    ])
    expect(judgedBy(results, '2026-12-01')).toEqual({
      on: '2026-12-01',
      programs: pinnedJudges(),
      operations: { 'cognito CreateUserPool': ['boto3'], 'iam GetRole': ['differential', 'service-model'] },
    })
  })

  it('is not made when a judge found something wrong', () => {
    const results = new Map([
      ['differential', part()],
      ['service-model', part([])],
      ['boto3', part([])],
    ])
    expect(() => judgedBy(results, '2026-12-01')).toThrow('differential has not judged')
  })
})
