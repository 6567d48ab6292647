import { parseArgs } from 'node:util'
import { readPolicyFiles } from '@/cli/policy/policy-files'
import { sayWrongCall, WRONG_CALL } from '@/cli/policy/policy-usage'
import { printJson } from '@/cli/shared/report'
import { parsePolicy } from '@/lib/policies/document/document'
import { type Decision, evaluatePolicies, type NamedPolicy, type PolicyRequest } from '@/lib/policies/evaluate/evaluate'

type Options = { files: string[]; boundary?: string; request: PolicyRequest; json: boolean }

/** Whether identity policies, within a boundary where there is one, allow a request. */
export async function simulatePolicies(args: string[]): Promise<number> {
  const options = parse(args)

  if (typeof options === 'string') {
    return sayWrongCall(options)
  }
  const identityPolicies = await readPolicies(options.files)
  const boundary = options.boundary === undefined ? [] : await readPolicies([options.boundary])

  if (!(identityPolicies && boundary)) {
    return WRONG_CALL
  }
  const [bounds] = boundary
  const decision = evaluatePolicies({ identityPolicies, ...(bounds && { boundary: bounds }), request: options.request })

  if (options.json) {
    printJson({ ...options.request, ...decision })
  } else {
    process.stdout.write(decisionText(decision))
  }
  return decision.effect === 'allowed' ? 0 : 1
}

function parse(args: string[]): Options | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        action: { type: 'string' },
        resource: { type: 'string' },
        context: { type: 'string', multiple: true },
        boundary: { type: 'string' },
        json: { type: 'boolean' },
      },
    })
    const { action = '', resource = '*', boundary } = values
    const context = readContext(values.context ?? [])
    const request = { action, resource, context: typeof context === 'string' ? {} : context }
    const wrong = positionals.length === 0 ? 'Name at least one policy file.' : wrongRequest(request, context)
    return wrong ?? { files: positionals, ...(boundary && { boundary }), request, json: values.json === true }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function wrongRequest(
  { action, resource }: PolicyRequest,
  context: PolicyRequest['context'] | string,
): string | undefined {
  if (!/^[\w-]+:\w+$/.test(action)) {
    return '--action takes one action, such as s3:GetObject, without wildcards.'
  }
  if (resource !== '*' && (/[*?]/.test(resource) || !resource.startsWith('arn:'))) {
    return '--resource takes one ARN without wildcards, or *.'
  }
  return typeof context === 'string' ? context : undefined
}

function readContext(pairs: string[]): Record<string, string[]> | string {
  const context = new Map<string, string[]>()

  for (const pair of pairs) {
    const sign = pair.indexOf('=')

    if (sign <= 0) {
      return `--context takes KEY=VALUE, not ${pair}.`
    }
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
