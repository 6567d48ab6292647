import { clientNamed, connectionFor } from '@/cli/install/client-argument'
import { CONNECTION_OPTION } from '@/cli/shared/connection'
import { EXIT } from '@/cli/shared/exit'
import { findRuntime } from '@/cli/shared/find-runtime'
import { confirmed } from '@/cli/shared/prompt'
import { must, type Verb } from '@/cli/shared/verb'
import type { Connection } from '@/lib/aws/connection'
import { emitConfig } from '@/lib/clients/emit'
import type { ClientDefinition, Target } from '@/lib/clients/model'
import { successorTarget } from '@/lib/clients/successor'
import { surroundingNotes, surroundingsOf } from '@/lib/clients/surroundings'
import { env } from '@/lib/env'
import { type Computer, thisComputer } from '@/lib/install/computer'
import { whyNotHere } from '@/lib/install/here'
import { lastRecord, nothingToUndo, undo, install as write } from '@/lib/install/install'
import type { Installed, InstallPlan } from '@/lib/install/model'
import { prepareInstall, type Wanted } from '@/lib/install/plan'
import { bridgeTarget } from '@/lib/install/target'
import { AppError } from '@/lib/result'
import { buildProgram } from '@/scripts/lib/build-program.mjs'
import { root } from '@/scripts/lib/root.mjs'

const NOTES = `
The entry starts Slipway's bridge: it holds no secret, and nothing in it expires. What changes is shown before it is written, and
the file as it was is kept beside it. An entry that leads to the same runtime is brought up to date, whatever its name.
Exit codes: 0 done or nothing to do, 2 with --dry-run: it would change, 1 failed or not wanted.`

type Options = {
  connection?: Connection
  file?: string
  withEnvironment?: true
  dryRun?: true
  yes?: true
  undo?: true
  managed?: true
}

/** What the journal of installs knows the managed server by; no runtime can have a hyphen in its name. */
const MANAGED = 'aws-mcp'

function managedTarget({ region, source }: Connection): Target {
  return successorTarget(region, source.type === 'profile' ? source.profile : undefined)
}

/** Puts a runtime into a client's own file. */
export const install: Verb = (command, done) =>
  void command
    .argument('<client>', 'id of the client, such as claude-desktop')
    .argument('<name>', 'name, id or ARN of the runtime')
    .addOption(CONNECTION_OPTION)
    .option('--file <path>', 'this file instead of the one that was found')
    .option('--with-environment', "put the terminal's certificates and proxies into the entry, as config does")
    .option('--dry-run', 'show what would change, and write nothing')
    .option('--yes', 'write without asking')
    .option('--undo', 'put the file back as it was before')
    .option(
      '--managed',
      'the AWS MCP Server that AWS runs, beside the runtime’s own entry; the signing proxy leads to it',
    )
    .addHelpText('after', NOTES)
    .action(async (id, name, options: Options) => {
      const client = clientNamed(id)
      done(options.undo ? await takeBack(client, options.managed ? MANAGED : name) : await put(client, name, options))
    })

async function put(client: ClientDefinition, name: string, options: Options): Promise<number> {
  const computer = thisComputer()
  await buildProgram()
  const connection = connectionFor(name, options.connection)
  const runtime = must(await findRuntime(connection, name))
  const surroundings = surroundingsOf(env())
  const environment = options.withEnvironment ? surroundings.values : {}
  const target = options.managed
    ? { ...managedTarget(connection), environment }
    : bridgeTarget(connection, runtime, root, environment)
  const wanted: Wanted = { client, name: options.managed ? MANAGED : runtime.name, target, file: options.file }
  refuseContainer(wanted, computer)
  const { plan } = must(await prepareInstall(wanted, {}, computer))
  process.stdout.write(diffText(plan))
  const notes = surroundingNotes(
    surroundings,
    emitConfig(client, target, computer.os).full,
    options.withEnvironment ?? false,
  )
  process.stderr.write(planText({ ...plan, notes: [...plan.notes, ...notes] }))

  if (plan.state === 'same') {
    return EXIT.done
  }
  if (options.dryRun) {
    return EXIT.pending
  }
  if (
    !options.yes &&
    !(await confirmed('yes', 'write it', 'Nothing was written. Say --yes to write without being asked.'))
  ) {
    return EXIT.failed
  }
  process.stderr.write(installedText(must(await write(wanted, plan.hash, {}, computer)), plan))
  return EXIT.done
}

/** In a container, the entry goes to standard output, for the person to carry over. */
function refuseContainer({ client, target }: Wanted, computer: Computer): void {
  const refused = whyNotHere(computer)

  if (refused) {
    process.stdout.write(emitConfig(client, target, computer.os).full)
    throw new AppError(refused)
  }
}

async function takeBack(client: ClientDefinition, name: string): Promise<number> {
  const record = lastRecord(client.id, name)

  if (!record) {
    throw new AppError({ ...nothingToUndo, command: `npm run slipway -- uninstall ${client.id} ${name}` })
  }
  const undone = must(await undo(record.id))
  const { file } = undone

  if (undone.state === 'changed') {
    process.stdout.write(diffText(undone))
    throw new AppError({
      code: 'conflict',
      message: `${file} was changed since Slipway wrote it, so it was left alone. An undo would throw this away.`,
      remedy: `Take the entry out instead${undone.backup ? `, or put ${undone.backup} back by hand` : ''}.`,
      command: `npm run slipway -- uninstall ${client.id} ${name}`,
    })
  }
  const what =
    undone.state === 'removed' ? `${file} was not there before, and is gone again.` : `${file} is as it was before.`
  process.stderr.write(`${what}\nNext: ${client.restart}\n`)
  return EXIT.done
}

const MARKS = { same: ' ', added: '+', removed: '-' }

function diffText({ diff }: Pick<InstallPlan, 'diff'>): string {
  return diff.map(({ kind, text }) => `${MARKS[kind]} ${text}\n`).join('')
}

function planText({
  client,
  file,
  exists,
  entry,
  state,
  changes,
  notes,
  others,
  isInstalled,
  questions,
}: InstallPlan): string {
  const lost = changes.flatMap((change) => change.lost)
  const kept = changes.flatMap((change) => change.kept)
  return [
    `${client.name}: ${file}${exists ? '' : ' (new)'}, entry "${entry}"${state === 'same' ? ', in step already' : ''}.`,
    ...(isInstalled ? [] : [`${client.name} was not found on this computer.`]),
    ...(kept.length > 0 ? [`Stays: ${kept.join(', ')}.`] : []),
    ...(lost.length > 0 ? [`Goes: ${lost.join(', ')}.`] : []),
    ...[...notes, ...questions.map(({ message }) => message)],
    ...others.map(({ path, what }) => `Left alone: ${path} (${what}). Choose it with --file.`),
  ]
    .map((line) => `${line}\n`)
    .join('')
}

function installedText({ file, backup, restart }: Installed, { client, name, needs }: InstallPlan): string {
  const wants = needs.map(({ text, command }) => `  - ${[text, command].filter(Boolean).join('\n    ')}`)
  return [
    `Written: ${file}`,
    ...(backup === undefined ? [] : [`As it was: ${backup}`]),
    `Next: ${restart}`,
    'It needs:',
    ...wants,
    `Take it back: npm run slipway -- install ${client.id} ${name} --undo`,
    '',
  ].join('\n')
}
