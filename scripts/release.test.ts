import { expect, it } from 'vitest'
import { whyNotReleased } from './package/release-notes.mjs'

const NOTES = '# Changelog\n\n## 1.2.0\n\n- Better.\n\n## 1.1.0\n\n- Good.\n'

it.each([
  ['all is told', '1.2.0', NOTES, '1.2.0', []],
  ['the changelog begins with another version', '1.3.0', NOTES, '1.3.0', [/begins with "## 1\.2\.0"/]],
  ['it says nothing', '1.2.0', NOTES.replace('- Better.', ''), '1.2.0', [/says nothing/]],
  ['the lock file is older', '1.2.0', NOTES, '1.1.0', [/package-lock\.json says 1\.1\.0/]],
  ['it is no version', 'next', NOTES.replace('1.2.0', 'next'), 'next', [/no version/]],
  ['there is no changelog', '1.2.0', '', '1.2.0', [/begins with ""/, /says nothing/]],
])('finds what keeps a version from being released where %s', (_, version, changelog, lock, wanted) => {
  const found = whyNotReleased(version, changelog, lock)
  expect(found).toHaveLength(wanted.length)
  expect(found.every((text: string, index: number) => wanted[index]?.test(text))).toBe(true)
})
