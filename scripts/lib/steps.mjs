// Runs one step of npm test and counts what passed and failed.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { root, say } from './prepare.mjs'

/** A step that counts as one. */
export async function check(name, command, args) {
  const { code, ms } = await run(name, command, args)
  return { name, ms, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, failures: [] }
}

/** A test runner that writes a JSON report: each of its tests counts. A run without any test is a failure. */
export async function counted(name, command, args, env = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'slipway-report-'))
  const file = path.join(folder, 'report.json')
  const output = command === 'vitest' ? [`--outputFile.json=${file}`] : []
  const { code, ms } = await run(name, command, [...args, ...output], { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: file })
  const { passed, failed, failures } = readReport(file)

  rmSync(folder, { recursive: true })
  return { name, ms, passed, failed: failed === 0 && (code !== 0 || passed === 0) ? 1 : failed, failures }
}

/** A program of ours that ends with a line `N passed, N failed`; lines that start with FAILED name what did. */
export async function summarized(name, command, args) {
  const { code, ms, output } = await run(name, command, args, {}, 'pipe')
  const [, passed = '0', failed = '1'] = /(\d+) passed, (\d+) failed\s*$/.exec(output) ?? []
  const failures = [...output.matchAll(/^\s*FAILED (.*)$/gm)].map(([, text]) => firstLine(text))
  return { name, ms, passed: Number(passed), failed: Number(failed) || (code === 0 ? 0 : 1), failures }
}

/** One line a step, and under it the tests that failed: whoever sees only the end of a long output needs their names. */
export function lines(steps) {
  return steps
    .flatMap(({ name, passed, failed, ms = 0, failures = [] }) => [
      `  ${name}: ${passed} passed, ${failed} failed, ${(ms / 1000).toFixed(1)} s`,
      ...failures.map((failure) => `    ✗ ${failure}`),
    ])
    .join('\n')
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

function readReport(file) {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'))
    return report.stats ? ofJourneys(report) : ofUnits(report)
  } catch {
    return { passed: 0, failed: 1, failures: ['no report was written'] }
  }
}

function ofUnits({ numPassedTests, numFailedTests, numFailedTestSuites, testResults }) {
  const failures = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = path.relative(root, name)
    const tests = assertionResults.filter((test) => test.status === 'failed')
    const named = tests.map(
      ({ fullName, failureMessages }) => `${file} › ${fullName}: ${firstLine(failureMessages[0])}`,
    )
    return status === 'failed' && named.length === 0 ? [`${file}: ${firstLine(message)}`] : named
  })
  return { passed: numPassedTests, failed: numFailedTests || numFailedTestSuites, failures }
}

function ofJourneys({ stats: { expected, unexpected, flaky }, suites }) {
  const specs = suites.flatMap(specsOf)
  const named = (status) =>
    specs
      .filter(({ tests }) => tests.some((test) => test.status === status))
      .map(({ file, title }) => `${file} › ${title}`)

  if (flaky > 0) {
    say(`${flaky} journeys passed only at the second try:\n${named('flaky').join('\n')}`)
  }
  return { passed: expected + flaky, failed: unexpected, failures: named('unexpected') }
}

function specsOf({ specs = [], suites = [] }) {
  return [...specs, ...suites.flatMap(specsOf)]
}

function firstLine(text = '') {
  return stripVTControlCharacters(text.split('\n', 1)[0]).slice(0, 300)
}
