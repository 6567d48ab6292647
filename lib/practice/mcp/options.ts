import { queryProblem } from '@/lib/practice/mcp/query'
import { fail, ok, type Result } from '@/lib/result'

/** Options of the CLI itself that count here; `--output`, `--no-cli-pager` and the like are read over. */
type GlobalOptions = { region?: string; query?: string; maxItems?: number }

type Split = { options: Map<string, string[]>; globals: GlobalOptions }

const IGNORED_FLAGS = new Set(['no-cli-pager', 'no-paginate', 'no-sign-request', 'debug', 'no-cli-auto-prompt'])
const IGNORED_OPTIONS = new Set(['output', 'page-size', 'color', 'cli-read-timeout', 'cli-connect-timeout'])
const REFUSED = new Set(['profile', 'endpoint-url', 'cli-input-json', 'cli-input-yaml', 'ca-bundle', 'no-verify-ssl'])

/** Groups the words after the operation by their option (without the dashes), and takes out the CLI's own. */
export function splitOptions(words: string[]): Result<Split> {
  const options = new Map<string, string[]>()
  let current: string[] | undefined

  for (const word of words) {
    const [, name, joined] = /^--([a-z][\w-]*)(?:=(.*))?$/s.exec(word) ?? []

    if (name !== undefined) {
      if (REFUSED.has(name)) {
        return refused(`The option --${name} is not allowed.`)
      }
      current = joined === undefined ? [] : [joined]
      options.set(name, current)
    } else if (current) {
      current.push(word)
    } else {
      return refused(`Unknown argument: ${word}`)
    }
  }
  return takeGlobals(options)
}

function takeGlobals(options: Map<string, string[]>): Result<Split> {
  const rest = new Map<string, string[]>()
  const globals: GlobalOptions = {}

  for (const [name, words] of options) {
    const [word = ''] = words
    const isGlobal = name === 'region' || name === 'query' || name === 'max-items'

    if ((isGlobal || IGNORED_OPTIONS.has(name)) && words.length !== 1) {
      return refused(`--${name}: expected one argument`)
    }
    if (name === 'region') {
      if (!/^[a-z]{2,8}(-[a-z]{2,12}){1,2}-\d{1,2}$/.test(word)) {
        return refused(`The region '${word}' does not exist.`)
      }
      globals.region = word
    } else if (name === 'query') {
      const problem = queryProblem(word)

      if (problem !== undefined) {
        return refused(problem)
      }
      globals.query = word
    } else if (name === 'max-items') {
      if (!/^[1-9]\d{0,5}$/.test(word)) {
        return refused(`--max-items: '${word}' is not a number of items.`)
      }
      globals.maxItems = Number(word)
    } else if (!IGNORED_OPTIONS.has(name) && !IGNORED_FLAGS.has(name)) {
      rest.set(name, words)
    }
  }
  return ok({ options: rest, globals })
}

function refused(message: string) {
  return fail({ code: 'invalid-input', message })
}
