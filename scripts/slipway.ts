import { apply } from '@/scripts/cli/apply'
import { destroy } from '@/scripts/cli/destroy'
import { EXIT, type Verb } from '@/scripts/cli/exit'
import { showPlan } from '@/scripts/cli/plan'
import { token } from '@/scripts/cli/token'
import { USAGE } from '@/scripts/cli/usage'
import { findPracticePlace } from '@/scripts/lib/practice-place'

const VERBS: Record<string, Verb> = { plan: showPlan, apply, destroy, token }

async function main([name = '', ...rest]: string[]): Promise<number> {
  const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined

  if (verb) {
    findPracticePlace(rest)
    return verb(rest)
  }
  const asked = name === 'help' || name === '--help' || name === '-h'
  process[asked ? 'stdout' : 'stderr'].write(asked || name === '' ? USAGE : `There is no verb ${name}.\n\n${USAGE}`)
  return asked ? EXIT.done : EXIT.failed
}

process.exitCode = await main(process.argv.slice(2))
