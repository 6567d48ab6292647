import { createInterface } from 'node:readline/promises'
import { EXIT } from '@/cli/shared/exit'
import { finish } from '@/cli/shared/finish'
import { readOptions } from '@/cli/shared/options'
import { planText, printFailure, printJson } from '@/cli/shared/report'
import { runLoop } from '@/cli/shared/run-loop'
import { terminalActor } from '@/lib/auth/terminal'
import { planTeardown } from '@/lib/deployments/teardown/plan-teardown'
import { advanceTeardown, observeTeardown } from '@/lib/deployments/teardown/teardown'
import { ownedIds } from '@/lib/deployments/teardown/teardown-model'

/** Deletes what carries the deployment's tag. What it only uses (an adopted role, say) stays. */
export async function destroy(args: string[]): Promise<number> {
  const options = await readOptions(args)

  if (!options.ok) {
    printFailure(options.error, args.includes('--json'))
    return EXIT.failed
  }
  const { spec, connection, json, yes } = options.data
  const observed = await observeTeardown(connection, spec.name)

  if (!observed.ok) {
    printFailure(observed.error, json)
    return EXIT.failed
  }
  const ids = ownedIds(observed.data)
  const plan = planTeardown(observed.data, ids)

  if (!json) {
    process.stderr.write(planText(plan))
  }
  if (plan.settled || !(yes || (await confirmed(spec.name)))) {
    if (json) {
      printJson(plan)
    }
    return plan.settled ? EXIT.done : EXIT.pending
  }
  const actor = terminalActor()
  return finish(await runLoop((state) => advanceTeardown(actor, connection, spec.name, ids, state)), json)
}

async function confirmed(name: string): Promise<boolean> {
  if (!process.stdin.isTTY) {
    process.stderr.write('Nothing was deleted. Add --yes to delete without being asked.\n')
    return false
  }
  const questions = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await questions.question(`Type ${name} to delete all of this: `)
  questions.close()
  return answer.trim() === name
}
