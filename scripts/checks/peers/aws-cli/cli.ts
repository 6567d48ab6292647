import { startPractice } from '@/lib/practice/server/start'
import { NO_DELAYS } from '@/lib/practice/testing/account'
import { awsCli } from '@/scripts/checks/peers/aws-cli/cli-aws'
import { followGuide } from '@/scripts/checks/peers/aws-cli/cli-follow-guide'
import { checkPaging } from '@/scripts/checks/peers/aws-cli/cli-paging'
import { recorder, resultOf } from '@/scripts/checks/peers/aws-cli/cli-recorder'
import { checkSimulation } from '@/scripts/checks/peers/aws-cli/cli-simulate'
import { checkTail } from '@/scripts/checks/peers/aws-cli/cli-tail'
import type { Part, PartResult } from '@/scripts/checks/peers/part'
import type { Programs } from '@/scripts/checks/peers/programs'

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
