import { describe, expect, it } from 'vitest'
import { mergeFindings } from '@/lib/policies/findings/merge'
import type { Finding } from '@/lib/policies/findings/model'

function finding(code: string, path: Finding['path'], more: Partial<Finding> = {}): Finding {
  return {
    type: 'warning',
    code,
    message: code,
    path,
    offset: 0,
    length: 1,
    line: 1,
    column: 1,
    fixes: [],
    saidBy: ['slipway'],
    ...more,
  }
}

const fix = { title: 'Fix it', edits: [] }

describe('merging findings', () => {
  it('keeps AWS’s words and type, our fixes, and says who said it', () => {
    const ours = finding('REDUNDANT_ACTION', ['Statement', 0, 'Action', 1], { fixes: [fix] })
    const theirs = finding('REDUNDANT_ACTION', ['Statement', 0, 'Action', 1], {
      type: 'suggestion',
      message: 'AWS’s sentence',
      saidBy: ['aws'],
    })
    expect(mergeFindings([ours], [theirs])).toEqual([{ ...theirs, fixes: [fix], saidBy: ['slipway', 'aws'] }])
  })

  it('takes a member and its value for one place, but not two statements', () => {
    const ours = finding('MISSING_VERSION', ['Statement', 0, 'Action', 0])
    expect(
      mergeFindings([ours], [finding('MISSING_VERSION', ['Statement', 0, 'Action'], { saidBy: ['aws'] })]),
    ).toHaveLength(1)
    expect(
      mergeFindings([ours], [finding('MISSING_VERSION', ['Statement', 1, 'Action', 0], { saidBy: ['aws'] })]),
    ).toHaveLength(2)
  })

  it('merges each finding once, and sorts by place', () => {
    const ours = [finding('A', ['Statement'], { offset: 9 }), finding('B', ['Version'], { offset: 2 })]
    const theirs = [
      finding('A', ['Statement'], { offset: 9, saidBy: ['aws'] }),
      finding('A', ['Statement'], { offset: 9, saidBy: ['aws'] }),
    ]
    expect(mergeFindings(ours, theirs).map(({ code, saidBy }) => `${code} ${saidBy.join('+')}`)).toEqual([
      'B slipway',
      'A slipway+aws',
      'A aws',
    ])
  })
})
