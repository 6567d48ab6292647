import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clientOf, readChoice } from '@/lib/clients/choice'

describe('the choice that an address names', () => {
  it('is taken as it is', () => {
    const choice = { client: 'zed', os: 'windows', form: 'command', launcher: 'docker', server: 'managed' } as const
    expect(readChoice(choice, 'mac')).toEqual(choice)
  })

  it('falls back to what is shown first, whatever the address says', () => {
    const value = fc.oneof(fc.string(), fc.array(fc.string()), fc.constantFrom('__proto__', 'constructor', 'toString'))
    const first = { client: 'claude-code', os: 'linux', form: 'file', launcher: 'uvx', server: 'runtime' }
    fc.assert(
      fc.property(value, (odd) => {
        const search = { client: odd, os: odd, form: odd, launcher: odd, server: odd }
        expect(readChoice(search, 'linux')).toEqual(first)
      }),
    )
    expect(clientOf({ client: 'nobody' }).id).toBe('claude-code')
  })
})
