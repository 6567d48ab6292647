// npm run verify: what an edit needs, in a minute. `-- --changed [COMMIT]` looks only at what differs from a commit (HEAD).
import { changedFiles, format, inTurn, types, unitTests, unused, unusedInProduction } from './lib/checks.mjs'
import { installIfNeeded, requireNode } from './lib/prepare.mjs'
import { finish } from './lib/steps.mjs'

requireNode()
installIfNeeded()

const at = process.argv.indexOf('--changed')
const since = at < 0 ? undefined : (process.argv[at + 1] ?? 'HEAD')
const files = since === undefined ? undefined : changedFiles(since)

if (since !== undefined && files === undefined) {
  console.error(`git can not compare with ${since}. Name a commit: npm run verify -- --changed main`)
  process.exit(2)
}
const started = Date.now()
// Two lanes for two cores; the tests are as long as everything else.
const [checks, tests] = await Promise.all([
  inTurn([() => format(files), types, unused, unusedInProduction]),
  inTurn([() => unitTests({ project: 'pure', since })]),
])
finish([...checks, ...tests], started)
