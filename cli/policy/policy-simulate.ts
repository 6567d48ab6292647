import { InvalidArgumentError } from '@commander-js/extra-typings'
import { readPolicyFiles } from '@/cli/policy/policy-files'
import { EXIT, WRONG_CALL } from '@/cli/shared/exit'
import { JSON_OPTION, matching } from '@/cli/shared/options'
import { printJson } from '@/cli/shared/report'
import type { Verb } from '@/cli/shared/verb'
import { parsePolicy } from '@/lib/policies/document/document'
import { type Decision, evaluatePolicies, type NamedPolicy, type PolicyRequest } from '@/lib/policies/evaluate/evaluate'

type Simulation = { files: string[]; boundary?: string | undefined; request: PolicyRequest; json: boolean }

const NOTES = `
Exit codes: 0 allowed, 1 denied, 2 a wrong call or a file that can't be read.`

export const policySimulate: Verb = (command, done) =>
  void command
    .argument('<file...>', 'identity policies, as JSON')
    .option(
      '--action <action>',
      'needed; such as s3:GetObject',
      matching(/^[\w-]+:\w+$/, 'one action without wildcards'),
    )
    .option(
      '--resource <arn>',
      'what the action is done to; * for actions without resources',
      matching(/^(\*|arn:[^*?]*)$/, 'one ARN without wildcards, or *'),
      '*',
    )
    .option('--context <key=value>', 'what the request carries; again for more keys, or values of a key', addPair)
    .option('--boundary <file>', 'a permissions boundary')
    .addOption(JSON_OPTION)
    .addHelpText('after', NOTES)
    .action(async (files, { action, resource, context = [], boundary, json = false }, self) => {
      // Not a requiredOption: for want of it, commander would not say that --acton is unknown.
      if (action === undefined) {
        return self.error("error: option '--action <action>' missing")
      }
      const request = { action, resource, context: readContext(context) }
      done(await simulate({ files, boundary, request, json }))
    })

/** Whether identity policies, within a boundary where there is one, allow a request. */
async function simulate({ files, boundary, request, json }: Simulation): Promise<number> {
  const identityPolicies = await readPolicies(files)
  const boundaries = boundary === undefined ? [] : await readPolicies([boundary])

  if (!(identityPolicies && boundaries)) {
    return WRONG_CALL
  }
  const [bounds] = boundaries
  const decision = evaluatePolicies({ identityPolicies, boundary: bounds, request })

  if (json) {
    printJson({ ...request, ...decision })
  } else {
    process.stdout.write(decisionText(decision))
  }
  return decision.effect === 'allowed' ? EXIT.done : EXIT.failed
}

/** One more of the pairs, so that a file may follow the option. */
function addPair(pair: string, pairs: string[] = []): string[] {
  if (pair.indexOf('=') <= 0) {
    throw new InvalidArgumentError('Give KEY=VALUE.')
  }
  return [...pairs, pair]
}

function readContext(pairs: string[]): Record<string, string[]> {
  const context = new Map<string, string[]>()

  for (const pair of pairs) {
    const sign = pair.indexOf('=')
    const key = pair.slice(0, sign)
    context.set(key, [...(context.get(key) ?? []), pair.slice(sign + 1)])
  }
  return Object.fromEntries(context)
}

async function readPolicies(files: string[]): Promise<NamedPolicy[] | undefined> {
  const { read, failed } = await readPolicyFiles(files)
  const parsed = read.map(({ file, text }) => ({ name: file, result: parsePolicy(text) }))
  const policies = parsed.flatMap(({ name, result }) => (result.ok ? [{ name, document: result.data }] : []))

  for (const { name, result } of parsed) {
    if (!result.ok) {
      process.stderr.write(`${name}: ${result.error.message}\n`)
    }
  }
  return failed || policies.length < files.length ? undefined : policies
}

function decisionText({ effect, matched, missingContextKeys }: Decision): string {
  const where =
    matched && `statement ${matched.statement + 1}${matched.sid ? ` (${matched.sid})` : ''} of ${matched.policy}`
  const says = {
    allowed: `allowed by ${where}`,
    'explicit-deny': `denied by ${where}`,
    'implicit-deny': 'denied: no statement allows it',
  }[effect]
  const missing = missingContextKeys.length > 0 ? `missing context keys: ${missingContextKeys.join(', ')}\n` : ''
  return `${says}\n${missing}`
}
