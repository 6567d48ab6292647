import { spawn } from 'node:child_process'
import { record } from '@/scripts/checks/peers/judged'
import type { Part, PartResult } from '@/scripts/checks/peers/part'
import { PARTS } from '@/scripts/checks/peers/parts'
import { PROGRAMS, preparePrograms, versions } from '@/scripts/checks/peers/programs'
import { buildIfNeeded } from '@/scripts/lib/prepare.mjs'
import { root } from '@/scripts/lib/root.mjs'

const USAGE = `Usage: npm run test:peers [-- PART… | --record]

Compares the practice account, and Slipway, with programs that were written by others. It installs them below node_modules.
Parts: ${PARTS.map(({ name, onRequest }) => (onRequest ? `${name} (only when it is named)` : name)).join(', ')}.
--record runs those that know which operations they compared, and writes them down in lib/practice/coverage.
`
const RECORD = '--record'
const PART_LIMIT_MS = 240_000

async function main(args: string[]): Promise<number> {
  const [first, partName] = args

  if (first === '--only') {
    return runHere(PARTS.find(({ name }) => name === partName))
  }
  const records = first === RECORD
  const named = records ? args.slice(1) : args
  const unknown = named.filter((arg) => !PARTS.some(({ name }) => name === arg))

  if (unknown.length > 0 || (records && named.length > 0)) {
    process.stderr.write(USAGE)
    return 2
  }
  preparePrograms()
  const chosen = PARTS.filter(({ name, onRequest, judges }) =>
    records ? judges : named.length === 0 ? !onRequest : named.includes(name),
  )

  if (chosen.some(({ needsBuild }) => needsBuild)) {
    buildIfNeeded()
  }
  const results: [name: string, result: PartResult, ms: number][] = []

  for (const { name, limitMs } of chosen) {
    process.stderr.write(`peers: ${name}…\n`)
    const started = Date.now()
    results.push([name, await runApart(name, limitMs), Date.now() - started])
  }
  const code = summarize(results)

  if (records) {
    record(PROGRAMS, new Map(results.map(([name, result]) => [name, result])))
  }
  return code
}

function summarize(results: [name: string, result: PartResult, ms: number][]): number {
  for (const [name, { passed, failed, lines }, ms] of results) {
    process.stdout.write(`\n${name}: ${passed} passed, ${failed.length} failed, ${(ms / 1000).toFixed(1)} s\n`)
    process.stdout.write([...lines, ...failed.map((line) => `FAILED ${line}`)].map((line) => `  ${line}\n`).join(''))
  }
  const passed = results.reduce((sum, [, result]) => sum + result.passed, 0)
  const failed = results.reduce((sum, [, result]) => sum + result.failed.length, 0)
  process.stdout.write(`\nPeers: ${versions().join(', ')}.\n${passed} passed, ${failed} failed\n`)
  return failed === 0 && passed > 0 ? 0 : 1
}

/** In a process of its own: parts set the environment that Slipway reads once. */
function runApart(name: string, limitMs = PART_LIMIT_MS): Promise<PartResult> {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'scripts/checks/peers.ts', '--only', name], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk
  })
  const limit = setTimeout(() => child.kill(), limitMs)

  return new Promise((resolve) => {
    child.on('close', (code) => {
      clearTimeout(limit)
      resolve(readResult(output) ?? { passed: 0, failed: [`it ended with ${code} and no result`], lines: [] })
    })
  })
}

function readResult(output: string): PartResult | undefined {
  try {
    return JSON.parse(output.trim().split('\n').at(-1) ?? '') as PartResult
  } catch {
    return undefined
  }
}

async function runHere(part: Part | undefined): Promise<number> {
  const result = await part?.run(PROGRAMS).catch(
    (error: unknown): PartResult => ({
      passed: 0,
      failed: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
      lines: [],
    }),
  )
  process.stdout.write(`${JSON.stringify(result)}\n`)
  return 0
}

function explain(error: unknown): number {
  process.stderr.write(`peers: ${error instanceof Error ? error.message : String(error)}\n`)
  process.stdout.write('0 passed, 1 failed\n')
  return 1
}

process.exit(await main(process.argv.slice(2)).catch(explain))
