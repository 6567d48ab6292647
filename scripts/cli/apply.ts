import { terminalActor } from '@/lib/auth/terminal'
import { advance } from '@/lib/deployments/advance'
import { lossesOf } from '@/lib/deployments/confirmed-losses'
import type { Loss } from '@/lib/deployments/model'
import { planDeployment } from '@/lib/deployments/queries'
import { EXIT } from '@/scripts/cli/exit'
import { finish } from '@/scripts/cli/finish'
import { readOptions } from '@/scripts/cli/options'
import { ask, canAsk } from '@/scripts/cli/prompt'
import { lossLines, printFailure, printJson } from '@/scripts/cli/report'
import { runLoop } from '@/scripts/cli/run-loop'

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
