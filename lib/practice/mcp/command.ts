import type { CommandOperation, CommandService } from '@/lib/practice/mcp/catalogue'
import { valueOfWords } from '@/lib/practice/mcp/coerce'
import { kebabCase } from '@/lib/practice/mcp/names'
import { splitOptions } from '@/lib/practice/mcp/options'
import { notImitatedText } from '@/lib/practice/wire/not-imitated'
import { fail, ok, type Result } from '@/lib/result'

/** A command, understood. `query` is JMESPath. */
export type Command = {
  service: CommandService
  operation: CommandOperation
  input: Record<string, unknown>
  region?: string
  query?: string
  maxItems?: number
}

type Services = ReadonlyMap<string, CommandService>

/** Reads `[aws] service operation --option value …`; what is wrong with it comes in the words of the CLI. */
export function readCommand(words: string[], services: Services): Result<Command> {
  const [serviceName = '', operationName = '', ...rest] = words[0] === 'aws' ? words.slice(1) : words
  const service = services.get(serviceName)

  if (!service) {
    return refused(
      `${notImitatedText(`the service '${serviceName}'`)} Known services: ${[...services.keys()].join(', ')}.`,
    )
  }
  const operation = service.operations.get(operationName)

  if (!operation) {
    return refused(
      service.lacks(operationName)
        ? notImitatedText(`the operation '${operationName}' of service '${service.service}'`)
        : `The operation '${operationName}' for service '${service.service}' does not exist.`,
    )
  }
  const split = splitOptions(rest)

  if (!split.ok) {
    return split
  }
  const { options, globals } = split.data
  const input = readInput(operation, options, `${serviceName} ${operationName}`)
  return input.ok ? ok({ service, operation, input: input.data, ...globals }) : input
}

function readInput(operation: CommandOperation, options: Map<string, string[]>, command: string) {
  const { input: shape, isWhole } = operation
  const byOption = new Map(Object.entries(shape.members()).map(([name, member]) => [kebabCase(name), { name, member }]))
  const input: Record<string, unknown> = {}

  for (const [option, words] of options) {
    const positive = option.replace(/^no-/, '')
    const known = byOption.get(option) ?? byOption.get(positive)

    if (!known || (!byOption.has(option) && known.member.type !== 'boolean')) {
      const problem = isWhole ? `Unknown options: --${option}.` : notImitatedText(`--${option} of '${command}'`)
      return refused(`${problem} The command '${command}' knows: ${optionList(byOption.keys())}`)
    }
    const value =
      known.member.type === 'boolean'
        ? readFlag(option, byOption.has(option), words)
        : valueOfWords(known.member, words, `--${option}`)

    if (!value.ok) {
      return value
    }
    input[known.name] = value.data
  }
  const missing = shape.required.filter((name) => !Object.hasOwn(input, name) && !isIdempotencyToken(name))
  return missing.length === 0
    ? ok(input)
    : refused(`The following parameters are missing for '${command}': ${optionList(missing.map(kebabCase))}`)
}

function readFlag(option: string, isPositive: boolean, words: string[]): Result<boolean> {
  const [word] = words

  if (words.length === 0) {
    return ok(isPositive)
  }
  return isPositive && words.length === 1 && (word === 'true' || word === 'false')
    ? ok(word === 'true')
    : refused(`--${option}: expected no argument`)
}

function optionList(names: Iterable<string>): string {
  return [...names].map((name) => `--${name}`).join(', ') || 'none'
}

function isIdempotencyToken(name: string): boolean {
  return /^client(Request)?Token$/i.test(name)
}

function refused(message: string) {
  return fail({ code: 'invalid-input', message })
}
