import { cliWords, type WordReader } from '@/lib/mcp/command/cli-words'

/** One AWS CLI command: `s3api`, `list-buckets`, its own options (`--bucket`) and what stands without an option. */
export type CliCommand = {
  service: string
  operation: string
  options: { name: string; values: string[] }[]
  plain: string[]
}

/** Undefined where an option takes no value. None of these changes where a request goes, who makes it or what it does. */
const GLOBAL_OPTIONS = new Map<string, RegExp | undefined>([
  ['--region', /^([a-z]{2}(-[a-z]+)+-\d|\*)$/],
  ['--output', /^(json|text|table|yaml|yaml-stream)$/],
  ['--query', /^(?!-)/],
  ['--color', /^(on|off|auto)$/],
  ['--max-items', /^\d+$/],
  ['--page-size', /^\d+$/],
  ['--starting-token', /^[\w+/=.:-]+$/],
  ['--cli-read-timeout', /^\d+$/],
  ['--cli-connect-timeout', /^\d+$/],
  ['--cli-binary-format', /^(base64|raw-in-base64-out)$/],
  ['--no-paginate', undefined],
  ['--no-cli-pager', undefined],
])

/** The CLI takes a beginning for the whole name, so a beginning of one of these is refused as well. */
const OTHER_GLOBAL_OPTIONS = [
  '--endpoint-url',
  '--profile',
  '--ca-bundle',
  '--no-verify-ssl',
  '--no-sign-request',
  '--debug',
  '--version',
  '--cli-input-json',
  '--cli-input-yaml',
  '--generate-cli-skeleton',
  '--cli-auto-prompt',
  // Reads a file of the server by its bare name.
  '--priv-launch-key',
]

/** The command, or why the text is not exactly one whose every part is understood. */
export function readCommand(line: string, reader?: WordReader): CliCommand | { why: string } {
  const found = cliWords(line.trim(), reader)

  if ('why' in found) {
    return found
  }
  const [first, ...words] = found.words
  return first === 'aws' ? readWords(words) : { why: UNNAMED }
}

const VALUED = [
  ...[...GLOBAL_OPTIONS].flatMap(([name, shape]) => (shape ? [name] : [])),
  '--endpoint-url',
  '--profile',
  '--ca-bundle',
  '--cli-input-json',
  '--cli-input-yaml',
]

/** Whether the CLI takes the next word for the value of this global option, which may be shortened. */
export function takesValue(option: string): boolean {
  return (
    VALUED.some((name) => name === option) ||
    (!GLOBAL_OPTIONS.has(option) && VALUED.some((name) => name.startsWith(option)))
  )
}

const UNNAMED = 'It does not plainly name a service and an operation.'

function readWords(words: string[]): CliCommand | { why: string } {
  const names: string[] = []
  const options: CliCommand['options'] = []
  const rest = [...words]

  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (!word.startsWith('-')) {
      const why = faultOf(word)

      if (why) {
        return { why }
      }
      names.push(word)
      continue
    }
    const [name = '', given] = splitOption(word)
    const isGlobal = GLOBAL_OPTIONS.has(name)
    const values = valuesOf(name, given, rest)
    const why = isGlobal ? globalFault(name, values) : optionFault(name, values, names.length)

    if (why) {
      return { why }
    }
    options.push(...(isGlobal ? [] : [{ name, values }]))
  }
  const [service = '', operation = '', ...plain] = names
  return NAME.test(service) && NAME.test(operation) ? { service, operation, options, plain } : { why: UNNAMED }
}

const NAME = /^[a-z0-9][a-z0-9-]*$/

function splitOption(word: string): [string, string?] {
  const at = word.indexOf('=')
  return at < 0 ? [word] : [word.slice(0, at), word.slice(at + 1)]
}

/** Takes what belongs to the option away from the words that follow it. */
function valuesOf(name: string, given: string | undefined, rest: string[]): string[] {
  if (given !== undefined) {
    return [given]
  }
  if (GLOBAL_OPTIONS.has(name)) {
    return GLOBAL_OPTIONS.get(name) ? rest.splice(0, 1) : []
  }
  const end = rest.findIndex((word) => /^-(?!\d)/.test(word))
  return rest.splice(0, end < 0 ? rest.length : end)
}

function globalFault(name: string, values: string[]): string | undefined {
  const shape = GLOBAL_OPTIONS.get(name)
  const isFit = shape ? values.length === 1 && shape.test(values[0] ?? '') : values.length === 0
  return isFit ? undefined : `The value of ${name} is not one that it takes.`
}

function optionFault(name: string, values: string[], names: number): string | undefined {
  const isOther = OTHER_GLOBAL_OPTIONS.some((other) => other.startsWith(name))

  if (!/^--[a-z][a-z0-9-]+$/.test(name) || name.startsWith('--cli-') || isOther || names < 2) {
    return `The option ${name} may change what the command does or where it goes.`
  }
  // What follows a single value would be the name of a file to write.
  if (values.length > 1 && !name.endsWith('s') && !values.every((value) => value.includes('='))) {
    return `What follows the first value of ${name} is no option.`
  }
  return values.map((value) => (name === '--queue-url' && QUEUE.test(value) ? undefined : faultOf(value))).find(Boolean)
}

/** The CLI sends the request to the host of this address, so only AWS's own will do. */
const QUEUE = /^https:\/\/sqs\.[a-z]{2}(-[a-z]+)+-\d\.amazonaws\.com(\.cn)?\/\d{12}\/[\w.-]+$/

function faultOf(value: string): string | undefined {
  return /(fileb?|https?):\/\/|@=/i.test(value) ? 'A value of it is read from a file or from an address.' : undefined
}
