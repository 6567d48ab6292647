import { clientNamed, connectionFor } from '@/cli/install/client-argument'
import { CONNECTION_OPTION } from '@/cli/shared/connection'
import { findRuntime } from '@/cli/shared/find-runtime'
import { must, type Verb } from '@/cli/shared/verb'
import type { Connection } from '@/lib/aws/connection'
import { invocationUrl } from '@/lib/aws/endpoints'
import { thisComputer } from '@/lib/install/computer'
import { whyNotHere } from '@/lib/install/here'
import { uninstall as takeOut } from '@/lib/install/uninstall'
import { AppError } from '@/lib/result'

const NOTES = `
Every entry that leads to the runtime goes, whatever its name; everything else stays. Where AWS does not know the runtime any more,
or does not answer, entries are told by its name.`

/** Takes a runtime out of a client's own file. */
export const uninstall: Verb = (command) =>
  void command
    .argument('<client>', 'id of the client, such as claude-desktop')
    .argument('<name>', 'name, id or ARN of the runtime')
    .addOption(CONNECTION_OPTION)
    .option('--file <path>', 'this file instead of the one that was found')
    .addHelpText('after', NOTES)
    .action(async (id, wanted, { connection: given, file }) => {
      const client = clientNamed(id)
      const computer = thisComputer()
      const refused = whyNotHere(computer)

      if (refused) {
        throw new AppError({ ...refused, remedy: 'Take the entry out of the client’s file by hand.' })
      }
      const { name, url } = await placeOf(wanted, connectionFor(wanted, given))
      const { entry, backup, restart, ...gone } = must(await takeOut({ client, name, url, file }, computer))
      process.stderr.write(`Taken out of ${gone.file}: ${entry}.\nAs it was: ${backup ?? ''}\nNext: ${restart}\n`)
      process.stderr.write(`Take it back: npm run slipway -- install ${client.id} ${name} --undo\n`)
    })

async function placeOf(wanted: string, connection: Connection): Promise<{ name: string; url?: string }> {
  const runtime = await findRuntime(connection, wanted)
  const name = wanted.replace(/^arn:.*:runtime\//, '').replace(/-\w{10}$/, '')
  return runtime.ok ? { name: runtime.data.name, url: invocationUrl(connection, runtime.data.arn) } : { name }
}
