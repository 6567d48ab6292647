import { EXIT, type Verb } from '@/cli/shared/exit'
import { USAGE } from '@/cli/shared/usage'
import { findPracticePlace } from '@/scripts/lib/practice-place'

/** Loaded when asked for: a policy can be checked without the AWS SDK, and a plan without the catalogue of actions. */
const VERBS: Record<string, Verb> = {
  plan: async (args) => (await import('@/cli/plan')).showPlan(args),
  apply: async (args) => (await import('@/cli/apply')).apply(args),
  destroy: async (args) => (await import('@/cli/destroy')).destroy(args),
  config: async (args) => (await import('@/cli/config/config')).config(args),
  logs: async (args) => (await import('@/cli/logs/logs')).logs(args),
  token: async (args) => (await import('@/cli/token/token')).token(args),
  policy: async (args) => (await import('@/cli/policy/policy')).policy(args),
}

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
