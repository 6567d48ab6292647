import { type ClientRequest, request } from 'node:http'

/** What it is asked for, as JSON in its only argument. A reader has all of it when it has read `last`. */
export type ReadersTask = { url: string; cookie: string; readers: number; last: string }
export type ReadersFigures = { bytes: number; ms: number }

/** Opens so many streams of a log at once and reads each as fast as it comes, to the last line that is there. */
async function readAll({ url, cookie, readers, last }: ReadersTask): Promise<ReadersFigures> {
  const started = performance.now()
  const sizes = await Promise.all(Array.from({ length: readers }, () => readOne(url, cookie, last)))
  return { bytes: sizes.reduce((sum, size) => sum + size, 0), ms: performance.now() - started }
}

function readOne(url: string, cookie: string, last: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let bytes = 0
    let tail = ''
    const sent: ClientRequest = request(url, { headers: { cookie }, agent: false }, (answer) => {
      if (answer.statusCode !== 200) {
        reject(new Error(`The stream answered ${answer.statusCode}.`))
      }
      answer.setEncoding('latin1').on('data', (chunk: string) => {
        bytes += chunk.length

        if ((tail + chunk).includes(last)) {
          resolve(bytes)
          sent.destroy()
        }
        tail = chunk.slice(-last.length)
      })
    })
    sent.on('error', reject)
    sent.end()
  })
}

const task = JSON.parse(process.argv[2] ?? '{}') as ReadersTask
process.stdout.write(JSON.stringify(await readAll(task)))
