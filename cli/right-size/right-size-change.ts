import { headOf, textOf } from '@/cli/right-size/right-size-text'
import { EXIT } from '@/cli/shared/exit'
import { finish } from '@/cli/shared/finish'
import { confirmed } from '@/cli/shared/prompt'
import { runLoop } from '@/cli/shared/run-loop'
import { must } from '@/cli/shared/verb'
import { terminalWriter } from '@/lib/auth/terminal'
import type { Connection } from '@/lib/aws/connection'
import { DEPLOYMENT_TAG } from '@/lib/deployments/spec/names'
import { roleUsers } from '@/lib/deployments/teardown/queries'
import { noteOwnDocument } from '@/lib/drift/note-own'
import { counted } from '@/lib/format/counted'
import { visibleText } from '@/lib/format/visible-text'
import { documentOf, type Resize } from '@/lib/right-size/change/model'
import { replacementsOf } from '@/lib/right-size/change/proposal'
import { advanceResize, beginResize, newestResize, turnResize } from '@/lib/right-size/change/resize'
import type { RightSize } from '@/lib/right-size/read-right-size'
import { roleNameOf } from '@/lib/roles/model'

type Runtime = { name: string; roleArn: string }
type Asked = {
  json: boolean
  yes?: true | undefined
  resources?: true | undefined
  overwrite?: true | undefined
}

/** Gives the role the proposed policies, or goes on with a change that was cut off. The exit code. */
export async function applyProposal(
  connection: Connection,
  { name, roleArn }: Runtime,
  found: RightSize,
  { json, yes, resources }: Asked,
): Promise<number> {
  const roleName = roleNameOf(roleArn)
  const open = must(await newestResize(connection, roleName))

  if (open?.endedAt === null && open.way === 'back') {
    process.stderr.write('Giving back was begun and is not finished: finish it with --undo first.\n')
    return EXIT.failed
  }
  if (open?.endedAt === null) {
    process.stderr.write('Going on with the change that was not finished.\n')
    return drive(connection, open, json)
  }
  const { placed, problem } = resources ? found.resources.fit : found.actions.fit
  const replacements = replacementsOf(placed)

  if (problem !== undefined) {
    process.stderr.write(`${headOf(found)}${visibleText(problem)} Nothing was changed.\n`)
    return EXIT.failed
  }

  if (replacements.length === 0) {
    process.stderr.write(`${headOf(found)}Nothing can be trimmed.\n`)
    return EXIT.done
  }
  process.stderr.write(`${headOf(found)}${textOf(found)}${await whoElse(connection, { name, roleArn }, found)}`)
  const trimmed = found.actions.trimmed.length
  const what = `take ${counted(trimmed, 'permission')} from ${roleName}`
  const unasked = 'Nothing was changed. Add --yes to change the role without being asked.'

  if (!(yes || (await confirmed('yes', what, unasked)))) {
    return EXIT.pending
  }
  const { days, seen } = found
  // Whoever may not write leaves nothing begun.
  must(terminalWriter())
  const begun = await beginResize(connection, { roleName, deployment: name, days, trimmed, replacements, seen })
  return drive(connection, must(begun), json)
}

/** Gives the role back what the newest change that isn't undone replaced. The exit code. */
export async function undoLast(
  connection: Connection,
  { roleArn }: Runtime,
  { json, yes, overwrite }: Asked,
): Promise<number> {
  const roleName = roleNameOf(roleArn)
  const last = must(await newestResize(connection, roleName))

  if (!last) {
    process.stderr.write('Nothing was right-sized from here that could be undone.\n')
    return EXIT.failed
  }
  const what = `give ${roleName} back what it had before ${last.at}`
  const unasked = 'Nothing was changed. Add --yes to change the role without being asked.'

  if (!(yes || (await confirmed('yes', what, unasked)))) {
    return EXIT.pending
  }
  must(terminalWriter())
  return drive(connection, must(await turnResize(connection, last, 'back')), json, overwrite)
}

/** Whom a change concerns besides, and whose role it is. */
async function whoElse(connection: Connection, { name, roleArn }: Runtime, { detail }: RightSize): Promise<string> {
  const users = await roleUsers(connection, roleArn)
  const others = users.ok ? users.data.filter((one) => one !== name).map(visibleText) : []
  return [
    ...(users.ok ? [] : ['! Whether other runtimes use the role could not be read.\n']),
    ...(others.length > 0 ? [`! ${others.join(', ')} ${others.length === 1 ? 'uses' : 'use'} the role too.\n`] : []),
    ...(detail.tags[DEPLOYMENT_TAG] === undefined ? ['! Slipway did not make this role.\n'] : []),
  ].join('')
}

async function drive(connection: Connection, resize: Resize, json: boolean, overwrite = false): Promise<number> {
  const writer = must(terminalWriter())
  const { roleName } = resize
  const outcome = await runLoop(async (options) => {
    const result = await advanceResize(writer, connection, resize, { ...options, overwrite })
    const document = result.state === 'progress' ? documentOf(result.change) : null

    if (document !== null) {
      await noteOwnDocument(writer, connection, roleName, document)
    }
    return result
  })
  return finish(outcome, json)
}
