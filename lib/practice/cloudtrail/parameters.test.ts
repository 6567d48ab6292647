import { AdminCreateUserRequest$, InitiateAuthRequest$ } from '@aws-sdk/client-cognito-identity-provider'
import { NormalizedSchema } from '@smithy/core/schema'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { shownParameters } from '@/lib/practice/cloudtrail/parameters'

it('writes names with a small first letter, and times as text', () => {
  expect(shownParameters({ RoleName: 'a', Tags: [{ Key: 'k', Value: 'v' }], StartTime: new Date(0) })).toEqual({
    roleName: 'a',
    tags: [{ key: 'k', value: 'v' }],
    startTime: '1970-01-01T00:00:00.000Z',
  })
})

it('is null where nothing was given, and says so where it would be too long', () => {
  expect(shownParameters({ Marker: undefined })).toBeNull()
  expect(shownParameters({ PolicyDocument: 'x'.repeat(9000) })).toMatchObject({ omitted: true, originalSize: 9021 })
})

it('hides what the model calls sensitive and what its name gives away, wherever it is', () => {
  const schema = NormalizedSchema.of(AdminCreateUserRequest$)
  const secret = 'hide-me-12'
  fc.assert(
    fc.property(
      fc.constantFrom('TemporaryPassword', 'Username', 'ClientSecret', 'SessionToken'),
      fc.nat(3),
      (name, depth) => {
        const input = Array.from({ length: depth }).reduce<Record<string, unknown>>(
          (inner, _, index) => (index % 2 ? { Deeper: [inner] } : { Inner: inner }),
          { [name]: secret },
        )
        // A user's name is sensitive by the model only, which doesn't know the deeper ones.
        const isKnown = name !== 'Username' || depth === 0
        expect(JSON.stringify(shownParameters(input, schema)).includes(secret)).toBe(!isKnown)
      },
    ),
  )
  const parameters = { AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: 'ann', PASSWORD: secret } }
  expect(JSON.stringify(shownParameters(parameters, NormalizedSchema.of(InitiateAuthRequest$)))).not.toContain(secret)
})
