import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { JUDGE_IDS, type Judged, type JudgeId } from '@/lib/practice/coverage/judges'
import { SEED_SERVICES } from '@/lib/practice/seed/services'
import type { PartResult } from '@/scripts/checks/peers/part'
import type { Programs } from '@/scripts/checks/peers/programs'
import { root } from '@/scripts/lib/root.mjs'

const folder = path.join(root, 'lib/practice/coverage')
const files = [path.join(folder, 'judged.json'), path.join(folder, 'seeded-operations.json')] as const

/** Where botocore, or the table of the part `differential`, calls a service otherwise than the practice account does. */
const IDS: Readonly<Record<string, string>> = {
  control: 'agentcore-control',
  'bedrock-agentcore-control': 'agentcore-control',
  'bedrock-agentcore': 'agentcore',
  'cognito-idp': 'cognito',
  accessanalyzer: 'access-analyzer',
  ce: 'cost-explorer',
}

/** An operation as `PartResult.judged` names it. */
export function judgedOperation(service: string, operation: string): string {
  return `${IDS[service] ?? service} ${operation}`
}

/** The versions that requirements.txt pins, of the programs that judge. */
export function pinnedJudges(): Record<string, string> {
  const text = readFileSync(path.join(root, 'scripts/checks/peers/requirements.txt'), 'utf8')
  return Object.fromEntries(
    [...text.matchAll(/^(moto|botocore|boto3)(?:\[\w+\])?==(\S+)$/gm)]
      .map(([, program = '', version = '']): [string, string] => [program, version])
      .sort(),
  )
}

/** Who judged what. Throws when a part has no list: it failed, and can't tell what held. */
export function judgedBy(results: ReadonlyMap<string, PartResult>, on: string): Judged {
  const operations: Record<string, JudgeId[]> = {}

  for (const judge of JUDGE_IDS) {
    const judged = results.get(judge)?.judged

    if (!judged) {
      throw new Error(`${judge} has not judged, so nothing is recorded. Mend what it found, and record again.`)
    }
    for (const name of new Set(judged)) {
      operations[name] = [...(operations[name] ?? []), judge]
    }
  }
  return { on, programs: pinnedJudges(), operations: Object.fromEntries(Object.entries(operations).sort()) }
}

/** Writes the record, and what botocore says that AWS has of the services whose SDK clients are not installed. */
export function record(programs: Programs, results: ReadonlyMap<string, PartResult>): void {
  const judged = judgedBy(results, new Date().toISOString().slice(0, 10))
  const names = SEED_SERVICES.map(({ service }) => service)
  const seeded = run(programs.peer('python'), ['-c', ALL_OPERATIONS, ...names])

  for (const [file, text] of [
    [files[0], JSON.stringify(judged)],
    [files[1], seeded],
  ] as const) {
    writeFileSync(file, text)
  }
  run(process.execPath, [path.join(root, 'node_modules/@biomejs/biome/bin/biome'), 'format', '--write', ...files])
}

const ALL_OPERATIONS = `
import json, sys
import botocore.session
session = botocore.session.get_session()
print(json.dumps({name: sorted(session.get_service_model(name).operation_names) for name in sys.argv[1:]}))
`

function run(command: string, args: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' })

  if (status !== 0) {
    throw new Error(`${path.basename(command)} failed: ${stderr}`)
  }
  return stdout
}
