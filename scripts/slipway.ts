import { EXIT, type Verb } from '@/scripts/cli/exit'
import { USAGE } from '@/scripts/cli/usage'
import { findPracticePlace } from '@/scripts/lib/practice-place'

/** Loaded when asked for: a policy can be checked without the AWS SDK, and a plan without the catalogue of actions. */
const VERBS: Record<string, Verb> = {
  plan: async (args) => (await import('@/scripts/cli/plan')).showPlan(args),
  apply: async (args) => (await import('@/scripts/cli/apply')).apply(args),
  destroy: async (args) => (await import('@/scripts/cli/destroy')).destroy(args),
  config: async (args) => (await import('@/scripts/cli/config')).config(args),
  logs: async (args) => (await import('@/scripts/cli/logs')).logs(args),
  token: async (args) => (await import('@/scripts/cli/token')).token(args),
  policy: async (args) => (await import('@/scripts/cli/policy')).policy(args),
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
