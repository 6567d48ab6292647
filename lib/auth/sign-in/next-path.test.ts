import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { safeNextPath } from '@/lib/auth/sign-in/next-path'

describe('safeNextPath', () => {
  it.each(['/', '/runtimes', '/runtimes/a%2Fb?tab=logs&x=%2F', '/setup?step=review'])('keeps %s', (path) => {
    expect(safeNextPath(path)).toBe(path)
  })

  it.each([
    undefined,
    null,
    '',
    'runtimes',
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example',
    '\\/evil.example',
    '/\t/evil.example',
    '/\n//evil.example',
    'javascript:alert(1)',
    '/..//evil.example',
    '/.//evil.example',
    '/api/auth/signout',
    '/sign-in?next=/',
  ])('refuses %j', (path) => {
    expect(safeNextPath(path)).toBe('/')
  })

  it('never leaves the console, whatever it is given', () => {
    const parts = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '@',
      ':',
      '?',
      '#',
      '%2f',
      '\t',
      '\n',
      'evil.example',
      'http:',
      'a',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(parts).map((list) => list.join('')),
        ),
        (text) => {
          const target = new URL(safeNextPath(text), 'http://127.0.0.1:3000')
          expect(target.origin).toBe('http://127.0.0.1:3000')
        },
      ),
      { numRuns: 1000 },
    )
  })
})
