import { expect, it } from 'vitest'
import { readContext } from '@/components/policy-editor/panels/read-context'

it('reads keys with one or several values', () => {
  expect(readContext(' aws:RequestedRegion=us-east-1\n\naws:TagKeys = a, b\nx=a=b')).toEqual({
    values: { 'aws:RequestedRegion': ['us-east-1'], 'aws:TagKeys': ['a', 'b'], x: ['a=b'] },
  })
  expect(readContext('')).toEqual({ values: {} })
})

it('says which line is wrong', () => {
  expect(readContext('aws:RequestedRegion=eu-west-1\nnonsense')).toEqual({
    error: '“nonsense” has no key before an equals sign.',
  })
  expect(readContext('=x')).toHaveProperty('error')
})
