import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { buildIfNeeded } from '@/scripts/lib/prepare.mjs'
import { root } from '@/scripts/lib/root.mjs'
import { say } from '@/scripts/lib/say.mjs'
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
import { benchRightSize } from './bench/right-size/right-size'
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
  'right-size': benchRightSize,
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
  'right-size',
  'tail',
  'tail-ledger',
  'tail-connects',
])

/** Only when they are asked for: one runs all of npm test, one waits for many deadlines, one takes half an hour. */
const ON_REQUEST: typeof PARTS = { checks: benchChecks, faults: benchFaults, mixed: benchMixed }
const ALL = { ...PARTS, ...ON_REQUEST }

/** npm run bench [-- PART…]: each figure beside its peer of the same run, as a ratio. */
const wanted = process.argv.slice(2)
const names = wanted.length > 0 ? wanted : Object.keys(PARTS)

if (wanted.some((name) => !(name in ALL))) {
  process.stderr.write(`Usage: npm run bench [-- PART…]\n\nParts: ${Object.keys(ALL).join(', ')}.\n`)
  process.exit(2)
}
if (names.some((name) => !WITHOUT_BUILD.has(name))) {
  buildIfNeeded()
}
const [only = '', ...others] = names

if (others.length === 0) {
  say(`measuring ${only}…`)
  printReport((await ALL[only]?.()) ?? [])
} else {
  // Each in a process of its own: what one has loaded and warmed must not measure in the next.
  const program = [path.join(root, 'scripts/run.mjs'), path.join(root, 'scripts/checks/bench.ts')]
  const codes = names.map(
    (name) => spawnSync(process.execPath, [...program, name], { cwd: root, stdio: 'inherit' }).status,
  )
  process.exit(codes.every((code) => code === 0) ? 0 : 1)
}
