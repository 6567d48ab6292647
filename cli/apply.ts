import { EXIT } from '@/cli/shared/exit'
import { finish } from '@/cli/shared/finish'
import { readOptions } from '@/cli/shared/options'
import { ask, canAsk } from '@/cli/shared/prompt'
import { lossLines, printFailure, printJson } from '@/cli/shared/report'
import { runLoop } from '@/cli/shared/run-loop'
import { terminalActor } from '@/lib/auth/terminal'
import { advance } from '@/lib/deployments/advance/advance'
import { lossesOf } from '@/lib/deployments/advance/confirmed-losses'
import type { Loss } from '@/lib/deployments/model'
import { planDeployment } from '@/lib/deployments/plan/queries'

export async function apply(args: string[]): Promise<number> {
  const options = await readOptions(args)

  if (!options.ok) {
    printFailure(options.error, args.includes('--json'))
    return EXIT.failed
  }
  const { spec, connection, json, yes } = options.data
  const plan = await planDeployment(connection, spec)

  if (!plan.ok) {
    printFailure(plan.error, json)
    return EXIT.failed
  }
  const losses = plan.data.refusals.length > 0 ? [] : lossesOf(plan.data)

  if (losses.length > 0 && !(yes || (await confirmed(losses)))) {
    if (json) {
      printJson(plan.data)
    }
    return EXIT.pending
  }
  const actor = terminalActor()
  const confirmedKeys = losses.map(({ key }) => key)
  return finish(
    await runLoop((state) => advance(actor, connection, spec, { ...state, confirmed: confirmedKeys })),
    json,
  )
}

/** Nobody to ask is a no. */
async function confirmed(losses: Loss[]): Promise<boolean> {
  process.stderr.write(lossLines(losses))

  if (!canAsk()) {
    process.stderr.write('Nothing was changed. Add --yes to take these permissions away without being asked.\n')
    return false
  }
  const answer = await ask('Type yes to take these permissions away').catch(() => '')
  return answer.trim() === 'yes'
}
