import { CONNECTION_OPTION, terminalConnection } from '@/cli/shared/connection'
import { EXIT } from '@/cli/shared/exit'
import { findRuntime } from '@/cli/shared/find-runtime'
import { finish } from '@/cli/shared/finish'
import { JSON_OPTION } from '@/cli/shared/options'
import { planText } from '@/cli/shared/plan-text'
import { confirmed } from '@/cli/shared/prompt'
import { printJson } from '@/cli/shared/report'
import { runLoop } from '@/cli/shared/run-loop'
import { must, type Verb } from '@/cli/shared/verb'
import { terminalWriter } from '@/lib/auth/terminal'
import { visibleText } from '@/lib/format/visible-text'
import { AppError } from '@/lib/result'
import { advanceTakeOver } from '@/lib/take-over/advance-take-over'
import type { TakeOver } from '@/lib/take-over/model'
import { readTakeOver } from '@/lib/take-over/read-take-over'
import { makerText, PART_STATES, revertText, tagLines } from '@/lib/take-over/words'

const NOTES = `
Says what Slipway would own of a runtime that another tool made, then asks. It sets tags of the runtime and nothing else;
--release removes just those. Exit codes: 0 it is as asked for, 2 it was not confirmed, 1 it failed.`

/** Takes a runtime over that Slipway did not make, or gives it back. */
export const takeOver: Verb = (command, done) =>
  void command
    .argument('<runtime>', 'name, id or ARN')
    .option('--release', 'give it back: remove the tags that taking over set')
    .option('--yes', 'do it without asking')
    .addOption(JSON_OPTION)
    .addOption(CONNECTION_OPTION)
    .addHelpText('after', NOTES)
    .action(async (wanted, { release = false, yes, json = false, connection: chosen }) => {
      const connection = chosen ?? terminalConnection()
      const { id } = must(await findRuntime(connection, wanted))
      const found = must(await readTakeOver(connection, id))
      const isThere = release ? found.state === 'theirs' : found.state !== 'theirs'

      if (release && found.state === 'own') {
        throw new AppError(found.plan.refusals[0] ?? OWN)
      }
      if (!json) {
        process.stderr.write(takeOverText(found, isThere))
      }
      if (isThere || found.plan.refusals.length > 0 || !(yes || (await mayTag(found.name, release)))) {
        if (json) {
          printJson(found)
        }
        done(isThere ? EXIT.done : found.plan.refusals.length > 0 ? EXIT.failed : EXIT.pending)
        return
      }
      const writer = must(terminalWriter())
      const asked = { runtimeId: id, isRelease: release, seen: found.seen }
      done(finish(await runLoop((options) => advanceTakeOver(writer, connection, asked, options)), json))
    })

const OWN = { code: 'refused', message: 'Slipway made this runtime.', remedy: 'Export it, or delete it.' } as const

function mayTag(name: string, isRelease: boolean): Promise<boolean> {
  const what = isRelease ? 'give it back' : 'take it over'
  return confirmed(name, what, 'Nothing was changed. Add --yes to do it without being asked.')
}

function takeOverText(found: TakeOver, isThere: boolean): string {
  const { name, parts, later, plan } = found
  const reverts = revertText(found)
  const lines = [
    makerText(found),
    ...parts.map(({ kind, name: part, state, note }) => `  ${PART_STATES[state].padEnd(16)} ${kind} ${part}: ${note}`),
    ...(reverts ? [`! ${reverts}`] : []),
    ...(isThere ? [] : tagLines(plan).map(({ kind, text }) => `${SIGNS[kind]} ${text}`)),
    ...(later.length > 0 ? ['The next edit would besides:', ...later.map((line) => `  ${line}`)] : []),
    ...(isThere ? [`Nothing to do for ${name}.`] : []),
  ]
  return `${lines.map(visibleText).join('\n')}\n${isThere ? '' : planText(plan)}`
}

const SIGNS = { same: ' ', added: '+', removed: '-' } as const
