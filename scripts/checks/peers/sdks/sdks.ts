import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Recorder, recorder, resultOf } from '@/scripts/checks/peers/aws-cli/cli-recorder'
import type { Part, PartResult } from '@/scripts/checks/peers/part'
import type { Programs } from '@/scripts/checks/peers/programs'
import { programIn, type Started, startAsDocumented } from '@/scripts/checks/peers/sdks/document'
import {
  goProgram,
  javascriptProgram,
  pythonProgram,
  rustProgram,
  type SdkProgram,
  shellProgram,
} from '@/scripts/checks/peers/sdks/programs'
import { ROLES, RUNTIME, seed } from '@/scripts/checks/peers/sdks/seed'

/** The programs of docs/practice-account.md, as they stand there. */
export const sdks: Part = {
  name: 'sdks',
  run: (programs) => run(programs, [shellProgram, pythonProgram, javascriptProgram, goProgram]),
}

/** A part of its own: compiling it takes minutes. */
export const sdkRust: Part = { name: 'sdk-rust', limitMs: 900_000, run: (programs) => run(programs, [rustProgram]) }

const LIMIT_MS = 60_000

async function run(programs: Programs, wanted: SdkProgram[]): Promise<PartResult> {
  const results = recorder()
  const skipped: string[] = []
  const home = mkdtempSync(path.join(tmpdir(), 'slipway-sdks-'))
  let started: Started | undefined

  try {
    started = await startAsDocumented(home)
    await seed(started.env)

    for (const program of wanted) {
      skipped.push(...(await checkProgram(results, program, { programs, home, env: started.env })))
    }
  } finally {
    started?.stop()
    rmSync(home, { recursive: true, force: true })
  }
  const { lines, ...result } = resultOf(results)
  return { ...result, lines: [...lines, ...skipped] }
}

type Place = { programs: Programs; home: string; env: Started['env'] }

/** A line for the summary where it was skipped. */
async function checkProgram({ check }: Recorder, program: SdkProgram, place: Place): Promise<string[]> {
  const { name, language } = program
  const folder = path.join(place.home, language)
  const skipped: string[] = []
  let lines: string[] = []
  mkdirSync(folder)

  await check(`${name}: it ends well`, () => {
    const line = program.prepare({ programs: place.programs, folder, text: programIn(language) })

    if ('skipped' in line) {
      skipped.push(`${name}: skipped, ${line.skipped}`)
      return
    }
    const { command, args } = line
    const options = { cwd: folder, env: place.env as NodeJS.ProcessEnv, encoding: 'utf8', timeout: LIMIT_MS } as const
    const { status, stdout, stderr } = spawnSync(command, args, options)
    lines = stdout.trim().split('\n')
    assert.equal(status, 0, `it ended with ${status}: ${stderr.slice(-500)}`)
  })
  const of = (word: string) =>
    lines.flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []))
  const expected: [string, () => void][] = [
    ['says the account', () => assert.deepEqual(of('account'), ['000000000000'])],
    ['lists every role', () => assert.deepEqual(of('role').toSorted(), ROLES)],
    ['creates a log group and deletes it', () => assert.deepEqual(of('log'), ['group created and deleted'])],
    ['lists the runtime', () => assert.deepEqual(of('runtime'), [RUNTIME])],
    ['catches an error by its code', () => assert.deepEqual(of('caught'), ['NoSuchEntity'])],
  ]
  for (const [title, compare] of skipped.length > 0 ? [] : expected) {
    await check(`${name}: ${title}`, compare)
  }
  return skipped
}
