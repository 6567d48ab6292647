import { request } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { type CallbackServer, callbackServer } from '@/lib/sign-ins/flows/callback-server'

let server: CallbackServer

afterEach(() => server.close())

const start = async (timeoutMs = 10_000) => {
  server = await callbackServer({ host: '127.0.0.1', port: 0, state: 'mine', timeoutMs })
  return server
}
const get = async (query: string, init?: RequestInit) => {
  const answer = await fetch(`${server.redirectUri}${query}`, init)
  return { status: answer.status, text: await answer.text(), policy: answer.headers.get('content-security-policy') }
}

describe('the place where the browser comes back', () => {
  it('takes the first answer with the right state, once, and says that one may close the page', async () => {
    const { answer } = await start()
    expect(await get('?state=mine&code=a')).toMatchObject({
      status: 200,
      text: expect.stringContaining('You may close this window'),
      policy: expect.stringContaining("default-src 'none'"),
    })
    expect((await answer).get('code')).toBe('a')
    expect(await get('?state=mine&code=b')).toMatchObject({ status: 409 })
    expect((await answer).get('code')).toBe('a')
  })

  it('goes on waiting after a wrong state, another path, another method and another name of this computer', async () => {
    const { answer, redirectUri } = await start()
    expect(await get('?state=yours&code=a')).toMatchObject({ status: 400 })
    expect(await get('?code=a')).toMatchObject({ status: 400 })
    expect(await get('/more?state=mine&code=a')).toMatchObject({ status: 404 })
    expect(await get('?state=mine&code=a', { method: 'POST' })).toMatchObject({ status: 404 })
    const rebound = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { host: 'evil.example' }
      request(`${redirectUri}?state=mine&code=a`, { headers }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
        .on('error', reject)
        .end()
    })
    expect(rebound).toBe(404)
    await get('?state=mine&code=right')
    expect((await answer).get('code')).toBe('right')
  })

  it('shows nothing of what it was sent', async () => {
    await start()
    expect((await get('?state=mine&error=%3Cscript%3E&error_description=hello')).text).not.toMatch(/script|hello/)
  })

  it('gives up in the end, and says when its port is taken', async () => {
    const { answer, redirectUri } = await start(20)
    await expect(answer).rejects.toMatchObject({ failure: { code: 'timeout' } })
    const port = Number(new URL(redirectUri).port)
    await expect(callbackServer({ host: '127.0.0.1', port, state: 'x', timeoutMs: 1000 })).rejects.toMatchObject({
      failure: { code: 'conflict', remedy: expect.stringContaining('--port') },
    })
  })
})
