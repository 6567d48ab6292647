import { setTimeout as sleep } from 'node:timers/promises'
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import { deployed } from '@/e2e/support/deployed'
import { type Stack, startStack } from '@/e2e/support/stack'
import { sessionCookie } from '@/e2e/support/test'
import { NO_DELAYS } from '@/lib/practice/testing/account'
import { findChromium, howToGetOne } from '@/scripts/lib/chromium.mjs'
import { say } from '@/scripts/lib/say.mjs'
import { EFFECTS } from './faults/effects'
import { type Endpoint, startEndpoint } from './faults/endpoint'
import { leave, residentMb, type Visit, visit } from './faults/visit'
import type { Measurement } from './report'

/** One request may take as long, a list four times (`SLIPWAY_AWS_TIMEOUT_MS` in docs/configuration.md). */
const REQUEST_MS = 2_000
/** A whole list, and a second for the page around it. */
const GOAL_SECONDS = (4 * REQUEST_MS) / 1000 + 1
const GOAL_MB = 150
const LIMIT_MS = 20_000
/** A client that leaves does so when the first requests are under way. */
const STAY_MS = 1_000
/** What is on its way at that moment still arrives. */
const GRACE_MS = 300
const LATE_MS = 700

type Place = { address: string; act?: (page: Page) => Promise<void> }
type Bench = { stack: Stack; context: BrowserContext; cookie: string; pid: number; idleMb: number }
type Row = Visit & {
  fault: string
  service: string
  address: string
  requests: number
  noList: boolean
  late: number
  leftLate: number
}

/** By the end of AWS_ENDPOINT_URL_…, the pages that ask that service. */
const PAGES: Record<string, (id: string, signed: string) => Place[]> = {
  BEDROCK_AGENTCORE_CONTROL: (id) => [{ address: '/' }, { address: `/runtimes/${id}` }],
  IAM: () => [{ address: '/roles' }, { address: '/roles/slipway-awsapimcpserver-us-east-1' }],
  CLOUDWATCH_LOGS: (id) => [{ address: '/logs' }, { address: `/runtimes/${id}/logs` }],
  COGNITO_IDENTITY_PROVIDER: (id) => [{ address: '/' }, { address: `/tokens/${id}` }],
  STS: () => [{ address: '/settings' }],
  BEDROCK_AGENTCORE: (_, signed) => [{ address: `/runtimes/${signed}/tester`, act: connect }],
}

/**
 * The built console in front of endpoints of its own that misbehave: how long a page takes then, how much memory, what it says, and
 * whether requests go on when the client has left. `npm run bench -- faults [SERVICE…]` prints a table.
 */
export async function benchFaults(): Promise<Measurement[]> {
  const executablePath = findChromium()

  if (!executablePath) {
    say(howToGetOne)
    return []
  }
  const endpoints = new Map<string, Endpoint>()

  for (const service of Object.keys(PAGES)) {
    endpoints.set(service, await startEndpoint())
  }
  const stack = await startStack({ practice: { delays: NO_DELAYS }, chain: true, env: environment(endpoints) })
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })

  try {
    for (const endpoint of endpoints.values()) {
      endpoint.leadTo(stack.practice.url)
    }
    const cookie = await sessionCookie(stack)
    const context = await browser.newContext({ baseURL: stack.url })
    await context.addCookies([{ name: 'slipway.session', value: cookie, url: stack.url, httpOnly: true }])
    await measureAll(
      { stack, context, cookie: `slipway.session=${cookie}`, pid: stack.pid() ?? 0, idleMb: 0 },
      endpoints,
    )
    return []
  } finally {
    await browser.close()
    await stack.stop()
    for (const endpoint of endpoints.values()) {
      endpoint.close()
    }
  }
}

function environment(endpoints: Map<string, Endpoint>): Record<string, string> {
  const addresses = [...endpoints].map(([service, { url }]) => [`AWS_ENDPOINT_URL_${service}`, url])
  return { ...Object.fromEntries(addresses), SLIPWAY_AWS_TIMEOUT_MS: String(REQUEST_MS) }
}

