import { CONNECTION_OPTION } from '@/cli/shared/connection'
import { readDeployment } from '@/cli/shared/deployment'
import { EXIT } from '@/cli/shared/exit'
import { finish } from '@/cli/shared/finish'
import { JSON_OPTION } from '@/cli/shared/options'
import { lossLines } from '@/cli/shared/plan-text'
import { confirmed } from '@/cli/shared/prompt'
import { printJson } from '@/cli/shared/report'
import { runLoop } from '@/cli/shared/run-loop'
import { must, type Verb } from '@/cli/shared/verb'
import { terminalWriter } from '@/lib/auth/terminal'
import { advance } from '@/lib/deployments/advance/advance'
import { lossesOf } from '@/lib/deployments/advance/confirmed-losses'
import type { Loss } from '@/lib/deployments/model'
import { planDeployment } from '@/lib/deployments/plan/queries'

export const apply: Verb = (command, done) =>
  void command
    .argument('<spec>', 'file of the spec')
    .addOption(JSON_OPTION)
    .addOption(CONNECTION_OPTION)
    .option('--yes', 'take permissions away without asking')
    .action(async (file, { json = false, connection: chosen, yes }) => {
      const { spec, connection } = await readDeployment(file, chosen)
      const plan = must(await planDeployment(connection, spec))
      const losses = plan.refusals.length > 0 ? [] : lossesOf(plan)

      if (losses.length > 0 && !(yes || (await mayTake(losses)))) {
        if (json) {
          printJson(plan)
        }
        done(EXIT.pending)
        return
      }
      const writer = terminalWriter()

      if (!writer.ok) {
        done(finish({ state: 'failed', last: { state: 'failed', plan: null, failure: writer.error } }, json))
        return
      }
      const keys = losses.map(({ key }) => key)
      const outcome = await runLoop((state) => advance(writer.data, connection, spec, { ...state, confirmed: keys }))
      done(finish(outcome, json))
    })

function mayTake(losses: Loss[]): Promise<boolean> {
  process.stderr.write(lossLines(losses))
  const unasked = 'Nothing was changed. Add --yes to take these permissions away without being asked.'
  return confirmed('yes', 'take these permissions away', unasked)
}
