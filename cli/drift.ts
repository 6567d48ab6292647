import { stat, writeFile } from 'node:fs/promises'
import { CONNECTION_OPTION, terminalConnection } from '@/cli/shared/connection'
import { readDeployment } from '@/cli/shared/deployment'
import { EXIT } from '@/cli/shared/exit'
import { findRuntime } from '@/cli/shared/find-runtime'
import { JSON_OPTION } from '@/cli/shared/options'
import { printJson } from '@/cli/shared/report'
import { must, type Verb } from '@/cli/shared/verb'
import { terminalWriter } from '@/lib/auth/terminal'
import type { Connection } from '@/lib/aws/connection'
import { specFromRuntime } from '@/lib/deployments/setup/export'
import type { DriftReport, DriftRow } from '@/lib/drift/model'
import { readDrift } from '@/lib/drift/read-drift'
import { acceptDrift, lookAtDrift } from '@/lib/drift/resolve'
import { counted } from '@/lib/format/counted'
import { visibleText } from '@/lib/format/visible-text'
import { AppError } from '@/lib/result'

const NOTES = `
With the file of a spec, AWS is compared with it; apply takes the changes back. With a name, id or ARN, AWS is compared
with the fingerprint that Slipway left on the runtime.
--accept takes over what is there: into the file of the spec, and into the fingerprint.
Exit codes: 0 no drift, or it was accepted; 2 something differs; 1 it could not be looked at, or nothing was noted to compare with.`

/** Says what somebody else changed. */
export const drift: Verb = (command, done) =>
  void command
    .argument('<target>', 'file of the spec, or name, id or ARN of the runtime')
    .option('--accept', 'take over what is there as wanted')
    .addOption(JSON_OPTION)
    .addOption(CONNECTION_OPTION)
    .addHelpText('after', NOTES)
    .action(async (wanted, { accept = false, json = false, connection: chosen }) => {
      const isFile = await stat(wanted).then(
        (found) => found.isFile(),
        () => /[\\/]|\.json$/i.test(wanted) && !wanted.startsWith('arn:'),
      )
      const { report, connection, seen } = isFile ? await fromFile(wanted, chosen) : await fromName(wanted, chosen)
      const accepted = accept ? await acceptAll(connection, report, { file: isFile ? wanted : undefined, seen }) : []

      if (json) {
        printJson({ ...report, ...(accept ? { accepted } : {}) })
      } else {
        process.stdout.write(driftText(report))
        process.stdout.write(accepted.map((line) => `${line}\n`).join(''))
      }
      done(accept ? EXIT.done : exitOf(report))
    })

/** Where nothing was compared, nobody may take it for no drift. */
function exitOf({ rows, against, isOpen }: DriftReport): number {
  return against === 'nothing' || (isOpen && rows.length === 0)
    ? EXIT.failed
    : rows.length > 0
      ? EXIT.pending
      : EXIT.done
}

/** `seen` stands for what was looked at; a file is compared with more than can be accepted. */
type Looked = { report: DriftReport; connection: Connection; seen?: string }

async function fromFile(file: string, chosen: Connection | undefined): Promise<Looked> {
  const { spec, connection } = await readDeployment(file, chosen)
  return { report: must(await readDrift(connection, null, spec)), connection }
}

async function fromName(wanted: string, chosen: Connection | undefined): Promise<Looked> {
  const connection = chosen ?? terminalConnection()
  const { id } = must(await findRuntime(connection, wanted))
  return { ...must(await lookAtDrift(connection, id)), connection }
}

/** What was accepted, one line each. */
async function acceptAll(
  connection: Connection,
  { runtime }: DriftReport,
  { file, seen }: { file: string | undefined; seen: string | undefined },
): Promise<string[]> {
  if (!runtime) {
    throw new AppError({
      code: 'not-found',
      message: 'There is no runtime of this spec, so there is nothing to accept.',
      remedy: 'Launch it again with apply, or delete the rest with destroy.',
    })
  }
  const writer = must(terminalWriter())
  const spec = file === undefined ? undefined : must(await specFromRuntime(connection, runtime.id))
  must(await acceptDrift(writer, connection, runtime.id, seen))

  if (file !== undefined) {
    await writeFile(file, `${JSON.stringify(spec, null, 2)}\n`)
  }
  return [
    ...(file === undefined ? [] : [`${file} says what is there now.`]),
    `The fingerprint on ${runtime.name} says what is there now.`,
  ]
}

const SIGNS = { changed: '~', added: '+', removed: '-' } as const

function driftText({ against, rows, notes, isOpen }: DriftReport): string {
  const left = against === 'spec' ? 'as the spec says' : 'as Slipway left it'
  const summary = {
    nothing: 'Nothing was compared.',
    spec: '',
    fingerprint: '',
  }[against]
  const none = isOpen ? 'No difference yet.' : `Everything is ${left}.`
  const counts = rows.length === 0 ? none : `${counted(rows.length, 'difference')}.`
  return [...rows.flatMap(rowLines), ...notes, summary || counts].map((line) => `${visibleText(line)}\n`).join('')
}

function rowLines({ state, title, what, who, owner }: DriftRow): string[] {
  const by =
    who && `${who.isSure ? '' : 'perhaps '}${who.arn} at ${who.at}, with ${fromText(who.from)} (${who.address})`
  return [
    `${SIGNS[state]} ${title}: ${what}`,
    ...(by ? [`    by ${by}`] : []),
    ...(owner ? [`    ${OWNERS[owner]} keeps it: change it there.`] : []),
  ]
}

const OWNERS = { cloudformation: 'CloudFormation', terraform: 'Terraform', pulumi: 'Pulumi' } as const

function fromText(from: string): string {
  return from === 'unknown' ? 'an unknown program' : from === 'console' ? 'the AWS console' : from
}
