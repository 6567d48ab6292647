import { terminalActor } from '@/lib/auth/terminal'
import { advance } from '@/lib/deployments/advance'
import { EXIT } from '@/scripts/cli/exit'
import { finish } from '@/scripts/cli/finish'
import { readOptions } from '@/scripts/cli/options'
import { printFailure } from '@/scripts/cli/report'
import { runLoop } from '@/scripts/cli/run-loop'

export async function apply(args: string[]): Promise<number> {
  const options = await readOptions(args)

  if (!options.ok) {
    printFailure(options.error, args.includes('--json'))
    return EXIT.failed
  }
  const { spec, connection, json } = options.data
  const actor = terminalActor()
  return finish(await runLoop((state) => advance(actor, connection, spec, state)), json)
}
