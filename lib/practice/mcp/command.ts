import type { CommandOperation, CommandService } from '@/lib/practice/mcp/catalogue'
import { valueOfWords } from '@/lib/practice/mcp/coerce'
import { kebabCase } from '@/lib/practice/mcp/names'
import { type GlobalOptions, type Options, splitOptions, takeGlobals } from '@/lib/practice/mcp/options'
import { hasPages, PAGING_OPTIONS, type Paging, takePaging } from '@/lib/practice/mcp/pages'
import { incomplete, invalid, pythonList } from '@/lib/practice/mcp/refusal'
import type { Shape } from '@/lib/practice/mcp/shape'
import { notImitatedText, notOfferedText } from '@/lib/practice/wire/not-imitated'
import { ok, type Result } from '@/lib/result'

/** A command, understood. An operation that AWS has and the account hasn't is only a name. */
export type Command = {
  service: CommandService
  command: { service: string; operation: string }
  operation: CommandOperation | { name: string }
  input: Record<string, unknown>
  globals: GlobalOptions
  paging: Paging | undefined
  isHelp: boolean
}

type Services = ReadonlyMap<string, CommandService>

/** What the words of a command are held against. */
export type Grammar = {
  services: Services
  /** Why the file is not read. */
  refuseFile: (path: string) => string
}

type Place = { service: string; operation: string }

/** Reads `service operation --option value …`; what is wrong with it comes in the words of the server. */
export function readCommand(words: readonly string[], { services, refuseFile }: Grammar): Result<Command> {
  const [service = '', operation = '', ...rest] = words

  if (service === 'configure' || service === 'history') {
    return invalid(`The given service name is not allowed: ${service}`, { service })
  }
  const known = services.get(service)

  if (!known) {
    const names = `Known services: ${[...services.keys()].join(', ')}.`
    return invalid(`${notOfferedText(`the service '${service}'`)} ${names}`, { service })
  }
  if (operation === '') {
    return invalid(
      "Supplied command does not include an operation. Supply a command in format 'aws service operation'.",
      null,
    )
  }
  const place = { service, operation }

  if (operation === 'wait' || operation === 'help') {
    return invalid(`The given operation is not allowed: ${service} ${operation}`, place)
  }
  const found = known.operations.get(operation)
  const name = found?.name ?? known.lacks(operation)

  if (name === undefined) {
    return invalid(`The operation '${operation}' for service '${service}' does not exist.`, place)
  }
  const taken = takeGlobals(splitOptions(rest), { ...place, operation: name })

  if (!taken.ok) {
    return taken
  }
  const { options, globals } = taken.data
  const base = { service: known, command: place, globals }

  if (!found || rest.includes('help')) {
    return ok({ ...base, operation: found ?? { name }, input: {}, paging: undefined, isHelp: found !== undefined })
  }
  return readArguments(found, options, place, refuseFile, base)
}

function readArguments(
  operation: CommandOperation,
  options: Options,
  place: Place,
  refuseFile: Grammar['refuseFile'],
  base: Pick<Command, 'service' | 'command' | 'globals'>,
): Result<Command> {
  const pages = hasPages(operation)
  const paging = pages ? takePaging(options.named) : ok({})

  if (!paging.ok) {
    return paging
  }
  const named = new Map([...options.named].filter(([name]) => !(pages && isPagingOption(name))))
  const input = readInput(operation, { ...options, named }, place, refuseFile)
  return input.ok
    ? ok({ ...base, operation, input: input.data, paging: pages ? paging.data : undefined, isHelp: false })
    : input
}

type Member = { name: string; member: Shape }

