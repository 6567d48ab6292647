import { request } from 'node:http'

export type FirstByte = { status: number /** From sending the request to the first byte of the body. */; ms: number }

/** Asks for a page and reads it to its end. */
export function firstByte(url: string, cookie: string): Promise<FirstByte> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const sent = request(url, { headers: { cookie, accept: 'text/html' } }, (answer) => {
      let ms = Number.NaN
      answer.once('data', () => {
        ms = performance.now() - started
      })
      answer.resume()
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, ms }))
    })
    sent.on('error', reject)
    sent.end()
  })
}
