import 'server-only'
import { headers } from 'next/headers'
import { expectedFailure } from '@/lib/auth/gate'
import type { Connection } from '@/lib/aws/connection'
import { programRoot } from '@/lib/bridge/program'
import type { ClientDefinition } from '@/lib/clients/model'
import { CLIENTS } from '@/lib/clients/registry'
import { whyNotWritable } from '@/lib/install/client-file'
import { type Computer, thisComputer } from '@/lib/install/computer'
import { whyNotFromHere } from '@/lib/install/here'
import { lastRecord } from '@/lib/install/install'
import { locate } from '@/lib/install/locate'
import type { EntryStatus, InstallOutlook } from '@/lib/install/model'
import { type Prepared, prepareInstall, type Wanted } from '@/lib/install/plan'
import { statusOf } from '@/lib/install/status'
import { bridgeTarget } from '@/lib/install/target'
import { ok, type Result } from '@/lib/result'
import type { RuntimeDetail } from '@/lib/runtimes/model'

/** How far a client on this computer is with a runtime, for a page. Reads its file, and asks AWS nothing. */
export async function installOutlook(
  connection: Connection,
  runtime: RuntimeDetail,
  client: ClientDefinition,
): Promise<InstallOutlook> {
  const computer = thisComputer()
  const refused = whyNotFromHere(computer, await headers())

  if (refused) {
    return { state: 'elsewhere', failure: refused }
  }
  return outlookOf({ client, name: runtime.name, target: bridgeTarget(connection, runtime, programRoot()) }, computer)
}

export async function outlookOf(wanted: Wanted, computer: Computer): Promise<InstallOutlook> {
  const prepared = await look(wanted, computer).catch(expectedFailure)
  return prepared.ok ? prepared.data : { state: 'failed', failure: prepared.error }
}

async function look(wanted: Wanted, computer: Computer): Promise<Result<InstallOutlook>> {
  const prepared = await prepareInstall(wanted, {}, computer)

  if (!prepared.ok) {
    return prepared
  }
  const { plan, before }: Prepared = prepared.data
  const last = lastRecord(wanted.client.id, wanted.name)
  const readOnly = plan.state === 'same' ? undefined : whyNotWritable(before)
  const isOld = plan.changes.some(({ kind }) => kind === 'updated')
  return ok({
    state: plan.state === 'same' ? 'installed' : isOld ? 'out-of-step' : 'new',
    ...{ file: plan.file, entry: plan.entry, isFound: plan.isInstalled },
    problems: isOld ? await problemsOf(wanted.client, plan.entry, computer) : [],
    ...(readOnly ? { readOnly } : {}),
    ...(last?.kind === 'install' && last.file === plan.file
      ? { undo: { id: last.id, at: last.at, ...(last.backup === undefined ? {} : { backup: last.backup }) } }
      : {}),
  })
}

const WAYS: Record<EntryStatus['through'], string> = {
  bridge: 'It is not as Slipway would write it today.',
  program: 'It goes through a proxy, not through Slipway.',
  address: 'It goes to the runtime’s address, not through Slipway.',
}

async function problemsOf(client: ClientDefinition, entry: string, computer: Computer): Promise<string[]> {
  const status = await statusOf(client, computer)
  const found = status?.entries.find((each) => each.entry === entry)
  return found ? (found.problems.length > 0 ? found.problems : [WAYS[found.through]]) : []
}

/** The ids of the clients that seem to be on the computer of whoever asks; none where that is not known. */
export async function clientsHere(): Promise<ReadonlySet<string>> {
  const computer = thisComputer()
  return new Set(
    (await isHere()) ? CLIENTS.filter((each) => locate(each, computer)?.isInstalled).map(({ id }) => id) : [],
  )
}

/** Whether whoever asks sits at the computer that Slipway runs on. */
export async function isHere(): Promise<boolean> {
  return whyNotFromHere(thisComputer(), await headers()) === undefined
}
