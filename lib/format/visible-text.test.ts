import { expect, it } from 'vitest'
import { visibleText } from '@/lib/format/visible-text'

it.each([
  ['plain, ä 漢 \u{1f600}\tand\na line', 'plain, ä 漢 \u{1f600}\tand\na line'],
  ['\u001b[31mred\u009b0m', '\\x1b[31mred\\x9b0m'],
  ['\u009d0;a title\u009c\r\u0007', '\\x9d0;a title\\x9c\\x0d\\x07'],
  ['\u202ereversed\u2069', '\\u202ereversed\\u2069'],
])('%j is shown as it is', (text, shown) => {
  expect(visibleText(text)).toBe(shown)
})
