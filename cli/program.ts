import { Command, CommanderError, type CommandUnknownOpts, Help } from '@commander-js/extra-typings'
import { VERBS } from '@/cli/registry'
import { EXIT } from '@/cli/shared/exit'
import { Stopped } from '@/cli/shared/prompt'
import type { VerbEntry } from '@/cli/shared/verb'
import { callOf, refuseMissingValues, wrongCallOf } from '@/cli/shared/wrong-call'
import { AppError, type Failure } from '@/lib/result'
import manifest from '@/package.json'

const CALL = 'npm run slipway --'
/** What was asked for stands on the screen. */
const DISPLAYED = new Set(['commander.helpDisplayed', 'commander.version'])
const NOTES = `
npm start starts the console (PORT, SLIPWAY_STATE_DIR).
${CALL} help VERB says what a verb takes.
Exit codes: 0 done or nothing to do, 2 changes are pending, 1 failed. Where a verb's differ, its help says so.`

/** Runs one call of the command line: `['plan', 'deployment.json']`. Answers the exit code; throws for bugs only. */
export async function slipway(args: string[], verbs: readonly VerbEntry[] = VERBS): Promise<number> {
  const call = new Call(verbs, args)

  try {
    await call.root.parseAsync(asked(call.root, args), { from: 'user' })
    return call.code
  } catch (error) {
    return end(error, call, args)
  }
}

/** The commands, and how far one call came with them. */
class Call {
  readonly root = new Command(CALL)
    .usage('VERB')
    .exitOverride()
    .version(manifest.version)
    .helpCommand(false)
    .configureOutput({ outputError: () => undefined })
    .configureHelp({ formatHelp: allVerbs })
    .addHelpText('after', NOTES)
  code: number = EXIT.done
  reached: CommandUnknownOpts = this.root
  /** The verb that was reached, or one of its group's. */
  entry: VerbEntry | undefined

  readonly #groups = new Map<string, Command>()
  readonly #args: string[]
  readonly #verbs = new Map<CommandUnknownOpts, { entry: VerbEntry; command: Command }>()

  constructor(verbs: readonly VerbEntry[], args: string[]) {
    this.#args = args
    this.#onReach(this.root)

    for (const entry of verbs) {
      const [name = '', group] = entry.name.split(' ').reverse()
      const command = (group === undefined ? this.root : this.#group(group)).command(name).description(entry.summary)
      this.#verbs.set(command, { entry, command })
    }
  }

  #group(name: string): Command {
    const group = this.#groups.get(name) ?? this.root.command(name).usage('VERB').helpCommand(false)

    if (!this.#groups.has(name)) {
      this.#groups.set(name, group)
      this.#onReach(group)
    }
    return group
  }

  #onReach(parent: CommandUnknownOpts): void {
    parent.hook('preSubcommand', async (_, command) => {
      this.reached = command
      await this.#declare(command)
    })
  }

  /** A verb is loaded only here, so that the others cost nothing. */
  async #declare(reached: CommandUnknownOpts): Promise<void> {
    const verb = this.#verbs.get(reached)
    this.entry = (verb ?? this.#verbs.get(reached.commands[0] ?? reached))?.entry

    if (verb) {
      const declare = await verb.entry.load()
      declare(verb.command, (code) => {
        this.code = code
      })
      refuseMissingValues(reached, this.#args)
    }
    if (reached.options.some(({ long }) => long === '--connection')) {
      const { findPracticePlace } = await import('@/scripts/lib/practice-place')
      findPracticePlace(this.#args)
    }
  }
}

/** `help policy check` and `policy help check` are `policy check --help`. Of an unknown verb, only its name counts. */
function asked(root: CommandUnknownOpts, words: string[]): string[] {
  let command = root

  for (const [index, word] of words.entries()) {
    const next = command.commands.find((each) => each.name() === word)

    if (command.commands.length === 0 || word.startsWith('-')) {
      return words
    }
    if (!next) {
      const before = words.slice(0, index)
      return word === 'help' ? asked(root, [...before, ...words.slice(index + 1), '--help']) : [...before, word]
    }
    command = next
  }
  return words
}

/** In the first help, the verbs of groups stand beside the others. */
function allVerbs(command: CommandUnknownOpts, help: Help): string {
  if (command.commands.length > 0) {
    help.visibleCommands = ({ commands }) =>
      commands.flatMap((each) => (each.commands.length > 0 ? each.commands : each))
    help.subcommandTerm = (verb) => callOf(verb).slice(CALL.length + 1)
  }
  return Help.prototype.formatHelp.call(help, command, help)
}

async function end(error: unknown, { reached, entry }: Call, args: string[]): Promise<number> {
  if (error instanceof Stopped) {
    return EXIT.stopped
  }
  if (error instanceof CommanderError && DISPLAYED.has(error.code)) {
    return EXIT.done
  }
  const failsWith = entry?.failsWith ?? EXIT.failed

  if (error instanceof CommanderError && error.code === 'commander.help') {
    return error.exitCode === 0 ? EXIT.done : failsWith
  }
  const failure = failureOf(error, reached, args)
  const { printFailure } = await import('@/cli/shared/report')
  printFailure(failure, entry?.failsAsJson === true && args.includes('--json'))
  return failsWith
}

function failureOf(error: unknown, reached: CommandUnknownOpts, args: string[]): Failure {
  if (error instanceof CommanderError) {
    return wrongCallOf(error, reached, args)
  }
  if (error instanceof AppError) {
    return error.failure
  }
  throw error
}
