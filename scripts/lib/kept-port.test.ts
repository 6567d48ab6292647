import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { keepPort, keptPort } from './kept-port'

const folder = mkdtempSync(path.join(tmpdir(), 'slipway-port-'))
afterAll(() => rmSync(folder, { recursive: true }))
const fresh = (name: string) => path.join(folder, `${name}.json`)

/** A port that was free a moment ago. */
async function somePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

describe('the port of a practice account', () => {
  it('is the first choice on a first start, and then the one that it had', async () => {
    const [first, last] = [await somePort(), await somePort()]
    const file = fresh('kept')
    expect(await keptPort(file, first)).toEqual({ port: first })
    keepPort(file, `http://127.0.0.1:${last}`)
    expect(await keptPort(file, first)).toEqual({ port: last })
    expect(statSync(`${file}.port`).mode & 0o077).toBe(0)
  })

  it('is another one where it is taken, and says which was', async () => {
    const file = fresh('taken')
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    keepPort(file, `http://127.0.0.1:${port}`)
    expect(await keptPort(file, 4566)).toEqual({ port: 0, taken: port })
    other.close()
  })

  it.each(['', ' ', 'x', '0', '-1', '65536', '80.5', '{"port":1}', '\u0000', '9'.repeat(400)])(
    'is the first choice where the file holds %j',
    async (text) => {
      const file = fresh('garbage')
      const first = await somePort()
      writeFileSync(`${file}.port`, text)
      expect(await keptPort(file, first)).toEqual({ port: first })
    },
  )

  it('is the first choice where the file can not be read', async () => {
    const file = fresh('folder')
    const first = await somePort()
    mkdirSync(`${file}.port`)
    expect(await keptPort(file, first)).toEqual({ port: first })
  })
})
