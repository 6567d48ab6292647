import { describe, expect, it } from 'vitest'
import { attempt } from '@/lib/aws/attempt'
import { apart, whileThere } from '@/lib/aws/conversation'
import { everyPage, MAX_PAGES } from '@/lib/aws/paging'

describe('everyPage', () => {
  it('goes on after an empty page', async () => {
    const pages = [
      { items: [1], nextToken: 'a' },
      { items: [], nextToken: 'b' },
      { items: [2], nextToken: undefined },
    ]
    expect(await everyPage(async () => pages.shift() ?? { items: [], nextToken: undefined })).toEqual([1, 2])
  })

  it.each([
    ['begins anew', (call: number) => `t${call % 3}`, 4, 'began this list anew'],
    ['has no end', (call: number) => `t${call}`, MAX_PAGES, `more than ${MAX_PAGES} pages`],
  ])('refuses a list that %s', async (_what, tokenOf, most, words) => {
    let calls = 0
    const result = await attempt(() => everyPage(async () => ({ items: [calls], nextToken: tokenOf(calls++) })))
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'aws-rejected', message: expect.stringContaining(words) },
    })
    expect(calls).toBe(most)
  })

  it('asks for no more when the client has left', async () => {
    const gone = new AbortController()
    let calls = 0
    const read = () =>
      everyPage(async () => {
        calls += 1
        gone.abort()
        return { items: [], nextToken: `t${calls}` }
      })
    expect(await attempt(() => whileThere(gone.signal, read))).toMatchObject({ error: { code: 'unavailable' } })
    expect(calls).toBe(1)
  })

  it('goes on to the end apart from a client that has left', async () => {
    const pages = [
      { items: [1], nextToken: 'a' },
      { items: [2], nextToken: undefined },
    ]
    const read = () => everyPage(async () => pages.shift() ?? { items: [], nextToken: undefined })
    expect(await whileThere(AbortSignal.abort(), () => apart(read))).toEqual([1, 2])
  })
})
