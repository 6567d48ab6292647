import { CONNECTION_OPTION } from '@/cli/shared/connection'
import { readDeployment } from '@/cli/shared/deployment'
import { EXIT } from '@/cli/shared/exit'
import { JSON_OPTION } from '@/cli/shared/options'
import { planText } from '@/cli/shared/plan-text'
import { printJson } from '@/cli/shared/report'
import { must, type Verb } from '@/cli/shared/verb'
import { planDeployment } from '@/lib/deployments/plan/queries'

export const plan: Verb = (command, done) =>
  void command
    .argument('<spec>', 'file of the spec')
    .addOption(JSON_OPTION)
    .addOption(CONNECTION_OPTION)
    .action(async (file, { json, connection }) => {
      const deployment = await readDeployment(file, connection)
      const found = must(await planDeployment(deployment.connection, deployment.spec))

      if (json) {
        printJson(found)
      } else {
        process.stdout.write(planText(found))
      }
      if (found.refusals.length > 0) {
        done(EXIT.failed)
      } else {
        done(found.settled ? EXIT.done : EXIT.pending)
      }
    })
