import { readFileSync } from 'node:fs'
import { get } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BrowserContext, Page } from '@playwright/test'

/** What one look at a page was like. */
export type Visit = {
  /** To the last byte of the page, and until nothing on it says that it is still being read; null: not within the limit. */
  seconds: number | null
  status: number
  /** Resident memory of the console at its highest, in MB. */
  peakMb: number
  /** What the page says in its alerts, else the beginning of its text. */
  says: string
  hasAlert: boolean
  ranScript: boolean
  /** Characters on the page that change others' direction or are controls. */
  controls: number
}

const POLL_MS = 100
/** The browser shows streamed parts up to 300 ms after they came. */
const STILL_MS = 800
const FROZEN_MS = 10_000
const STILL_READING = /^(Reading|Asking|Looking|Connecting|Loading)/

export async function visit(
  context: BrowserContext,
  address: string,
  { pid, limitMs, act }: { pid: number; limitMs: number; act?: ((page: Page) => Promise<void>) | undefined },
): Promise<Visit> {
  const memory = watchMemory(pid)
  const page = await context.newPage()
  const started = performance.now()

  try {
    const answer = await page.goto(address, { waitUntil: 'commit', timeout: limitMs })
    const finished = await Promise.race([answer?.finished().then(() => true), sleep(limitMs, false)])
    await act?.(page)
    const settled = finished ? await untilSettled(page, started + limitMs) : null
    const seconds = settled === null ? null : (settled - started) / 1000
    return { seconds, status: answer?.status() ?? 0, ...(await wordsOf(page)), peakMb: await memory.peak() }
  } catch (error) {
    const says = error instanceof Error ? error.message.slice(0, 120) : String(error)
    return {
      seconds: null,
      status: 0,
      says,
      hasAlert: false,
      ranScript: false,
      controls: 0,
      peakMb: await memory.peak(),
    }
  } finally {
    await page.close()
  }
}

/** When the page last changed, once it says no more that it is being read and stays as it is; null: not before `until`. */
async function untilSettled(page: Page, until: number): Promise<number | null> {
  let text = ''
  let changed = performance.now()

  while (performance.now() < until) {
    const busy = await page.getByRole('status', { name: STILL_READING }).count()
    const now = await textOf(page)

    if (now !== text || busy > 0) {
      text = now
      changed = performance.now()
    }
    if (performance.now() - changed > STILL_MS) {
      return changed
    }
    await sleep(POLL_MS)
  }
  return null
}

/** Throws when the page is so busy that it doesn't answer. */
async function textOf(page: Page): Promise<string> {
  const texts = await Promise.race([page.locator('main').allInnerTexts(), sleep(FROZEN_MS, null)])

  if (texts === null) {
    throw new Error(`The browser is busy with this page for more than ${FROZEN_MS / 1000} s.`)
  }
  return texts.join(' ')
}

async function wordsOf(page: Page): Promise<Pick<Visit, 'says' | 'hasAlert' | 'ranScript' | 'controls'>> {
  const alerts = await page.getByRole('alert').allInnerTexts()
  const said = alerts.map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => text !== '')
  const text = await textOf(page)
  const ranScript = await page.evaluate(() => 'hostile' in window)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is counted.
  const controls = text.match(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g)?.length ?? 0
  const says = (said[0] ?? text.replace(/\s+/g, ' ')).slice(0, 160)
  return { says, hasAlert: said.length > 0, ranScript, controls }
}

export function residentMb(pid: number): number {
  const kb = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kb) / 1024
}

function watchMemory(pid: number): { peak: () => Promise<number> } {
  let peak = residentMb(pid)
  const timer = setInterval(() => {
    peak = Math.max(peak, residentMb(pid))
  }, POLL_MS)
  return {
    peak: async () => {
      await sleep(2 * POLL_MS)
      clearInterval(timer)
      return peak
    },
  }
}

/** Asks for a page and goes away after `stayMs`. */
export async function leave(url: string, cookie: string, stayMs: number): Promise<void> {
  const asked = get(url, { headers: { cookie, accept: 'text/html' }, agent: false }, (answer) => {
    answer.on('error', () => undefined)
    answer.resume()
  })
  asked.on('error', () => undefined)
  await sleep(stayMs)
  asked.destroy()
}