function readInput(
  operation: CommandOperation,
  { named, extra }: Options,
  place: Place,
  refuseFile: Grammar['refuseFile'],
): Result<Record<string, unknown>> {
  const byOption = membersByOption(operation)
  const given = [...named].map(([option, words]) => ({ option: wholeName(option, byOption), words }))
  const unknown = given.filter(({ option }) => !memberOf(option, byOption))

  if (unknown.length > 0) {
    return refuseUnknown(
      operation,
      unknown.map(({ option }) => `--${option}`),
      byOption,
      place,
    )
  }
  const surplus = [...extra]
  const input: Record<string, unknown> = {}
  const missing = missingOptions(operation, given)

  if (missing.length > 0) {
    const list = missing.map((name) => `--${kebabCase(name)}`)
    const reason = `The following parameters are missing for service '${place.service}' and operation '${place.operation}': '${list.join(', ')}'`
    return incomplete(reason, { ...place, parameters: list })
  }
  for (const { option, words } of given) {
    const { name, member } = memberOf(option, byOption) as Member
    const path = words.map((word) => /^fileb?:\/\/(.*)/s.exec(word)?.[1]).find((one) => one !== undefined)

    if (path !== undefined) {
      return invalid(refuseFile(path), {})
    }
    if (member.type === 'boolean') {
      input[name] = byOption.has(option)
      surplus.push(...words)
      continue
    }
    const own = member.type === 'list' ? words : words.slice(0, 1)
    surplus.push(...words.slice(own.length))
    const value = valueOfWords(member, own, `--${option}`)

    if (!value.ok) {
      return value
    }
    input[name] = value.data
  }
  if (surplus.length > 0) {
    const reason = `The operation '${place.operation}' for service '${place.service}' received unknown extra arguments: ${pythonList(surplus)}. These arguments are not supported, so they should be removed.`
    return invalid(reason, place)
  }
  return checked(operation, input)
}

/** What the service model forbids is found out before anything is sent. */
function checked(operation: CommandOperation, input: Record<string, unknown>): Result<Record<string, unknown>> {
  const problem = operation.problem(input)
  const option = problem && `--${kebabCase(problem.member)}`
  return problem && option
    ? invalid(`The parameter '${option}' received an invalid input: ${problem.text}`, { parameters: [option] })
    : ok(input)
}

function refuseUnknown(
  operation: CommandOperation,
  options: string[],
  byOption: ReadonlyMap<string, Member>,
  place: Place,
) {
  const paging = hasPages(operation) ? PAGING_OPTIONS : []
  const known = [...new Set([...byOption.keys(), ...paging])].sort().map((name) => `--${name}`)
  const reason = operation.isWhole
    ? `The operation '${place.operation}' for service '${place.service}' received parameters that it does not support: ${pythonList(options.sort())}. The correct parameters for this operation are ${pythonList([known.join(', ')])}.`
    : `${notImitatedText(`${options.join(', ')} of '${place.service} ${place.operation}'`)} It knows: ${known.join(', ')}`
  return invalid(reason, place)
}

function membersByOption({ input }: CommandOperation): ReadonlyMap<string, Member> {
  return new Map(Object.entries(input.members()).map(([name, member]) => [kebabCase(name), { name, member }]))
}

/** An option may be abbreviated as long as it is clear which one is meant. */
function wholeName(option: string, byOption: ReadonlyMap<string, Member>): string {
  const [only, ...others] = memberOf(option, byOption)
    ? [option]
    : [...byOption.keys()].filter((name) => name.startsWith(option))
  return only !== undefined && others.length === 0 ? only : option
}

function memberOf(option: string, byOption: ReadonlyMap<string, Member>): Member | undefined {
  const negated = option.startsWith('no-') ? byOption.get(option.slice(3)) : undefined
  return byOption.get(option) ?? (negated?.member.type === 'boolean' ? negated : undefined)
}

function missingOptions({ input }: CommandOperation, given: readonly { option: string }[]): string[] {
  const options = new Set(given.map(({ option }) => option.replace(/^no-/, '')))
  return input.required.filter((name) => !options.has(kebabCase(name)) && !isIdempotencyToken(name))
}

function isIdempotencyToken(name: string): boolean {
  return /^client(Request)?Token$/i.test(name)
}

function isPagingOption(name: string): boolean {
  return (PAGING_OPTIONS as readonly string[]).includes(name)
}
