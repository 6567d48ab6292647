import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Practice, startPractice } from '@/lib/practice/server/start'
import { NO_DELAYS } from '@/lib/practice/testing/account'
import { awsCli } from '@/scripts/checks/peers/aws-cli/cli-aws'
import { inventoryOf, makeSurroundings } from '@/scripts/checks/peers/export/account'
import { type Bench, type Case, textOf } from '@/scripts/checks/peers/export/case'
import type { Programs } from '@/scripts/checks/peers/programs'

/** Runs the script against an empty account, and compares what came of it with what was exported, field by field. */
export async function judgeScript(
  { sample, written }: Case,
  { source, programs, check }: Pick<Bench, 'programs' | 'check'> & { source: Practice },
): Promise<void> {
  const empty = await startPractice({ delays: NO_DELAYS })
  const there = awsCli(programs.peer('aws'), empty)
  const older = written.cli.notSaid.map(({ member }) => member)

  try {
    await check(`${sample.name}: the script makes the same in an empty account`, async () => {
      await makeSurroundings(empty, sample)
      teachNewestService(there.folder, programs)
      const given = Object.entries(sample.variables ?? {}).map(([name, value]) => [`VALUE_OF_${name}`, value])
      const asWritten = textOf(written.cli, 'create.sh').replace(/sleep \d+/g, 'sleep 0')
      const script = sample.groupFirst ? asWritten.replace(GROUP_STEP, `${MAKE_GROUP}\n$&`) : asWritten
      assert.equal(script !== asWritten, sample.groupFirst === true)
      const head = given.map(([name, value]) => `export ${name}='${value?.replace(/'/g, `'\\''`)}'\n`).join('')
      const { code, stderr } = await there.bash(`${head}${script}`)
      assert.equal(code, 0, `it ended with ${code}: ${stderr.trim()}`)
      assert.deepEqual(await inventoryOf(empty, sample.name, older), await inventoryOf(source, sample.name, older))
    })
  } finally {
    there.remove()
    await empty.close()
  }
}

const GROUP_STEP = /^LOG_GROUP_ERROR=/m
const MAKE_GROUP = 'aws logs create-log-group --log-group-name "/aws/bedrock-agentcore/runtimes/$RUNTIME_ID-DEFAULT"'

/**
 * Version 1 of the CLI, the only one that is in a registry, gets no new operations. What it knows of a service is a file,
 * and a newer botocore's, in the folder where the CLI looks first, makes it take what version 2 takes.
 */
function teachNewestService(home: string, { python }: Programs): void {
  const models = path.join(home, '.aws/models/bedrock-agentcore-control/2023-06-05')
  newestModel ??= readModel(python('sdk-2'))
  mkdirSync(models, { recursive: true })
  writeFileSync(path.join(models, 'service-2.json'), newestModel)
}

let newestModel: string | undefined

const READ_MODEL = `
import botocore.loaders, json, sys
json.dump(botocore.loaders.Loader().load_service_model("bedrock-agentcore-control", "service-2"), sys.stdout)
`

function readModel(python: string): string {
  const { status, stdout } = spawnSync(python, ['-c', READ_MODEL], { encoding: 'utf8', maxBuffer: 1 << 26 })
  assert.equal(status, 0, 'botocore did not show its model')
  return stdout
}
