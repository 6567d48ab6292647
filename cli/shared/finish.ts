import { EXIT } from '@/cli/shared/exit'
import { withPracticeHint } from '@/cli/shared/practice-hint'
import { printFailure, printJson } from '@/cli/shared/report'
import type { Outcome } from '@/cli/shared/run-loop'
import type { AdvanceResult } from '@/lib/deployments/model'

/** Says how a loop ended, and the password if it made one: this is the only time that it is shown. */
export function finish(outcome: Outcome, json: boolean): number {
  const { secret } = outcome

  if (json) {
    printJson(outcome.state === 'stopped' ? outcome : { ...hinted(outcome.last), secret })
  } else if (secret) {
    process.stdout.write(`User: ${secret.userName}\nPassword (shown once): ${secret.password}\n`)
  }
  if (outcome.state === 'stopped') {
    return EXIT.stopped
  }
  if (outcome.last.state === 'failed') {
    if (!json) {
      printFailure(outcome.last.failure, false)
    }
    return EXIT.failed
  }
  if (!json) {
    process.stderr.write('Done.\n')
  }
  return EXIT.done
}

function hinted(last: AdvanceResult): AdvanceResult {
  return last.state === 'failed' ? { ...last, failure: withPracticeHint(last.failure) } : last
}
