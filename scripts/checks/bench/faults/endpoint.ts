import { once } from 'node:events'
import { createServer, type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { type Answer, EFFECTS, type Exchange, send } from './effects'

/** One service's address: the account's answers, or what a fault makes of them. */
export type Endpoint = {
  url: string
  /** Where the account answers; before the first request. */
  leadTo: (accountUrl: string) => void
  /** From now on; undefined: as the account answers. */
  strike: (fault: string | undefined) => void
  /** When each request came, by `performance.now()`. */
  requests: number[]
  /** How many of them asked for a later page of a list, since the last strike. */
  laterPages: () => number
  close: () => void
}

export async function startEndpoint(): Promise<Endpoint> {
  const first = new Map<string, Answer>()
  const requests: number[] = []
  let accountUrl = ''
  let laterPages = 0
  let fault: string | undefined

  const serve = async (incoming: IncomingMessage, response: Exchange['response']) => {
    requests.push(performance.now())
    const turn = requests.length
    const effect = fault === undefined ? undefined : EFFECTS[fault]
    const body = await buffer(incoming)
    laterPages += hasToken(incoming, body) ? 1 : 0
    const kept = first.get(operationOf(incoming, body))
    // A later page of a list that the account doesn't have: its signature is for a token that the account never gave.
    const answer = effect && kept && hasToken(incoming, body) ? kept : await ask(accountUrl, incoming, body)

    if (effect && !hasToken(incoming, body)) {
      first.set(operationOf(incoming, body), answer)
    }
    const exchange = { requestBody: body.toString(), response, answer, turn }
    await (effect ?? send)(exchange)
  }
  const server = createServer((incoming, response) => {
    response.on('error', () => undefined)
    serve(incoming, response).catch(() => response.destroy())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    laterPages: () => laterPages,
    leadTo: (url) => {
      accountUrl = url
    },
    strike: (next) => {
      fault = next
      first.clear()
      laterPages = 0
      server.closeAllConnections()
    },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

function operationOf({ headers, method, url = '' }: IncomingMessage, body: Buffer): string {
  const action = /(^|&)Action=(\w+)/.exec(body.toString())?.[2] ?? /"method":"([\w/]+)"/.exec(body.toString())?.[1]
  return [method, url.split('?')[0], headers['x-amz-target'], action].join(' ')
}

function hasToken({ url = '' }: IncomingMessage, body: Buffer): boolean {
  return /page-\d+|again/.test(url) || /[=":](page-\d+|again)/.test(body.toString())
}

/** The request as it came, its Host header included, which is signed. */
async function ask(accountUrl: string, incoming: IncomingMessage, body: Buffer): Promise<Answer> {
  const { method, headers, url } = incoming
  const sent = request(new URL(accountUrl), { method: method ?? 'GET', headers, path: url ?? '/', agent: false })
  sent.end(body)
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  const kept = Object.entries(answer.headers).filter(([name]) => !HOP.has(name))
  return {
    status: answer.statusCode ?? 500,
    headers: Object.fromEntries(kept.map(([name, value]) => [name, String(value)])),
    body: await buffer(answer),
  }
}

const HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length'])
