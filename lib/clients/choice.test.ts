import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clientGroups, clientOf, readChoice, waysTo } from '@/lib/clients/choice'
import { CLIENTS } from '@/lib/clients/registry'
import { rememberedText } from '@/lib/clients/remembered'

const seen = { os: 'linux', isLocal: true } as const

describe('the choice that an address names', () => {
  it('is taken as it is', () => {
    const choice = { client: 'zed', os: 'windows', form: 'command', launcher: 'docker', server: 'managed' } as const
    expect(readChoice(choice, { os: 'mac', isLocal: true })).toEqual(choice)
  })

  it('falls back to what is shown first, whatever the address says', () => {
    const value = fc.oneof(fc.string(), fc.array(fc.string()), fc.constantFrom('__proto__', 'constructor', 'toString'))
    const first = { client: 'claude-code', os: 'linux', form: 'file', launcher: 'slipway', server: 'runtime' }
    fc.assert(
      fc.property(value, (odd) => {
        const search = { client: odd, os: odd, form: odd, launcher: odd, server: odd }
        expect(readChoice(search, { ...seen, remembered: String(odd) })).toEqual(first)
      }),
    )
    expect(clientOf({ client: 'nobody' }).id).toBe('claude-code')
  })

  it('is the last one where the address says nothing else', () => {
    const last = readChoice({ client: 'zed', os: 'windows', launcher: 'docker' }, seen)
    const remembered = rememberedText(last)
    expect(readChoice({}, { ...seen, remembered })).toEqual(last)
    expect(readChoice({ client: 'cursor' }, { ...seen, remembered })).toEqual({ ...last, client: 'cursor' })
  })

  it('leads through Slipway only where a client can start it, and to a runtime', () => {
    expect(readChoice({}, { ...seen, isLocal: false }).launcher).toBe('uvx')
    expect(readChoice({ launcher: 'slipway' }, { ...seen, isLocal: false }).launcher).toBe('uvx')
    expect(readChoice({ server: 'managed', launcher: 'slipway' }, seen).launcher).toBe('uvx')
    const labels = (auth: 'sigv4' | 'jwt', isLocal: boolean) =>
      waysTo(auth, isLocal).flatMap(({ ways }) => ways.map(({ label }) => label))
    expect(labels('sigv4', true)[0]).toBe('through Slipway')
    expect(labels('jwt', true)[0]).toBe('through Slipway')
    expect(labels('jwt', false)).not.toContain('through Slipway')
    expect(labels('jwt', false).join()).not.toContain('through the proxy,')
  })
})

it('offers every client once, the likeliest first and the old ones marked', () => {
  const offered = clientGroups().flatMap(({ clients }) => clients)
  expect(offered.map(({ id }) => id)).toEqual(CLIENTS.map(({ id }) => id))
  expect(offered.find(({ id }) => id === 'amazon-q')?.name).toBe('Amazon Q CLI (legacy)')
})

it('puts the clients of this computer on top, each once', () => {
  const [first, ...others] = clientGroups(new Set(['zed', 'cursor']))
  expect(first).toMatchObject({ heading: 'On this computer', clients: [{ id: 'cursor' }, { id: 'zed' }] })
  const ids = [first, ...others].flatMap((group) => group?.clients.map(({ id }) => id) ?? [])
  expect(ids.toSorted()).toEqual(CLIENTS.map(({ id }) => id).toSorted())
})
