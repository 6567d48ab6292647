import { benchLaunch } from './bench/launch'
import { benchPages } from './bench/pages'
import { type Measurement, printReport } from './bench/report'
import { benchStart } from './bench/start-up'
import { benchTail } from './bench/tail'
import { benchTailConnects } from './bench/tail-connects'
import { benchTailLedger } from './bench/tail-ledger'
import { buildIfNeeded, say } from './lib/prepare.mjs'

const PARTS: Record<string, () => Promise<Measurement[]>> = {
  start: benchStart,
  launch: benchLaunch,
  pages: benchPages,
  tail: benchTail,
  'tail-ledger': benchTailLedger,
  'tail-connects': benchTailConnects,
}

const WITHOUT_BUILD = ['launch', 'tail', 'tail-ledger', 'tail-connects']

/** npm run bench [-- start|launch|pages|tail|tail-ledger|tail-connects]: each figure beside its peer of the same run, as a ratio. */
const wanted = process.argv.slice(2).filter((name) => name in PARTS)
const names = wanted.length > 0 ? wanted : Object.keys(PARTS)
const measurements: Measurement[] = []

if (names.some((name) => !WITHOUT_BUILD.includes(name))) {
  buildIfNeeded()
}

for (const name of names) {
  say(`measuring ${name}…`)
  measurements.push(...((await PARTS[name]?.()) ?? []))
}
printReport(measurements)
