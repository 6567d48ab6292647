// npm test: installs if needed, then every check there is, and one summary line: N passed, N failed.
// With --peers also npm run test:peers, counted in the same line.
import { findChromium, howToGetOne } from './lib/chromium.mjs'
import { installIfNeeded, requireNode, say } from './lib/prepare.mjs'
import { check, counted, lines, summarized } from './lib/steps.mjs'

requireNode()
installIfNeeded()

const started = Date.now()
// Two at a time: cheap checks beside each other, the browsers alone at the end.
const first = await Promise.all([check('format and lint', 'biome', ['check', '.']), check('unused code', 'knip', [])])
const types = [await check('route types', 'next', ['typegen']), await check('types', 'tsc', ['--noEmit'])]
const unit = await counted('unit', 'vitest', ['run', '--reporter=default', '--reporter=json'])
const build = await check('build', process.execPath, ['scripts/build.mjs'])
const journeys = build.failed ? { name: 'journeys', passed: 0, failed: 1 } : await browserJourneys()
const peers = process.argv.includes('--peers')
  ? [await summarized('peers', process.execPath, ['scripts/run.mjs', 'scripts/peers.ts'])]
  : []

const all = [...first, ...types, unit, build, journeys, ...peers]
const passed = all.reduce((sum, step) => sum + step.passed, 0)
const failed = all.reduce((sum, step) => sum + step.failed, 0)

say(`${Math.round((Date.now() - started) / 1000)} s in all:\n${lines(all)}`)
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

async function browserJourneys() {
  const chromium = findChromium()

  if (!chromium) {
    say(howToGetOne)
    return { name: 'journeys', passed: 0, failed: 1 }
  }
  return counted('journeys', 'playwright', ['test', '--reporter=list,json'], {
    CHROMIUM_PATH: chromium,
    NODE_OPTIONS: '--conditions=react-server',
  })
}
