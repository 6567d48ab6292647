// Runs one step of npm test and counts what passed and failed.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { root, say } from './prepare.mjs'

/** A step that counts as one. */
export async function check(name, command, args) {
  const { code, ms } = await run(name, command, args)
  return { name, ms, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 }
}

/** A test runner that writes a JSON report: each of its tests counts. A run without any test is a failure. */
export async function counted(name, command, args, env = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'slipway-report-'))
  const file = path.join(folder, 'report.json')
  const output = command === 'vitest' ? [`--outputFile.json=${file}`] : []
  const { code, ms } = await run(name, command, [...args, ...output], { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: file })
  const { passed, failed } = readCounts(file)

  rmSync(folder, { recursive: true })
  return { name, ms, passed, failed: failed === 0 && (code !== 0 || passed === 0) ? 1 : failed }
}

export function lines(steps) {
  return steps
    .map(
      ({ name, passed, failed, ms = 0 }) =>
        `  ${name}: ${passed} passed, ${failed} failed, ${(ms / 1000).toFixed(1)} s`,
    )
    .join('\n')
}

function run(name, command, args, env = {}) {
  say(`${name}…`)
  const started = Date.now()
  const local = path.join(root, 'node_modules', '.bin', command)
  const child = spawn(path.isAbsolute(command) ? command : local, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', FORCE_COLOR: '0', ...env },
    shell: process.platform === 'win32',
  })
  return new Promise((resolve) => {
    child.on('error', () => resolve({ code: 1, ms: Date.now() - started }))
    child.on('exit', (code) => resolve({ code: code ?? 1, ms: Date.now() - started }))
  })
}

function readCounts(file) {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'))
    return report.stats
      ? countsOfJourneys(report.stats)
      : {
          passed: report.numPassedTests,
          failed: report.numFailedTests + report.numFailedTestSuites * (report.numFailedTests === 0 ? 1 : 0),
        }
  } catch {
    return { passed: 0, failed: 1 }
  }
}

function countsOfJourneys({ expected, unexpected, flaky }) {
  if (flaky > 0) {
    say(`${flaky} journeys passed only at the second try`)
  }
  return { passed: expected + flaky, failed: unexpected }
}
