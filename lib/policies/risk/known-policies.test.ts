import { expect, it } from 'vitest'
import { knownPolicy, lesserPolicy } from '@/lib/policies/risk/known-policies'

it('offers less than ReadOnlyAccess, in the same partition', () => {
  for (const partition of ['aws', 'aws-cn', 'aws-us-gov']) {
    const arn = `arn:${partition}:iam::aws:policy/ReadOnlyAccess`
    expect(knownPolicy(arn)?.means).toContain('changes nothing')
    expect(lesserPolicy(arn)).toBe(`arn:${partition}:iam::aws:policy/job-function/ViewOnlyAccess`)
  }
})

it('says nothing about other policies, nor about one of the same name in an account', () => {
  expect(knownPolicy('arn:aws:iam::111122223333:policy/ReadOnlyAccess')).toBeNull()
  expect(lesserPolicy('arn:aws:iam::aws:policy/job-function/ViewOnlyAccess')).toBeNull()
  expect(knownPolicy('arn:aws:iam::aws:policy/constructor')).toBeNull()
})
