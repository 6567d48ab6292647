// Runs one step of npm test and counts what passed and failed.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { root } from './root.mjs'
import { say } from './say.mjs'

export const TIMES_FILE = path.join(root, 'node_modules', '.cache', 'slipway', 'check-times.json')

/** A step that counts as one. */
export async function check(name, command, args, env = {}) {
  const { code, ms } = await run(name, command, args, env)
  return { name, ms, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 }
}

/** A test runner that writes a JSON report: each of its tests counts. A run without any test is a failure unless it may be. */
export async function counted(name, command, args, { env = {}, mayBeNone = false } = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'slipway-report-'))
  const file = path.join(folder, 'report.json')
  const output = command === 'vitest' ? [`--outputFile.json=${file}`] : []
  const { code, ms } = await run(name, command, [...args, ...output], { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: file })
  const report = readReport(file)
  const isEmpty = report.passed === 0 && report.failed === 0

  rmSync(folder, { recursive: true })
  return { ...report, name, ms, failed: report.failed || (code !== 0 || (isEmpty && !mayBeNone) ? 1 : 0) }
}

/** A program of ours that ends with a line `N passed, N failed`; lines that start with FAILED name what did. */
export async function summarized(name, command, args) {
  const { code, ms, output } = await run(name, command, args, {}, 'pipe')
  const [, passed = '0', failed = '1'] = /(\d+) passed, (\d+) failed\s*$/.exec(output) ?? []
  const failures = [...output.matchAll(/^\s*FAILED (.*)$/gm)].map(([, text]) => firstLine(text))
  return { name, ms, passed: Number(passed), failed: Number(failed) || (code === 0 ? 0 : 1), failures }
}

/**
 * Prints a line a step, under it what failed or was skipped (whoever sees only the end of a long output needs the
 * names), and the sum. Ends the program, with 1 where anything failed.
 */
export function finish(steps, started) {
  const sum = (count) => steps.reduce((total, step) => total + (step[count] ?? 0), 0)
  const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')]

  writeTimes(steps, Date.now() - started)
  say(`${Math.round((Date.now() - started) / 1000)} s in all:\n${steps.flatMap(linesOf).join('\n')}`)
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
  process.exit(failed === 0 ? 0 : 1)
}

function linesOf({ name, passed, failed, skipped = 0, ms = 0, failures = [], skips = [] }) {
  return [
    `  ${name}: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}, ${(ms / 1000).toFixed(1)} s`,
    ...failures.map((failure) => `    ✗ ${failure}`),
    ...skips.map((skip) => `    skipped: ${skip}`),
  ]
}

function run(name, command, args, env = {}, stdout = 2) {
  say(`${name}…`)
  const started = Date.now()
  const local = path.join(root, 'node_modules', '.bin', command)
  const child = spawn(path.isAbsolute(command) ? command : local, args, {
    cwd: root,
    stdio: ['ignore', stdout, 2],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', FORCE_COLOR: '0', ...env },
    shell: process.platform === 'win32',
  })
  let output = ''
  child.stdout?.on('data', (chunk) => {
    output += chunk
    process.stderr.write(chunk)
  })
  return new Promise((resolve) => {
    const end = (code) => resolve({ code: code ?? 1, ms: Date.now() - started, output })
    child.on('error', () => end(1))
    child.on('close', end)
  })
}

/** What a report says: counts, names of what failed and was skipped, and `tests` with the time of each. */
function readReport(file) {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'))
    return report.stats ? ofJourneys(report) : ofUnits(report)
  } catch {
    return { passed: 0, failed: 1, failures: ['no report was written'] }
  }
}

function ofUnits({ numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests, testResults }) {
  const all = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map((test) => ({ ...test, title: `${path.relative(root, name)} › ${test.fullName}` })),
  )
  const failures = all
    .filter(({ status }) => status === 'failed')
    .map(({ title, failureMessages }) => `${title}: ${firstLine(failureMessages[0])}`)
  const broken = testResults
    .filter(({ status, assertionResults }) => status === 'failed' && assertionResults.every(isFine))
    .map(({ name, message }) => `${path.relative(root, name)}: ${firstLine(message)}`)

  return {
    passed: numPassedTests,
    failed: numFailedTests || numFailedTestSuites,
    skipped: numPendingTests,
    failures: [...failures, ...broken],
    skips: all.filter(isSkipped).map(({ title }) => title),
    tests: all.map(({ title, duration = 0 }) => ({ title, ms: duration })),
  }
}

function isFine({ status }) {
  return status !== 'failed'
}

function isSkipped({ status }) {
  return status === 'skipped' || status === 'pending'
}

function ofJourneys({ stats: { expected, unexpected, flaky, skipped }, suites }) {
  const all = suites.flatMap(specsOf).map(({ file, title, tests: [test] }) => ({
    title: `${file} › ${title}`,
    status: test.status,
    ms: test.results.reduce((total, { duration }) => total + duration, 0),
  }))
  const named = (...wanted) => all.filter(({ status }) => wanted.includes(status)).map(({ title }) => title)

  return {
    passed: expected,
    // There is no second try; where somebody asks for one, it doesn't count.
    failed: unexpected + flaky,
    skipped,
    failures: named('unexpected', 'flaky'),
    skips: named('skipped'),
    tests: all,
  }
}

function specsOf({ specs = [], suites = [] }) {
  return [...specs, ...suites.flatMap(specsOf)]
}

function firstLine(text = '') {
  return stripVTControlCharacters(text.split('\n', 1)[0]).slice(0, 300)
}

/** Keeps how long each step and test took, for npm run bench -- checks. */
function writeTimes(steps, ms) {
  const times = { ms, steps: steps.map(({ name, ms, tests = [] }) => ({ name, ms, tests })) }
  mkdirSync(path.dirname(TIMES_FILE), { recursive: true })
  writeFileSync(TIMES_FILE, JSON.stringify(times))
}
