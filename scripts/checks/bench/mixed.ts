import { readdirSync } from 'node:fs'
import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Stack, startStack } from '@/e2e/support/stack'
import { sessionCookie } from '@/e2e/support/test'
import { median } from '@/lib/format/median'
import { logRequests } from '@/lib/logs/addresses'
import { appendLogEvents } from '@/lib/practice/logs/store'
import { NO_DELAYS } from '@/lib/practice/testing/account'
import { say } from '@/scripts/lib/say.mjs'
import { residentMb } from './faults/visit'
import { firstByte } from './pages/first-byte'
import type { Measurement } from './report'

const GROUP = '/bench/mixed'
const MINUTES = 30
const SAMPLE_MS = 60_000
const PAGE_EVERY_MS = 400
const READER_EVERY_MS = 300
const READS_MS = 6_000
const LINE_EVERY_MS = 200
const PAGES = ['/', '/runtimes', '/roles', '/logs', '/tokens', '/settings', '/logs/explain', '/setup']

type Sample = { minute: number; mb: number; files: number; firstByteMs: number }

/** Half an hour of pages, and of readers of a growing log that come and go: memory, open files and first byte at its end beside its beginning. */
export async function benchMixed(): Promise<Measurement[]> {
  const stack = await startStack({ practice: { delays: NO_DELAYS } })

  try {
    const cookie = `slipway.session=${await sessionCookie(stack)}`
    const samples = await load(stack, cookie)
    const third = Math.ceil(samples.length / 3)
    const of = (name: string, unit: Measurement['unit'], pick: (sample: Sample) => number): Measurement => ({
      name: `${name}, last ten of ${MINUTES} minutes`,
      peer: 'the first ten',
      unit,
      runs: samples.slice(-third).map(pick),
      peerRuns: samples.slice(0, third).map(pick),
    })
    return [
      of('resident memory', 'bytes', ({ mb }) => mb * 1e6),
      of('open files', 'files', ({ files }) => files),
      of('first byte of a page', 'ms', ({ firstByteMs }) => firstByteMs),
    ]
  } finally {
    await stack.stop()
  }
}

async function load({ url, practice, pid }: Stack, cookie: string): Promise<Sample[]> {
  const { state, region } = practice
  const stream = `${url}${logRequests.stream({ connection: `practice/${region}`, group: GROUP, newest: 200 })}`
  const took: number[] = []
  const failures: number[] = []
  let count = 0
  const timers = [
    setInterval(() => {
      const message = `line ${count} `.padEnd(120, 'x')
      appendLogEvents(state, { region, group: GROUP, stream: 's', events: [{ timestamp: Date.now(), message }] })
    }, LINE_EVERY_MS),
    setInterval(() => void read(stream, cookie), READER_EVERY_MS),
    setInterval(() => {
      count += 1
      void firstByte(`${url}${PAGES[count % PAGES.length]}`, cookie).then(
        ({ status, ms }) => (status === 200 ? took.push(ms) : failures.push(status)),
        () => failures.push(0),
      )
    }, PAGE_EVERY_MS),
  ]
  const samples: Sample[] = []

  for (let minute = 1; minute <= MINUTES; minute += 1) {
    await sleep(SAMPLE_MS)
    const server = pid() ?? 0
    const files = readdirSync(`/proc/${server}/fd`).length
    const sample = { minute, mb: residentMb(server), files, firstByteMs: median(took.splice(0)) ?? Number.NaN }
    samples.push(sample)
    say(
      `minute ${minute}: ${sample.mb.toFixed(0)} MB, ${files} files, first byte ${sample.firstByteMs.toFixed(1)} ms, ${failures.length} failed`,
    )
  }
  timers.forEach(clearInterval)
  return samples
}

/** Reads a stream for some seconds, then hangs up. */
function read(url: string, cookie: string): Promise<void> {
  return new Promise((resolve) => {
    const sent = request(url, { headers: { cookie }, agent: false }, (answer) => void answer.resume())
    sent.on('error', () => resolve())
    sent.end()
    setTimeout(() => {
      sent.destroy()
      resolve()
    }, READS_MS)
  })
}
