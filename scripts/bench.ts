import { benchFindings } from './bench/findings'
import { benchLaunch } from './bench/launch'
import { benchPages } from './bench/pages'
import { type Measurement, printReport } from './bench/report'
import { benchStart } from './bench/start-up'
import { buildIfNeeded, say } from './lib/prepare.mjs'

const PARTS: Record<string, () => Promise<Measurement[]>> = {
  start: benchStart,
  launch: benchLaunch,
  pages: benchPages,
  findings: benchFindings,
}

/** npm run bench [-- start|launch|pages|findings]: each figure beside its peer of the same run, as a ratio. */
const wanted = process.argv.slice(2).filter((name) => name in PARTS)
const names = wanted.length > 0 ? wanted : Object.keys(PARTS)
const measurements: Measurement[] = []
buildIfNeeded()

for (const name of names) {
  say(`measuring ${name}…`)
  measurements.push(...((await PARTS[name]?.()) ?? []))
}
printReport(measurements)
