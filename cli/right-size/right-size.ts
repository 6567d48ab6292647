import { Option } from '@commander-js/extra-typings'
import { applyProposal, undoLast } from '@/cli/right-size/right-size-change'
import { documentOf, headOf, textOf } from '@/cli/right-size/right-size-text'
import { CONNECTION_OPTION, terminalConnection } from '@/cli/shared/connection'
import { EXIT } from '@/cli/shared/exit'
import { findRuntime } from '@/cli/shared/find-runtime'
import { printJson } from '@/cli/shared/report'
import { must, type Verb } from '@/cli/shared/verb'
import { AppError } from '@/lib/result'
import { readRightSize } from '@/lib/right-size/read-right-size'

/** CloudTrail keeps no more. */
const MOST_DAYS = 90

const NOTES = `
Without --apply or --undo nothing is changed. --apply keeps what it replaces in the state folder, so that --undo can put it
back byte for byte; cut off at any point, each of them goes on when it is run again.
Exit codes: 0 nothing can be trimmed, or it was done; 2 something can be trimmed; 1 it could not be looked at or done.`

/** Prints what a runtime's role may do and never did, and policies without it; changes the role only when asked to. */
export const rightSize: Verb = (command, done) =>
  void command
    .argument('<runtime>', 'name, id or ARN')
    .option('--days <number>', `how far back to look, at most ${MOST_DAYS}`, '30')
    .addOption(
      new Option('--margin <what>', 'what to keep beside what was used: what reads in the same services, or nothing')
        .choices(['read', 'none'] as const)
        .default('read' as const),
    )
    .option('--apply', 'give the role the proposed policies')
    .option('--resources', 'with --apply: narrow resources to those seen, too')
    .addOption(new Option('--undo', 'give the role back what the last --apply replaced').conflicts('apply'))
    .option('--overwrite', 'with --undo: also where somebody changed a policy since')
    .option('--yes', 'change the role without asking')
    .option('--json', 'one JSON document, with the whole policies')
    .addOption(CONNECTION_OPTION)
    .addHelpText('after', NOTES)
    .action(async (wanted, { days: text, margin, json = false, connection: chosen, ...asked }) => {
      const days = daysOf(text)
      const connection = chosen ?? terminalConnection()
      const runtime = must(await findRuntime(connection, wanted))

      if (asked.undo) {
        done(await undoLast(connection, runtime, { ...asked, json }))
        return
      }
      const { signal } = new AbortController()
      const found = must(await readRightSize(connection, runtime, { days, margin, now: Date.now(), signal }))
      const isUnread = found.missing.some(({ source }) => source !== 'record')
      const canTrim = found.actions.policies.some(({ isChanged }) => isChanged)

      if (asked.apply) {
        done(await applyProposal(connection, runtime, found, { ...asked, json }))
        return
      }
      if (json) {
        printJson(documentOf(found))
      } else {
        process.stderr.write(headOf(found))
        process.stdout.write(textOf(found))
      }
      done(isUnread ? EXIT.failed : canTrim ? EXIT.pending : EXIT.done)
    })

function daysOf(text: string): number {
  const days = Number(text)

  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS) {
    throw new AppError({
      code: 'invalid-input',
      message: `--days takes no ${JSON.stringify(text)}.`,
      remedy: `Give a whole number from 1 to ${MOST_DAYS}.`,
    })
  }
  return days
}
