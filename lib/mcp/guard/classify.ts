import { toText } from '@/lib/json'
import 'server-only'
import { type CliCommand, readCommand } from '@/lib/mcp/command/cli-command'
import { cliWords } from '@/lib/mcp/command/cli-words'
import { s3Access, sideEffectOf } from '@/lib/mcp/command/command-access'
import { unknownOption } from '@/lib/mcp/command/option-words'
import { type LooseCommand, looseCommands } from '@/lib/mcp/guard/loose-command'
import { type Classification, type CommandPart, type ServerPlace, worstClass } from '@/lib/mcp/guard/model'
import { operationClass } from '@/lib/mcp/guard/operation-class'
import { parseJson } from '@/lib/mcp/json-values'

/**
 * What the argument `cli_command` of `call_aws` would do: one command or, from release 1.3.17 on, a list. Never throws. The worse
 * of two readings counts: a generous one that finds what the text seems to run, and a strict one that doubts every part it
 * doesn't understand.
 */
export async function classify(argument: unknown, place: ServerPlace = {}): Promise<Classification> {
  const parts = (await Promise.all(commandsOf(argument).map((line) => classifyLine(line, place)))).flat()
  const all = parts.length > 0 ? parts : [unreadable(toText(argument ?? ''))]
  return { parts: all, class: worstClass(all.map((part) => part.class)) }
}

/** Clients that can't send a list send its JSON, and the server takes that too. */
export function commandsOf(argument: unknown): string[] {
  const value = typeof argument === 'string' && /^\s*\[/.test(argument) ? (parseJson(argument) ?? argument) : argument
  return (Array.isArray(value) ? value : [value]).map((one) =>
    typeof one === 'string' ? one : (JSON.stringify(one) ?? ''),
  )
}

async function classifyLine(line: string, place: ServerPlace): Promise<CommandPart[]> {
  const found = looseCommands(line)
  const strict = readCommand(withAws(line), 'server')

  return found.length === 0
    ? [unreadable(line)]
    : Promise.all(found.map((command) => partOf(line, command, strict, place)))
}

/** The server adds a missing `aws`. */
function withAws(line: string): string {
  const found = cliWords(line.trim(), 'server')
  return 'words' in found && found.words[0] !== 'aws' ? `aws ${line}` : line
}

function unreadable(text: string): CommandPart {
  const why = 'It does not plainly name a service and an operation.'
  return { text, actions: [], regions: [], class: 'unknown', why, doubt: why }
}

type Strict = CliCommand | { why: string }

async function partOf(text: string, loose: LooseCommand, strict: Strict, place: ServerPlace): Promise<CommandPart> {
  const verdict = dryRun(loose, strict) ?? (await operationClass(loose))
  const doubt = 'why' in strict ? strict.why : verdict.class === 'read' ? doubtOfReading(strict) : undefined
  const isDoubted = doubt !== undefined && verdict.class === 'read'

  return {
    text,
    service: loose.service,
    operation: loose.operation,
    actions: verdict.actions,
    regions: loose.regions.length > 0 ? loose.regions : place.region === undefined ? [] : [place.region],
    ...(loose.isElsewhere || place.account === undefined ? {} : { account: place.account }),
    class: isDoubted ? 'unknown' : verdict.class,
    why: isDoubted ? doubt : verdict.why,
    ...(doubt === undefined ? {} : { doubt }),
  }
}

/** What a plain command, known to read at AWS, may do besides. */
function doubtOfReading(command: CliCommand): string | undefined {
  const { service, operation, plain, options } = command
  const name = `${service} ${operation}`

  if (name === 's3 ls') {
    const access = s3Access(command)
    return access.kind === 'reads' ? undefined : access.why
  }
  if (operation === 'wait') {
    return plain.length === 1 && !options.some((option) => unknownOption(option.name))
      ? undefined
      : `aws ${name} does not have this form.`
  }
  const isTail = name === 'logs tail' && plain.length === 1
  return isTail ? sideEffectOf({ ...command, plain: [] }) : sideEffectOf(command)
}

/** EC2 answers a dry run with whether it would have been allowed, and does nothing. No other service promises that here. */
function dryRun({ service, operation }: LooseCommand, strict: Strict) {
  if (service !== 'ec2' || 'why' in strict || strict.plain.length > 0) {
    return undefined
  }
  const names = strict.options.filter(({ name }) => /^--(no-)?dry/.test(name))
  const [only] = names
  const isDry = names.length === 1 && only?.name === '--dry-run' && only.values.length === 0
  const why = 'EC2 only says whether it would be allowed.'
  const action = operation.replace(/(^|-)([a-z])/g, (_, _dash, letter: string) => letter.toUpperCase())
  return isDry ? { class: 'read' as const, actions: [`ec2:${action}`], why } : undefined
}
