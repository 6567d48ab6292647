import { once } from 'node:events'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { isFree } from './kept-port'
import { holdOther, isFreeForBoth } from './other-family'

async function listening(host: string): Promise<{ server: Server; port: number }> {
  const server = createServer((asked, answer) => answer.end(`${host} ${asked.headers.host}`))
  server.listen(0, host)
  await once(server, 'listening')
  return { server, port: (server.address() as AddressInfo).port }
}

function ask(host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    request({ host, port, headers: { host: 'slipway.localhost' } }, (answer) => resolve(text(answer)))
      .on('error', reject)
      .end()
  })
}

it.runIf(await isFree(0, '::1'))('leads a browser that comes by the other address to the console', async () => {
  const { server, port } = await listening('127.0.0.1')
  const held = await holdOther(port, '127.0.0.1')
  expect(await ask('::1', port)).toBe('127.0.0.1 slipway.localhost')
  held?.close()
  server.close()
})

it.runIf(await isFree(0, '::1'))('does not take a port that somebody else has on the other address', async () => {
  const { server, port } = await listening('::1')
  expect(await isFreeForBoth(port, '127.0.0.1')).toBe(false)
  await expect(holdOther(port, '127.0.0.1')).rejects.toMatchObject({ code: 'EADDRINUSE' })
  server.close()
})

it('has nothing to hold for an address that is not this computer’s own', async () => {
  expect(await holdOther(0, '0.0.0.0')).toBeNull()
})
