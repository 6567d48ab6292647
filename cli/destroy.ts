import { CONNECTION_OPTION } from '@/cli/shared/connection'
import { readDeployment } from '@/cli/shared/deployment'
import { EXIT } from '@/cli/shared/exit'
import { finish } from '@/cli/shared/finish'
import { JSON_OPTION } from '@/cli/shared/options'
import { planText } from '@/cli/shared/plan-text'
import { confirmed } from '@/cli/shared/prompt'
import { printJson } from '@/cli/shared/report'
import { runLoop } from '@/cli/shared/run-loop'
import { must, type Verb } from '@/cli/shared/verb'
import { terminalWriter } from '@/lib/auth/terminal'
import { planTeardown } from '@/lib/deployments/teardown/plan-teardown'
import { advanceTeardown, observeTeardown } from '@/lib/deployments/teardown/teardown'
import { ownedIds } from '@/lib/deployments/teardown/teardown-model'

/** Deletes what carries the deployment's tag. What it only uses (an adopted role, say) stays. */
export const destroy: Verb = (command, done) =>
  void command
    .argument('<spec>', 'file of the spec')
    .addOption(JSON_OPTION)
    .addOption(CONNECTION_OPTION)
    .option('--yes', 'delete without asking')
    .action(async (file, { json = false, connection: chosen, yes }) => {
      const { spec, connection } = await readDeployment(file, chosen)
      const observed = must(await observeTeardown(connection, spec.name))
      const ids = ownedIds(observed)
      const plan = planTeardown(observed, ids)

      if (!json) {
        process.stderr.write(planText(plan))
      }
      if (plan.settled || !(yes || (await mayDelete(spec.name)))) {
        if (json) {
          printJson(plan)
        }
        done(plan.settled ? EXIT.done : EXIT.pending)
        return
      }
      const writer = terminalWriter()

      if (!writer.ok) {
        done(finish({ state: 'failed', last: { state: 'failed', plan: null, failure: writer.error } }, json))
        return
      }
      const outcome = await runLoop((state) => advanceTeardown(writer.data, connection, spec.name, ids, state))
      done(finish(outcome, json))
    })

function mayDelete(name: string): Promise<boolean> {
  return confirmed(name, 'delete all of this', 'Nothing was deleted. Add --yes to delete without being asked.')
}
