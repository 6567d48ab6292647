import { request } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Serving, serveOverHttp } from '@/lib/bridge/serve-http'

let serving: Serving
let opened = 0

beforeAll(async () => {
  const open = () => {
    opened += 1
    return { take: () => undefined, end: async () => undefined }
  }
  serving = await serveOverHttp({ host: '127.0.0.1', port: 0, token: 'known', open })
})
afterAll(() => serving.close())

const CALL = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'x', arguments: {} } }

/** The status of a call with these headers besides the usual ones. */
function statusOf(headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const usual = {
      authorization: 'Bearer known',
      accept: 'application/json, text/event-stream',
      'content-type': 'application/json',
    }
    const sent = request(serving.url, { method: 'POST', headers: { ...usual, ...headers } }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    })
    sent.once('error', reject)
    sent.end(JSON.stringify(CALL))
  })
}

it.each([
  ['another host', { host: 'evil.example' }, 403],
  ['a host that only seems to be this one', { host: 'evil.example@127.0.0.1' }, 403],
  ['a host with more behind it', { host: '127.0.0.1#.evil.example' }, 403],
  ['a page elsewhere', { origin: 'https://evil.example' }, 403],
  ['a page without an origin', { origin: 'null' }, 403],
  ['another token', { authorization: 'Bearer other' }, 401],
  ['a session of before a restart, which a client begins anew at 404', { 'mcp-session-id': 'gone' }, 404],
])('lets in nobody with %s', async (_, headers, status) => {
  expect(await statusOf(headers)).toBe(status)
  expect(opened).toBe(0)
})
