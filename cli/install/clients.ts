import { CONNECTION_OPTION } from '@/cli/shared/connection'
import { JSON_OPTION } from '@/cli/shared/options'
import { printJson } from '@/cli/shared/report'
import { must, type Verb } from '@/cli/shared/verb'
import { type Connection, connectionKey } from '@/lib/aws/connection'
import { thisComputer } from '@/lib/install/computer'
import { whyNotHere } from '@/lib/install/here'
import type { ClientStatus } from '@/lib/install/model'
import { type Known, statusOfClients } from '@/lib/install/status'
import { fail } from '@/lib/result'
import { listRuntimes } from '@/lib/runtimes/queries'

const NOTES = `
Reads the clients' files and writes none. With --connection, AWS is asked whether the runtimes of that region are still there.`

const STATES: Record<ClientStatus['state'], string> = {
  absent: 'not on this computer',
  'not-installed': 'no entry',
  'in-step': 'in step',
  'out-of-step': 'out of step',
  unreadable: 'unreadable',
}

/** Says of every client with a file whether a server is in it, and what to do next. */
export const clients: Verb = (command) =>
  void command
    .addOption(CONNECTION_OPTION)
    .addOption(JSON_OPTION)
    .addHelpText('after', NOTES)
    .action(async ({ connection, json = false }) => {
      const computer = thisComputer()
      const refused = whyNotHere(computer)

      if (refused) {
        must(fail(refused))
      }
      const statuses = await statusOfClients(computer, connection && (await known(connection)))

      if (json) {
        printJson(statuses)
      } else {
        process.stdout.write(statuses.map(textOf).join(''))
      }
    })

async function known(connection: Connection): Promise<Known> {
  const runtimes = must(await listRuntimes(connection))
  return { region: connection.region, key: connectionKey(connection), runtimes }
}

function textOf({ id, state, file, entries, next }: ClientStatus): string {
  const lines = [
    `${id}: ${STATES[state]}${state === 'absent' ? '' : ` (${file})`}`,
    ...entries.flatMap(({ entry, runtime, through, problems }) => [
      `  ${entry}: ${runtime}, ${THROUGH[through]}`,
      ...problems.map((problem) => `    ${problem}`),
    ]),
    ...(next === undefined || state === 'not-installed'
      ? []
      : [`  Next: ${next.text}${next.command ? `\n    ${next.command}` : ''}`]),
  ]
  return lines.map((line) => `${line}\n`).join('')
}

const THROUGH = { bridge: 'through Slipway’s bridge', program: 'through a proxy', address: 'by its address' }
