import { startPractice } from '@/lib/practice/start'
import { NO_DELAYS } from '@/lib/practice/test-account'
import { awsCli } from '@/scripts/peers/cli-aws'
import { followGuide } from '@/scripts/peers/cli-follow-guide'
import { checkPaging } from '@/scripts/peers/cli-paging'
import { recorder, resultOf } from '@/scripts/peers/cli-recorder'
import { checkSimulation } from '@/scripts/peers/cli-simulate'
import { checkTail } from '@/scripts/peers/cli-tail'
import type { Part, PartResult } from '@/scripts/peers/part'
import type { Programs } from '@/scripts/peers/programs'

export const cli: Part = { name: 'cli', run }

/** The AWS CLI, unmodified, against the practice account. */
async function run(programs: Programs): Promise<PartResult> {
  const results = recorder()
  const practice = await startPractice({ delays: NO_DELAYS })
  const cli = awsCli(programs.peer('aws'), practice)

  try {
    await followGuide(results, cli, practice.accountId)
    await checkSimulation(results, cli, practice.accountId)
    await checkTail(results, cli)
    await checkPaging(results, cli)
  } finally {
    cli.remove()
    await practice.close()
  }
  return resultOf(results)
}
