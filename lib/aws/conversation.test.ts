import { beforeEach, describe, expect, it, vi } from 'vitest'
import { attempt } from '@/lib/aws/attempt'
import { apart, asOneCall, conversationSignal, endRenderWith, stopWhenOver } from '@/lib/aws/conversation'
import { everyPage } from '@/lib/aws/paging'

let kept: Map<unknown, unknown> | undefined
let client: AbortController

/** As React's while it renders, for functions without parameters. */
vi.mock('react', async (original) => ({
  ...(await original<typeof import('react')>()),
  cache: (make: () => unknown) => () => {
    const value = kept?.get(make) ?? make()
    kept?.set(make, value)
    return value
  },
}))

beforeEach(() => {
  kept = new Map()
  client = new AbortController()
  endRenderWith(client.signal)
})

describe('what a page asks while it is rendered', () => {
  it('ends when its client leaves: a list asks for no further page', async () => {
    let calls = 0
    const read = () =>
      everyPage(async () => {
        calls += 1
        client.abort()
        return { items: [], nextToken: `t${calls}` }
      })
    expect(await attempt(read)).toMatchObject({ error: { code: 'unavailable' } })
    expect(calls).toBe(1)
  })

  it('does not wait for a call that never answers', async () => {
    const call = attempt(() => asOneCall(() => new Promise<never>(() => undefined)))
    client.abort()
    expect(await call).toMatchObject({ error: { message: expect.stringContaining('given up') } })
  })

  it('goes on where others wait for it, too', async () => {
    client.abort()
    expect(stopWhenOver).toThrow()
    await expect(apart(async () => conversationSignal())).resolves.toBeUndefined()
    expect(await apart(() => asOneCall(async () => 'credentials'))).toBe('credentials')
  })

  it('is no conversation outside of a page', () => {
    kept = undefined
    endRenderWith(AbortSignal.abort())
    expect(conversationSignal()).toBeUndefined()
  })
})
