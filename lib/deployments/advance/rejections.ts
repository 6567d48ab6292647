import type { Failure } from '@/lib/result'
import { asFailure } from '@/lib/troubles/explain/as-failure'
import { knownTrouble } from '@/lib/troubles/explain/known'

/** The failure in plainer words, where AWS's are known. They stay in `details`. */
export function explainRejection(failure: Failure): Failure {
  const trouble = knownTrouble(failure.details ?? '', { from: 'aws' })
  // A refusal that names no action is said better by who called.
  const isVague = trouble?.denial !== undefined && trouble.denial.action === undefined
  return trouble && !isVague ? { ...failure, ...asFailure(trouble) } : withRemedy(failure)
}

function withRemedy(failure: Failure): Failure {
  return failure.remedy === undefined
    ? { ...failure, remedy: 'Correct what AWS names, then launch again. What is already made stays.' }
    : failure
}
