import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** What the data plane answers, before it is written out. */
export type Answer = {
  status: number
  headers: Record<string, string>
  body: string | ReadableStream<Uint8Array> | null
}

/** Carries an answer that isn't the service's usual error out of the middle of a request. */
export class Refusal extends Error {
  readonly answer: Answer

  constructor(answer: Answer) {
    super(`Answered with status ${answer.status}.`)
    this.name = 'Refusal'
    this.answer = answer
  }
}

export async function writeAnswer(response: ServerResponse, { status, headers, body }: Answer): Promise<void> {
  response.writeHead(status, headers)

  if (body === null || typeof body === 'string') {
    response.end(body ?? undefined)
    return
  }
  // A client that hangs up in the middle is no failure of ours.
  await pipeline(Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]), response).catch(() => undefined)
}
