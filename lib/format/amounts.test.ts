import { describe, expect, it } from 'vitest'
import { formatBytes } from '@/lib/format/bytes'
import { formatDuration } from '@/lib/format/duration'

describe('formatBytes', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [1023, '1023 bytes'],
    [1024, '1 KB'],
    [1536, '1.5 KB'],
    [10_240, '10 KB'],
    [1_048_575, '1 MB'],
    [1_073_741_824, '1 GB'],
  ])('%d is %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text)
  })
})

describe('formatDuration', () => {
  it.each([
    [-5, '0 ms'],
    [0, '0 ms'],
    [850.7, '850 ms'],
    [4250, '4.2 s'],
    [59_999, '59 s'],
    [65_000, '1 min 5 s'],
    [60_000, '1 min'],
    [28_800_000, '8 h'],
    [90_061_000, '1 d 1 h'],
  ])('%d ms is %s', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text)
  })
})
