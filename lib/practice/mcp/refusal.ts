import { fail } from '@/lib/result'

/** What a refusal is about; members that say nothing are null in the server's words. */
type Context = {
  service?: string
  operation?: string
  operators?: string[]
  args?: string[]
  parameters?: string[]
}

type Kind = 'validation_failures' | 'missing_context_failures'

/** The command is wrong as it stands. */
export function invalid(reason: string, context: Context | null) {
  return refused('validation_failures', reason, context)
}

/** The command lacks something. */
export function incomplete(reason: string, context: Context | null) {
  return refused('missing_context_failures', reason, context)
}

/** The server finds this out before it asks AWS, and says it in JSON within a sentence. */
function refused(kind: Kind, reason: string, context: Context | null) {
  const whole = context && {
    service: context.service ?? null,
    operation: context.operation ?? null,
    operators: context.operators ?? null,
    region: null,
    args: context.args ?? null,
    parameters: context.parameters ?? null,
  }
  const failures = { validation_failures: null, missing_context_failures: null, [kind]: [{ reason, context: whole }] }
  return fail({
    code: 'invalid-input',
    message: `Error while validating the command: ${JSON.stringify(failures)}`,
  })
}

/** As Python prints a list of strings. */
export function pythonList(items: readonly string[]): string {
  const quoted = items.map((item) => {
    const quote = item.includes("'") && !item.includes('"') ? '"' : "'"
    return quote + item.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`) + quote
  })
  return `[${quoted.join(', ')}]`
}
