import { checkPolicies } from '@/cli/policy/policy-check'
import { simulatePolicies } from '@/cli/policy/policy-simulate'
import { POLICY_USAGE } from '@/cli/policy/policy-usage'
import type { Verb } from '@/cli/shared/exit'

const COMMANDS: Record<string, Verb> = { check: checkPolicies, simulate: simulatePolicies }

/** `policy check` and `policy simulate`: both work on files alone, without AWS. Exit code 2 for a wrong call. */
export async function policy([name = '', ...rest]: string[]): Promise<number> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined

  if (command && !rest.includes('--help')) {
    return command(rest)
  }
  const asked = name === '--help' || name === 'help' || rest.includes('--help')
  process[asked ? 'stdout' : 'stderr'].write(POLICY_USAGE)
  return asked ? 0 : 2
}
