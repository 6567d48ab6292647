import type { CommanderError, CommandUnknownOpts } from '@commander-js/extra-typings'
import type { Failure } from '@/lib/result'

/** `npm run slipway -- policy check`: how a person calls a command. */
export function callOf(command: CommandUnknownOpts): string {
  return command.parent ? `${callOf(command.parent)} ${command.name()}` : command.name()
}

/** What commander has against a call, in our words: every unknown option is named, the nearest one is proposed. */
export function wrongCallOf(error: CommanderError, command: CommandUnknownOpts, args: string[]): Failure {
  const said = error.message.replace(/^error: /, '').replace(/\.?\n\((.*)\)$/s, '. $1')
  const message = `${said.charAt(0).toUpperCase()}${said.slice(1)}${/[.?]$/.test(said) ? '' : '.'}`
  const others = error.code === 'commander.unknownOption' ? unknownOptions(command, args).slice(1) : []
  return {
    code: 'invalid-input',
    message: others.length === 0 ? message : `${message} Unknown as well: ${others.join(', ')}.`,
    remedy: `See: ${callOf(command)} --help`,
  }
}

function unknownOptions(command: CommandUnknownOpts, args: string[]): string[] {
  const { unknown } = command.parseOptions(args)
  const end = unknown.indexOf('--')
  return unknown.slice(0, end < 0 ? unknown.length : end).filter((arg) => /^-./.test(arg))
}

/**
 * Fails for `--user --json`: commander would take `--json` for the user's name. A value that begins with a hyphen is
 * written `--user=-x`.
 */
export function refuseMissingValues(command: CommandUnknownOpts, args: string[]): void {
  const end = args.indexOf('--')
  const words = end < 0 ? args : args.slice(0, end)

  for (const [index, word] of words.entries()) {
    const next = words[index + 1]
    const option = command.options.find(({ long, short, required }) => required && (word === long || word === short))

    if (option && next !== undefined && /^-./.test(next)) {
      command.error(`error: option '${option.flags}' argument missing: '${next}' looks like an option`, {
        code: 'commander.optionMissingArgument',
      })
    }
  }
}
