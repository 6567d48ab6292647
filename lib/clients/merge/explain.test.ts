import { expect, it } from 'vitest'
import { doubled } from '@/lib/clients/merge/explain'

it.each([
  [String.raw`"a": "C:\Users\x",`, String.raw`"a": "C:\\Users\\x",`],
  [String.raw`"a": "C:\\Users\x"`, String.raw`"a": "C:\\Users\\x"`],
  [String.raw`"a": "C:\dir\", "b": 1`, String.raw`"a": "C:\\dir\\", "b": 1`],
  [String.raw`"a": "say \"hi\" to C:\x"`, String.raw`"a": "say \"hi\" to C:\\x"`],
])('%s becomes %s', (line, corrected) => {
  expect(doubled(line)).toContain(`path: ${corrected}`)
})

it('repeats no long line', () => {
  expect(doubled(`"a": "C:\\x", "token": "${'s'.repeat(300)}"`)).not.toContain('sss')
})
