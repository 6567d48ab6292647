import type { Release } from '@/lib/practice/mcp/releases'

/** `errors.pydantic.dev` has a page for each kind of error; the server's answers name it. */
const PAGES = 'https://errors.pydantic.dev/2.14/v'

type Problem = { name: string; text: string; kind: string; input: string; type: string }

export type CallArguments = { commands: string | string[]; maxResults: number | undefined }

/** Reads the arguments of `call_aws`; a text says what is wrong with them, in the words of pydantic. */
export function readArguments(given: Record<string, unknown>, { batchLimit }: Release): CallArguments | string {
  const { cli_command: commands, max_results: maxResults, ...others } = given
  const isList = batchLimit !== null && Array.isArray(commands) && commands.every((one) => typeof one === 'string')
  const count =
    typeof maxResults === 'string' && /^[+-]?\d+$/.test(maxResults) ? Number(maxResults) : (maxResults ?? undefined)
  const problems = [
    ...(typeof commands === 'string' || isList ? [] : commandProblems(given, batchLimit !== null)),
    ...(count === undefined || Number.isInteger(count) ? [] : [countProblem(maxResults)]),
    ...Object.entries(others).map(([name, value]) =>
      problem(name, 'Unexpected keyword argument', 'unexpected_keyword_argument', value),
    ),
  ]
  return problems.length === 0
    ? { commands: commands as string | string[], maxResults: count as number | undefined }
    : problemText('call_aws', problems)
}

function commandProblems(given: Record<string, unknown>, takesLists: boolean): Problem[] {
  const { cli_command: value } = given

  if (value === undefined) {
    return [problem('cli_command', 'Missing required argument', 'missing_argument', given)]
  }
  const text = (name: string) => problem(name, 'Input should be a valid string', 'string_type', value)
  return takesLists
    ? [text('cli_command.str'), problem('cli_command.list[str]', 'Input should be a valid list', 'list_type', value)]
    : [text('cli_command')]
}

function countProblem(value: unknown): Problem {
  return typeof value === 'string'
    ? problem(
        'max_results',
        'Input should be a valid integer, unable to parse string as an integer',
        'int_parsing',
        value,
      )
    : problem('max_results', 'Input should be a valid integer', 'int_type', value)
}

function problem(name: string, text: string, kind: string, value: unknown): Problem {
  const type = Array.isArray(value)
    ? 'list'
    : typeof value === 'object' && value !== null
      ? 'dict'
      : typeof value === 'string'
        ? 'str'
        : typeof value === 'boolean'
          ? 'bool'
          : 'int'
  const shown = type === 'str' ? `'${String(value)}'` : JSON.stringify(value)
  return { name, text, kind, input: shown.length > 50 ? `${shown.slice(0, 25)}...${shown.slice(-24)}` : shown, type }
}

function problemText(tool: string, problems: readonly Problem[]): string {
  const count = problems.length === 1 ? '1 validation error' : `${problems.length} validation errors`
  const lines = problems.map(
    ({ name, text, kind, input, type }) =>
      `${name}\n  ${text} [type=${kind}, input_value=${input}, input_type=${type}]\n    For further information visit ${PAGES}/${kind}`,
  )
  return [`${count} for call[${tool}]`, ...lines].join('\n')
}
