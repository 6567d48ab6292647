// npm test: installs if needed, then every check there is, and one summary line: N passed, N failed.
// With --peers also npm run test:peers, counted in the same line.
import { format, inTurn, types, unitTests, unused, unusedInProduction } from './lib/checks.mjs'
import { findChromium, howToGetOne } from './lib/chromium.mjs'
import { installIfNeeded, requireNode } from './lib/prepare.mjs'
import { say } from './lib/say.mjs'
import { check, counted, finish, summarized } from './lib/steps.mjs'

requireNode()
installIfNeeded()

const started = Date.now()
// The build leaves a core to what reads the sources; tests and browsers, which take time as it comes, have both.
const [checks, build] = await Promise.all([
  inTurn([format, unused, unusedInProduction]),
  check('build', process.execPath, ['scripts/build.mjs']),
])
const steps = [...checks, build, await types(), await unitTests()]
steps.push(build.failed ? { name: 'journeys', passed: 0, failed: 1 } : await browserJourneys())

if (process.argv.includes('--peers')) {
  steps.push(await summarized('peers', process.execPath, ['scripts/run.mjs', 'scripts/checks/peers.ts']))
}
finish(steps, started)

async function browserJourneys() {
  const chromium = findChromium()

  if (!chromium) {
    say(howToGetOne)
    return { name: 'journeys', passed: 0, failed: 1 }
  }
  const env = { CHROMIUM_PATH: chromium, NODE_OPTIONS: '--conditions=react-server' }
  const journeys = await counted('journeys', 'playwright', ['test', '--reporter=list,json'], { env })

  if (journeys.failures.length > 0) {
    // A trace slows every journey down, so only these get one. How they end now changes nothing.
    say('the journeys that failed run once more, for a trace of each in test-results…')
    await check('traces', 'playwright', ['test', '--last-failed', '--trace=on', '--workers=1', '--max-failures=5'], env)
  }
  return journeys
}
