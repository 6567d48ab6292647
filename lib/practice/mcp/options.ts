import { queryProblem } from '@/lib/practice/mcp/query'
import { incomplete, invalid } from '@/lib/practice/mcp/refusal'
import { notImitatedText } from '@/lib/practice/wire/not-imitated'
import { ok, type Result } from '@/lib/result'

/** Options of the CLI itself that count here; the others are read over. */
export type GlobalOptions = { region?: string; query?: string; profile?: string; notImitated?: string }

/** The words of each option, and those that belong to none. */
export type Options = { named: Map<string, string[]>; extra: string[] }

const DENIED_FLAGS = new Set(['debug', 'no-verify-ssl', 'no-sign-request'])
const IGNORED_FLAGS = new Set(['no-paginate'])
const VALUES = ['region', 'query', 'profile', 'output', 'endpoint-url', 'color', 'ca-bundle']
const TIMEOUTS = ['cli-read-timeout', 'cli-connect-timeout']
/** Known to every operation; the server lists them nowhere. */
const SKELETONS = ['cli-input-json', 'generate-cli-skeleton']
const GLOBAL_VALUES = new Set([...VALUES, ...TIMEOUTS, ...SKELETONS])
const CHOICES: Record<string, readonly string[]> = { output: ['json', 'text', 'table'], color: ['on', 'off', 'auto'] }

/** Groups the words after the operation by their option, without the dashes. */
export function splitOptions(words: readonly string[]): Options {
  const named = new Map<string, string[]>()
  const extra: string[] = []
  let current = extra

  for (const word of words) {
    const [, name, joined] = /^--([a-z][\w-]*)(?:=(.*))?$/s.exec(word) ?? []

    if (name === undefined) {
      current.push(word)
    } else {
      current = joined === undefined ? [] : [joined]
      named.set(name, current)
    }
  }
  return { named, extra }
}

/** Takes the CLI's own options out of the others; `place` is what a refusal says it is about. */
export function takeGlobals(
  { named, extra }: Options,
  place: { service: string; operation: string },
): Result<{ options: Options; globals: GlobalOptions }> {
  const rest = new Map<string, string[]>()
  const surplus: string[] = []
  const values = new Map<string, string>()
  const denied: string[] = []

  for (const [name, words] of named) {
    if (DENIED_FLAGS.has(name) || IGNORED_FLAGS.has(name)) {
      denied.push(...(DENIED_FLAGS.has(name) ? [`--${name}`] : []))
      surplus.push(...words)
    } else if (GLOBAL_VALUES.has(name)) {
      const [value, ...others] = words

      if (value === undefined) {
        return incomplete(`Failed handling '--${name}': 'expected one argument'`, {})
      }
      if (CHOICES[name]?.includes(value) === false) {
        return invalid(`The parameter '${name}' received an invalid choice: '${value}'`, {})
      }
      values.set(name, value)
      surplus.push(...others)
    } else {
      rest.set(name, words)
    }
  }
  if (denied.length > 0) {
    const args = denied.sort()
    const reason = `The following global argument for service '${place.service}' cannot be set: '${args.join(', ')}'`
    return invalid(reason, { service: place.service, args })
  }
  const query = values.get('query')
  const problem = query === undefined ? undefined : queryProblem(query)
  return problem === undefined
    ? ok({ options: { named: rest, extra: [...extra, ...surplus] }, globals: globalsOf(values) })
    : invalid(problem, place)
}

function globalsOf(values: ReadonlyMap<string, string>): GlobalOptions {
  const kept = (['region', 'query', 'profile'] as const).flatMap((name): [string, string][] => {
    const value = values.get(name)
    return value === undefined ? [] : [[name, value]]
  })
  const other = ['endpoint-url', 'ca-bundle', ...SKELETONS].find((name) => values.has(name))
  return {
    ...Object.fromEntries(kept),
    ...(other === undefined ? {} : { notImitated: notImitatedText(`--${other}`) }),
  }
}
