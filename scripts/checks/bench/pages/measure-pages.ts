import { writeFileSync } from 'node:fs'
import { type Browser, chromium } from '@playwright/test'
import { launch, openLaunch, runtimeIdFrom } from '@/e2e/support/journeys'
import { type Stack, startStack } from '@/e2e/support/stack'
import { sessionCookie } from '@/e2e/support/test'
import { findChromium } from '@/scripts/lib/chromium.mjs'
import { firstByte } from './first-byte'
import { type Vitals, vitalsOf } from './vitals'

export type PageFigures = {
  address: string
  /** Gzip bytes of the scripts that the page loads until the network is idle. */
  scriptBytes: number
  /** From sending the request to the first byte of the body, signed in and warm, in ms. */
  firstByteMs: number[]
  /** On a processor slowed to a quarter, each size once. */
  vitals: { desktop: Vitals; phone: Vitals }
}

const SIZES = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } }

/** The role that the launch makes, in the permission editor. */
const EDITOR_ADDRESS = '/roles/slipway-awsapimcpserver-us-east-1'

const REQUESTS = 30
const WARM_UP = 5
const IDLE_LIMIT_MS = 10_000

async function measure(browser: Browser, stack: Stack): Promise<PageFigures[]> {
  const context = await signedInContext(browser, stack)
  const page = await context.newPage()
  await openLaunch(page)
  await launch(page)
  const id = await runtimeIdFrom(page)
  await context.close()
  const tabs = ['', '/connect', '/calls', '/tester', '/permissions', '/logs', '/versions', '/settings', '/delete'].map(
    (tab) => `/runtimes/${id}${tab}`,
  )
  const group = `/logs/${encodeURIComponent(`/aws/bedrock-agentcore/runtimes/${id}-DEFAULT`)}`
  const pages = [
    '/empty',
    '/',
    '/setup',
    '/setup?step=server',
    '/setup?step=launch',
    '/runtimes',
    '/roles',
    '/logs',
    '/tokens',
    '/settings',
    '/settings/practice',
    EDITOR_ADDRESS,
    '/logs/explain',
    '/logs/search',
    group,
  ]
  const figures: PageFigures[] = []

  for (const address of [...pages, ...tabs]) {
    const scriptBytes = await scriptBytesOf(browser, stack, address)
    const name = address === group ? '/logs/GROUP' : address.replace(id, 'ID')
    const firstByteMs = await firstBytesOf(stack, address)
    const desktop = await vitalsAt(browser, stack, address, SIZES.desktop)
    const phone = await vitalsAt(browser, stack, address, SIZES.phone)
    figures.push({ address: name, scriptBytes, firstByteMs, vitals: { desktop, phone } })
  }
  return figures
}

async function signedInContext(browser: Browser, stack: Stack, viewport?: { width: number; height: number }) {
  const context = await browser.newContext({ baseURL: stack.url, ...(viewport ? { viewport } : {}) })
  await context.addCookies([
    { name: 'slipway.session', value: await sessionCookie(stack), url: stack.url, httpOnly: true },
  ])
  return context
}

async function vitalsAt(
  browser: Browser,
  stack: Stack,
  address: string,
  size: (typeof SIZES)['phone'],
): Promise<Vitals> {
  const context = await signedInContext(browser, stack, size)
  const vitals = await vitalsOf(await context.newPage(), address)
  await context.close()
  return vitals
}

async function scriptBytesOf(browser: Browser, stack: Stack, address: string): Promise<number> {
  const context = await signedInContext(browser, stack)
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  const scripts = new Set<string>()
  let bytes = 0
  session.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') {
      scripts.add(requestId)
    }
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes += scripts.has(requestId) ? encodedDataLength : 0
  })
  await session.send('Network.enable')
  await page.goto(address)
  // The stream of a log page never ends, so its network is never idle.
  await page.waitForLoadState('networkidle', { timeout: IDLE_LIMIT_MS }).catch(() => undefined)
  await context.close()
  return bytes
}

async function firstBytesOf(stack: Stack, address: string): Promise<number[]> {
  const cookie = `slipway.session=${await sessionCookie(stack)}`
  const times: number[] = []

  for (let index = 0; index < WARM_UP + REQUESTS; index += 1) {
    times.push((await firstByte(`${stack.url}${address}`, cookie)).ms)
  }
  return times.slice(WARM_UP)
}

const executablePath = findChromium()
const stack = await startStack({ practice: { delays: { rolePropagationMs: 0, policyPropagationMs: 0, readyMs: 0 } } })
const browser = await chromium.launch({
  ...(executablePath ? { executablePath } : {}),
  args: ['--no-sandbox', '--disable-gpu'],
})

try {
  writeFileSync(process.argv[2] ?? 'figures.json', JSON.stringify(await measure(browser, stack)))
} finally {
  await browser.close()
  await stack.stop()
}
