import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Connection, connectionKey, isRegionName, parseConnectionKey } from '@/lib/aws/connection'
import { connectionChoice } from '@/lib/aws/connection-choice'
import { agentCoreRegion, agentCoreRegions } from '@/lib/aws/regions'

const region = fc.constantFrom(...agentCoreRegions.map(({ name }) => name), 'cn-north-1', 'eusc-de-east-1')
const profileName = fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme' })
const source: fc.Arbitrary<Connection['source']> = fc.oneof(
  fc.constant({ type: 'practice' } as const),
  fc.constant({ type: 'chain' } as const),
  profileName.map((profile) => ({ type: 'profile', profile }) as const),
)

describe('connection keys', () => {
  it('name one connection each', () => {
    expect(connectionKey({ source: { type: 'profile', profile: 'a/b' }, region: 'eu-west-1' })).toBe(
      'profile:a%2Fb/eu-west-1',
    )
    fc.assert(
      fc.property(fc.record({ source, region }), (connection) => {
        expect(parseConnectionKey(connectionKey(connection))).toEqual(connection)
      }),
    )
  })

  it.each(['', '/', 'practice', 'practice/', '/us-east-1', 'x/us-east-1', 'profile:/us-east-1', 'profile:%/us-east-1'])(
    'are not %j',
    (key) => {
      expect(parseConnectionKey(key)).toBeUndefined()
    },
  )

  it('survive anything', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const connection = parseConnectionKey(text)
        expect(connection === undefined || isRegionName(connection.region)).toBe(true)
      }),
    )
  })
})

describe('region names', () => {
  it('are those of AgentCore, us-east-1 first, and others of the same form', () => {
    expect(agentCoreRegions).toHaveLength(22)
    expect(agentCoreRegions[0]?.name).toBe('us-east-1')
    expect(agentCoreRegions.map(({ name }) => name).filter((name) => !isRegionName(name))).toEqual([])
    expect(agentCoreRegion('eu-south-2')?.isOptIn).toBe(true)
    expect(agentCoreRegion('eu-west-1')?.isOptIn).toBeUndefined()
    expect(isRegionName('mx-central-1')).toBe(true)
  })

  it.each(['', 'us-east', 'us-east-1a', 'evil.example/us-east-1', 'us-east-1\n', 'US-EAST-1'])('are not %j', (name) => {
    expect(isRegionName(name)).toBe(false)
  })
})

describe('the choice of a connection', () => {
  it.each([
    [
      { source: 'practice', region: 'us-east-1' },
      { source: { type: 'practice' }, region: 'us-east-1' },
    ],
    [
      { source: 'chain', region: ' EU-West-1 ' },
      { source: { type: 'chain' }, region: 'eu-west-1' },
    ],
    [
      { source: 'profile:a:b', region: 'eu-west-1' },
      { source: { type: 'profile', profile: 'a:b' }, region: 'eu-west-1' },
    ],
  ])('%j', (input, connection) => {
    expect(connectionChoice.parse(input)).toEqual(connection)
  })

  it.each([
    { source: 'profile:', region: 'us-east-1' },
    { source: 'other', region: 'us-east-1' },
    { source: 'chain', region: 'evil.example' },
    { source: 'chain' },
    {},
  ])('is not %j', (input) => {
    expect(connectionChoice.safeParse(input).success).toBe(false)
  })
})
