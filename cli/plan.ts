import { EXIT } from '@/cli/shared/exit'
import { readOptions } from '@/cli/shared/options'
import { planText, printFailure, printJson } from '@/cli/shared/report'
import { planDeployment } from '@/lib/deployments/plan/queries'

export async function showPlan(args: string[]): Promise<number> {
  const options = await readOptions(args)

  if (!options.ok) {
    printFailure(options.error, args.includes('--json'))
    return EXIT.failed
  }
  const { spec, connection, json } = options.data
  const plan = await planDeployment(connection, spec)

  if (!plan.ok) {
    printFailure(plan.error, json)
    return EXIT.failed
  }
  if (json) {
    printJson(plan.data)
  } else {
    process.stdout.write(planText(plan.data))
  }
  if (plan.data.refusals.length > 0) {
    return EXIT.failed
  }
  return plan.data.settled ? EXIT.done : EXIT.pending
}
