import { buildIfNeeded, say } from '@/scripts/lib/prepare.mjs'
import { benchBridge } from './bench/bridge/bridge'
import { benchChecks } from './bench/checks'
import { benchCompletion } from './bench/completion'
import { benchEvaluator } from './bench/evaluator'
import { benchExpansion } from './bench/expansion'
import { benchFaults } from './bench/faults'
import { benchFindings } from './bench/findings'
import { benchLaunch } from './bench/launch'
import { benchMixed } from './bench/mixed'
import { benchPages } from './bench/pages'
import { benchPractice } from './bench/practice/practice'
import { benchReaders } from './bench/readers'
import { type Measurement, printReport } from './bench/report'
import { benchStart } from './bench/start-up'
import { benchStop } from './bench/stop'
import { benchTail } from './bench/tail'
import { benchTailConnects } from './bench/tail-connects'
import { benchTailLedger } from './bench/tail-ledger'
import { benchTroubles } from './bench/troubles'
import { benchViewer } from './bench/viewer'

const PARTS: Record<string, () => Promise<Measurement[]>> = {
  start: benchStart,
  launch: benchLaunch,
  stop: benchStop,
  bridge: benchBridge,
  pages: benchPages,
  practice: benchPractice,
  findings: benchFindings,
  completion: benchCompletion,
  troubles: benchTroubles,
  evaluator: benchEvaluator,
  expansion: benchExpansion,
  viewer: benchViewer,
  readers: benchReaders,
  tail: benchTail,
  'tail-ledger': benchTailLedger,
  'tail-connects': benchTailConnects,
}

/** Parts that run no server. */
const WITHOUT_BUILD = new Set([
  'bridge',
  'checks',
  'launch',
  'stop',
  'practice',
  'findings',
  'completion',
  'troubles',
  'evaluator',
  'expansion',
  'tail',
  'tail-ledger',
  'tail-connects',
])

/** Only when they are asked for: one runs all of npm test, one waits for many deadlines, one takes half an hour. */
const ON_REQUEST: typeof PARTS = { checks: benchChecks, faults: benchFaults, mixed: benchMixed }
const ALL = { ...PARTS, ...ON_REQUEST }

/** npm run bench [-- PART…]: each figure beside its peer of the same run, as a ratio. */
const wanted = process.argv.slice(2).filter((name) => name in ALL)
const names = wanted.length > 0 ? wanted : Object.keys(PARTS)
const measurements: Measurement[] = []

if (names.some((name) => !WITHOUT_BUILD.has(name))) {
  buildIfNeeded()
}

for (const name of names) {
  say(`measuring ${name}…`)
  measurements.push(...((await ALL[name]?.()) ?? []))
}
printReport(measurements)
