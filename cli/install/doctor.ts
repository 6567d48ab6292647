import { examineRuntime } from '@/cli/health/examine-runtime'
import { clientNamed, connectionFor } from '@/cli/install/client-argument'
import { CONNECTION_OPTION } from '@/cli/shared/connection'
import { EXIT } from '@/cli/shared/exit'
import { findRuntime } from '@/cli/shared/find-runtime'
import { JSON_OPTION } from '@/cli/shared/options'
import { printJson } from '@/cli/shared/report'
import { must, type Verb } from '@/cli/shared/verb'
import { thisComputer } from '@/lib/install/computer'
import { examine } from '@/lib/install/doctor/doctor'
import type { Check } from '@/lib/install/doctor/model'
import { whyNotHere } from '@/lib/install/here'
import { fail } from '@/lib/result'
import { buildProgram } from '@/scripts/lib/build-program.mjs'
import { root } from '@/scripts/lib/root.mjs'

const NOTES = `
Of a runtime: what the Health of its page says, after one test of its connection. Exit codes: 0 it is well, 1 it is not, 2 it could
not be looked at.
Of a client: starts the command of the client's entry once, for a minute at most, with the variables that a client gives to it, lists the tools
and runs aws sts get-caller-identity where the server can. Writes nothing into the client's file.
Exit codes: 0 all is well, 1 there is something to do.`

/** Says how a runtime is, or what keeps a client from it: its file, its entry, the program, the sign-in, the permission, the answer. */
export const doctor: Verb = (command, done) =>
  void command
    .argument(
      '<runtime-or-client>',
      'name, id or ARN of the runtime; or the id of a client, such as claude-desktop, with the runtime after it',
    )
    .argument('[name]', 'name, id or ARN of the runtime, after a client')
    .addOption(CONNECTION_OPTION)
    .option('--file <path>', 'this file of the client instead of the one that was found')
    .option('--no-call', 'of a runtime: look only, and open no session')
    .addOption(JSON_OPTION)
    .addHelpText('after', NOTES)
    .action(async (id, name, { connection: given, file, json = false, call }) => {
      if (name === undefined) {
        done(await examineRuntime(connectionFor(id, given), id, { json, call }))
        return
      }
      const client = clientNamed(id)
      const computer = thisComputer()
      const refused = whyNotHere(computer)

      if (refused) {
        must(fail(refused))
      }
      await buildProgram()
      const connection = connectionFor(name, given)
      const runtime = await findRuntime(connection, name)
      const report = await examine({ client, name, connection, runtime, root, file }, computer)

      if (json) {
        printJson(report)
      } else {
        process.stdout.write(report.checks.map(textOf).join(''))
      }
      done(report.ok ? EXIT.done : EXIT.failed)
    })

const STATES: Record<Check['state'], string> = { ok: 'ok', todo: 'to do', failed: 'failed', skipped: 'skipped' }

function textOf({ state, title, detail, remedy, command, policy }: Check): string {
  const more = [remedy, command && `  ${command}`, policy].flatMap((text) => (text ? [indented(text)] : []))
  return [`${STATES[state].padEnd(8)}${title}: ${detail}`, ...more, ''].join('\n')
}

function indented(text: string): string {
  return text.replace(/^/gm, '        ')
}