async function measureAll(bench: Bench, endpoints: Map<string, Endpoint>): Promise<void> {
  const id = await deployed(bench.stack, { authType: 'jwt' })
  const signed = await deployed(bench.stack, { name: 'signed' })
  const named = Object.keys(PAGES).filter((service) => process.argv.includes(service))
  const services = named.length > 0 ? named : Object.keys(PAGES)
  const places = (service: string) => PAGES[service]?.(id, signed) ?? []

  for (const place of Object.keys(PAGES).flatMap(places)) {
    const calm = await visit(bench.context, place.address, { pid: bench.pid, limitMs: LIMIT_MS, act: place.act })
    say(`calm: ${place.address} ${calm.status} in ${calm.seconds?.toFixed(1)} s: ${calm.says}`)
  }
  await sleep(2_000)
  const idleMb = residentMb(bench.pid)
  say(
    `idle: ${idleMb.toFixed(0)} MB. Goals: ${GOAL_SECONDS} s, ${GOAL_MB} MB over idle, a page that says what happened.`,
  )
  console.log(
    '| fault | service | page | status | seconds | MB over idle | requests | late | left: late | verdict | it says |',
  )
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |')

  for (const service of services) {
    for (const fault of Object.keys(EFFECTS)) {
      for (const place of places(service)) {
        const endpoint = endpoints.get(service)
        const row = endpoint && (await measure({ ...bench, idleMb }, endpoint, place, fault))
        console.log(
          row
            ? lineOf({ ...row, service, address: place.address.replace(id, 'ID').replace(signed, 'ID') }, idleMb)
            : '',
        )
      }
    }
  }
}

async function measure(bench: Bench, endpoint: Endpoint, { address, act }: Place, fault: string) {
  const { context, pid, stack, cookie } = bench
  endpoint.strike(fault)
  const before = endpoint.requests.length
  const seen = await visit(context, address, { pid, limitMs: LIMIT_MS, act })
  const requests = endpoint.requests.length - before
  const late = await countLate(endpoint)
  const noList = /pages|token/.test(fault) && endpoint.laterPages() === 0
  const isLong = (seen.seconds ?? LIMIT_MS) > (2 * STAY_MS) / 1000

  if (isLong) {
    await leave(`${stack.url}${address}`, cookie, STAY_MS)
  }
  const leftLate = isLong ? await countLate(endpoint) : 0
  endpoint.strike(undefined)
  return { ...seen, fault, requests, noList, late, leftLate }
}

/** Requests that come although nobody waits for them any more. */
async function countLate({ requests }: Endpoint): Promise<number> {
  const left = performance.now() + GRACE_MS
  await sleep(GRACE_MS + LATE_MS)
  return requests.filter((at) => at > left).length
}

function lineOf(row: Row, idleMb: number): string {
  const over = row.peakMb - idleMb
  const cells = [row.fault, row.service, row.address, row.status, row.seconds?.toFixed(1) ?? `> ${LIMIT_MS / 1000}`]
  const counts = [over.toFixed(0), row.requests, row.late, row.leftLate]
  return `| ${[...cells, ...counts, verdict(row, over), row.says.replaceAll('|', '/')].join(' | ')} |`
}

function verdict(row: Row, over: number): string {
  if (row.requests === 0) {
    return 'not asked'
  }
  if (row.noList) {
    return 'no list'
  }
  const isText = /strings|names/.test(row.fault)
  const misses = [
    (row.seconds ?? Number.POSITIVE_INFINITY) > GOAL_SECONDS ? 'slow' : '',
    over > GOAL_MB ? 'memory' : '',
    !isText && !row.hasAlert ? 'says nothing' : '',
    row.ranScript ? 'ran a script' : '',
    row.controls > 0 ? `${row.controls} controls shown` : '',
    row.late + row.leftLate > 0 ? 'asks on' : '',
  ].filter((miss) => miss !== '')
  return misses.length === 0 ? 'met' : misses.join(', ')
}

async function connect(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Connect', exact: true }).click({ timeout: 5_000 })
  await page.getByRole('button', { name: 'Connecting…' }).waitFor({ state: 'hidden', timeout: 60_000 })
}
