import { CONNECTION_OPTION, terminalConnection } from '@/cli/shared/connection'
import { EXIT } from '@/cli/shared/exit'
import { findRuntime } from '@/cli/shared/find-runtime'
import { keptCredential } from '@/cli/shared/kept-credential'
import { JSON_OPTION, matching } from '@/cli/shared/options'
import { confirmed } from '@/cli/shared/prompt'
import { failureText, printJson } from '@/cli/shared/report'
import { must, type Verb } from '@/cli/shared/verb'
import { terminalWriter } from '@/lib/auth/terminal'
import { visibleText } from '@/lib/format/visible-text'
import { AppError, type Failure, type Result } from '@/lib/result'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import type { StopReport, StopStep } from '@/lib/stop/model'
import { type OutlivingList, whatOutlives } from '@/lib/stop/outlives'
import { otherUsers, resumeRuntime, stopRuntime, usersText } from '@/lib/stop/stop'

/** Takes everything from a runtime's role and keeps callers out. Works without the console. */
export const stop: Verb = (command, done) =>
  void command
    .argument('<runtime>', 'name, id or ARN')
    .option('--reason <text>', 'why, for whoever resumes it; needed', matching(/\S/, 'a reason'))
    .option(
      '--shared',
      'deny the role everything also when other runtimes use it: they answer callers and may do nothing',
    )
    .option('--yes', 'stop without asking')
    .addOption(JSON_OPTION)
    .addOption(CONNECTION_OPTION)
    .action(async (wanted, { reason, shared = false, yes = false, json = false, connection: chosen }) => {
      if (reason === undefined) {
        // Commander's own check comes before it has seen options that no verb knows, and would hide them.
        throw new AppError(NO_REASON)
      }
      const connection = chosen ?? terminalConnection()
      const writer = must(terminalWriter())
      const runtime = must(await findRuntime(connection, wanted))

      if (!yes) {
        const others = await otherUsers(connection, runtime)

        // A stop must not wait for what it would only mention.
        if (others.ok) {
          sayUsers(runtime, others.data, shared)
        } else {
          process.stderr.write(`Who else has the role could not be read. ${failureText(others.error)}\n`)
        }

        if (
          !(await confirmed(runtime.name, 'stop it', 'Nothing was stopped. Add --yes to stop without being asked.'))
        ) {
          done(EXIT.pending)
          return
        }
      }
      const credential = await keptCredential(connection, runtime)
      const report = await stopRuntime(writer, connection, runtime, { reason, isRoleShared: shared, credential })
      print(report, json)

      if (!json) {
        printOutliving(await whatOutlives(connection, runtime.roleArn))
      }
      done(report.reading.state === 'stopped' ? EXIT.done : EXIT.failed)
    })

const NO_REASON: Failure = {
  code: 'invalid-input',
  message: 'Nothing was stopped: a stop needs a reason, for whoever resumes it.',
  remedy: 'Add --reason TEXT.',
}

/** Gives back what a stop took, and nothing else. */
export const resume: Verb = (command, done) =>
  void command
    .argument('<runtime>', 'name, id or ARN')
    .addOption(JSON_OPTION)
    .addOption(CONNECTION_OPTION)
    .action(async (wanted, { json = false, connection: chosen }) => {
      const connection = chosen ?? terminalConnection()
      const writer = must(terminalWriter())
      const runtime = must(await findRuntime(connection, wanted))
      const report = await resumeRuntime(writer, connection, runtime)
      print(report, json)
      done(report.reading.state === 'running' ? EXIT.done : EXIT.failed)
    })

const SHARED = 'They go on answering callers, and may do nothing.'

function sayUsers({ roleName }: RuntimeDetail, others: string[], isShared: boolean): void {
  if (others.length > 0) {
    const what = isShared ? SHARED : 'The role stays as it is; --shared denies it everything too.'
    process.stderr.write(`${roleName}: ${usersText(others)} ${what}\n`)
  }
}

const MARKS: Record<StopStep['outcome'], string> = { done: '✓', already: '✓', skipped: '–', failed: '✗' }

const STATES: Record<StopReport['reading']['state'], string> = {
  stopped: 'Stopped: callers are kept out, and the role may do nothing but write log, traces and metrics.',
  incomplete: 'Stopped in part, as said above. Stop it again to go on, or resume it.',
  unknown: 'Whether it is stopped could not be read: nothing that could be read denies anything.',
  running: 'Running: nothing that Slipway put there denies anything.',
  elsewhere: 'Something else than Slipway denies everything: the role or a resource policy has it.',
}

function print(report: StopReport, json: boolean): void {
  if (json) {
    printJson(report)
    return
  }
  for (const { what, outcome, why, failure } of report.steps) {
    const words = [`${what}.`, outcome === 'already' ? 'It was so already.' : '', why ?? ''].filter(Boolean)
    process.stdout.write(`${MARKS[outcome]} ${visibleText(words.join(' '))}\n`)

    if (failure) {
      process.stdout.write(`${failureText(failure).replace(/^/gm, '    ')}\n`)
    }
  }
  if (report.steps.some(({ isShared }) => isShared)) {
    process.stdout.write('To deny the role everything as well: stop it again with --shared.\n')
  }
  if (report.refusedAt !== undefined) {
    const ms = Date.parse(report.refusedAt) - Date.parse(report.askedAt)
    process.stdout.write(`Asked at ${report.askedAt}, first call refused ${(ms / 1000).toFixed(1)} s later.\n`)
  }
  process.stdout.write(`${STATES[report.reading.state]}\n`)
}

/** After the verdict, since CloudTrail takes its time and a stop must not. */
function printOutliving(found: Result<OutlivingList>): void {
  if (!found.ok) {
    process.stderr.write(`What outlives the stop could not be read. ${failureText(found.error)}\n`)
    return
  }
  const { items, through, isCut } = found.data
  const lines = items.map(({ at, what, name, region }) => visibleText(`  ${at} ${region} ${what}: ${name}`))
  const head = items.length === 0 ? 'CloudTrail shows nothing that outlives the stop' : 'What outlives the stop'
  const more = isCut ? ['  Of some kinds there is more than the newest 50.'] : []
  process.stdout.write(
    `${[`${head}, complete through ${through}:`, ...lines, ...more].join('\n').replace(/:$/, '.')}\n`,
  )
}
