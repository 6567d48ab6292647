import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'

/** What the account behind the endpoint answered. */
export type Answer = { status: number; headers: Record<string, string>; body: Buffer }

export type Exchange = { requestBody: string; response: ServerResponse; answer: Answer; turn: number }

type Effect = (exchange: Exchange) => Promise<void> | void

const MB = 1024 * 1024
const BODY_BYTES = 200 * MB
const PAGE_MS = 10

/** 64 MB of zeros a member, and gzip allows many: 10 MB on the wire are 10 GB. */
const BOMB_MEMBER = gzipSync(Buffer.alloc(64 * MB))
const BOMB_MEMBERS = 160

/** A script tag, an override of the reading direction, a colour of a terminal, a C1 control and a null width. */
const HOSTILE =
  '<script>window.hostile=1</script><img src=x onerror=window.hostile=1>\u202egnp\u001b[31mred\u009b2J\u200b'

const NAMES =
  'agentRuntimeName|description|failureReason|logGroupName|logStreamName|Name|ClientName|message|Username|name|text'
const JSON_NAMES = new RegExp(`"(${NAMES})":"`, 'g')
const XML_NAMES = /<(RoleName|Description|PolicyName|UserId)>/g

/** By fault, what an endpoint does instead of answering what the account said. */
export const EFFECTS: Record<string, Effect> = {
  'endless pages': async (exchange) => {
    await sleep(PAGE_MS)
    send(exchange, withToken(exchange, `page-${exchange.turn}`))
  },
  'repeated token': async (exchange) => {
    await sleep(PAGE_MS)
    send(exchange, withToken(exchange, 'again'))
  },
  'a byte a second': trickle,
  '200 MB body': (exchange) => flood(exchange.response, 'application/json'),
  'gzip bomb': bomb,
  'cut in the middle': ({ response, answer }) => {
    response.writeHead(answer.status, { ...answer.headers, 'content-length': String(answer.body.byteLength * 2 + 64) })
    response.write(answer.body.subarray(0, Math.ceil(answer.body.byteLength / 2)))
    setTimeout(() => response.destroy(), PAGE_MS)
  },
  'hostile strings': (exchange) => send(exchange, withNames(exchange.answer, HOSTILE)),
  '1 MB names': (exchange) => send(exchange, withNames(exchange.answer, 'n'.repeat(MB))),
}

/** The answer as it is, or with another body. */
export function send({ response, answer }: Pick<Exchange, 'response' | 'answer'>, body = answer.body): void {
  response.writeHead(answer.status, { ...answer.headers, 'content-length': String(body.byteLength) }).end(body)
}

/** The account's list, said to go on. What is no list stays as it is. */
function withToken({ answer, requestBody }: Exchange, token: string): Buffer {
  const text = answer.body.toString()

  if (text.startsWith('<')) {
    const more = `<IsTruncated>true</IsTruncated><Marker>${token}</Marker>`
    return Buffer.from(text.replace(/<IsTruncated>false<\/IsTruncated>|<IsTruncated\s*\/>/, more))
  }
  if (/"tools":\[/.test(text)) {
    const id = /"id":(\d+)/.exec(requestBody)?.[1] ?? '0'
    return Buffer.from(text.replace('"tools":[', `"nextCursor":"${token}","tools":[`).replace(/"id":\d+/, `"id":${id}`))
  }
  if (!text.startsWith('{') || !/":\s*\[/.test(text)) {
    return answer.body
  }
  const tokens = ['nextToken', 'NextToken', 'PaginationToken'].map((name) => `"${name}":"${token}"`)
  return Buffer.from(text.replace('{', `{${tokens.join(',')}${/^\{\s*\}/.test(text) ? '' : ','}`))
}

function withNames({ body }: Answer, name: string): Buffer {
  const text = body.toString()
  const quoted = JSON.stringify(name).slice(1, -1)
  const escaped = name.replace(/</g, '&lt;')
  return Buffer.from(
    text.startsWith('<') ? text.replace(XML_NAMES, `<$1>${escaped}`) : text.replace(JSON_NAMES, `"$1":"${quoted}`),
  )
}

function trickle({ response, answer }: Exchange): void {
  response.writeHead(answer.status, { ...answer.headers, 'content-length': String(answer.body.byteLength) })
  response.flushHeaders()
  let sent = 0
  const timer = setInterval(() => {
    response.write(answer.body.subarray(sent, sent + 1))
    sent += 1
  }, 1000)
  response.on('close', () => clearInterval(timer))
}

function flood(response: ServerResponse, type: string): void {
  response.writeHead(200, { 'content-type': type })
  response.write('{"message":"')
  pour(response, Buffer.alloc(MB / 4, 'a'), (4 * BODY_BYTES) / MB)
}

function bomb({ response, answer }: Exchange): void {
  const type = answer.headers['content-type'] ?? 'application/json'
  response.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip' })
  pour(response, BOMB_MEMBER, BOMB_MEMBERS)
}

/** As fast as it is read. */
function pour(response: ServerResponse, chunk: Buffer, times: number): void {
  let left = times
  const more = () => {
    while (left > 0 && !response.destroyed) {
      left -= 1

      if (!response.write(chunk)) {
        response.once('drain', more)
        return
      }
    }
    response.end()
  }
  more()
}
