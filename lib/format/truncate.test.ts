import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { truncateMiddle } from '@/lib/format/truncate'

const text = fc.string({ unit: 'binary', maxLength: 60 })
const limit = fc.integer({ min: 2, max: 60 })

describe('truncateMiddle', () => {
  it('keeps both ends of an ARN', () => {
    const arn = 'arn:aws:bedrock-agentcore:us-east-1:000000000000:runtime/awsapimcpserver-Ab12Cd34Ef'
    expect(truncateMiddle(arn, 24)).toBe('arn:aws:bed…r-Ab12Cd34Ef')
  })

  it('never shows more characters than asked for', () => {
    fc.assert(fc.property(text, limit, (value, max) => Array.from(truncateMiddle(value, max)).length <= max))
  })

  it('leaves short texts alone', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(truncateMiddle(value, Array.from(value).length)).toBe(value)
      }),
    )
  })

  it('shows only what is there, from both ends, with at most one character more at the end', () => {
    fc.assert(
      fc.property(text, limit, (value, max) => {
        const characters = Array.from(value)
        fc.pre(characters.length > max)
        const shown = Array.from(truncateMiddle(value, max))
        const gap = Math.floor((max - 1) / 2)
        expect(shown.slice(0, gap)).toEqual(characters.slice(0, gap))
        expect(shown[gap]).toBe('…')
        expect(shown.slice(gap + 1)).toEqual(characters.slice(characters.length - (max - gap - 1)))
      }),
    )
  })
})
