import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Stack, startStack } from './stack'
import { NO_DELAYS, test as own } from './test'

/** Journeys may run in a container, where no client's file is written; the person's computer is none. */
const OUTSIDE_TEXT = `import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module'
const { existsSync } = fs
fs.existsSync = (name) => !['/.dockerenv', '/run/.containerenv'].includes(name) && existsSync(name)
syncBuiltinESMExports()`

/** Of a console that finds itself on the person's own computer, wherever the journeys run. */
export const OUTSIDE = `--import=data:text/javascript,${encodeURIComponent(OUTSIDE_TEXT)}`

/** A server on the person's own computer, with a home folder that only these journeys have. */
export const test = own.extend<object, { stack: Stack; home: string }>({
  home: [
    async ({ browserName: _ }, use) => {
      const home = mkdtempSync(path.join(tmpdir(), 'slipway-home-'))
      await use(home)
      rmSync(home, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],
  stack: [
    async ({ home }, use) => {
      const stack = await startStack({ practice: { delays: NO_DELAYS }, env: { HOME: home, NODE_OPTIONS: OUTSIDE } })
      await use(stack)
      await stack.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
})
