import 'server-only'
import { headers } from 'next/headers'
import type { Connection } from '@/lib/aws/connection'
import { programRoot } from '@/lib/bridge/program'
import type { MergeAnswers } from '@/lib/clients/merge/merge-config'
import { findClient } from '@/lib/clients/registry'
import { type Computer, thisComputer } from '@/lib/install/computer'
import { examine } from '@/lib/install/doctor/doctor'
import type { DoctorReport } from '@/lib/install/doctor/model'
import { whyNotFromHere } from '@/lib/install/here'
import { install, undo } from '@/lib/install/install'
import type { Installed, InstallPlan, Undone } from '@/lib/install/model'
import { prepareInstall, type Wanted } from '@/lib/install/plan'
import { bridgeTarget } from '@/lib/install/target'
import { fail, ok, type Result } from '@/lib/result'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { getRuntime } from '@/lib/runtimes/queries'

type Subject = { runtimeId: string; client: string }
type Answers = { sameEndpoint?: string | null | undefined; unwrapped?: 'move' | 'leave' | undefined }

/** What an install would do, for a page. Fails with `refused` unless the console runs on the person's own computer. */
export async function planForConsole(
  connection: Connection,
  subject: Subject,
  answers: Answers,
): Promise<Result<InstallPlan>> {
  const found = await here(connection, subject)

  if (!found.ok) {
    return found
  }
  const prepared = await prepareInstall(found.data.wanted, given(answers), found.data.computer)
  return prepared.ok ? ok(prepared.data.plan) : prepared
}

export async function installForConsole(
  connection: Connection,
  subject: Subject,
  planHash: string,
  answers: Answers,
): Promise<Result<Installed>> {
  const found = await here(connection, subject)
  return found.ok ? install(found.data.wanted, planHash, given(answers), found.data.computer) : found
}

/** Looks at a client as `slipway doctor` does. */
export async function examineForConsole(connection: Connection, subject: Subject): Promise<Result<DoctorReport>> {
  const found = await here(connection, subject)

  if (!found.ok) {
    return found
  }
  const { computer, runtime, wanted } = found.data
  const { client, name } = wanted
  const patient = { client, name, connection, runtime: ok(runtime), root: programRoot() }
  return ok(await examine(patient, computer))
}

export async function undoForConsole(id: string): Promise<Result<Undone>> {
  const refused = whyNotFromHere(thisComputer(), await headers())
  return refused ? fail(refused) : undo(id)
}

async function here(
  connection: Connection,
  { runtimeId, client: id }: Subject,
): Promise<Result<{ wanted: Wanted; computer: Computer; runtime: RuntimeDetail }>> {
  const computer = thisComputer()
  const refused = whyNotFromHere(computer, await headers())
  const client = findClient(id)

  if (refused || !client) {
    return fail(refused ?? { code: 'not-found', message: `There is no client ${id}.` })
  }
  const runtime = await getRuntime(connection, runtimeId)

  if (!runtime.ok) {
    return runtime
  }
  const target = bridgeTarget(connection, runtime.data, programRoot())
  return ok({ wanted: { client, name: runtime.data.name, target }, computer, runtime: runtime.data })
}

function given({ sameEndpoint, unwrapped }: Answers): MergeAnswers {
  return {
    ...(sameEndpoint === undefined ? {} : { sameEndpoint }),
    ...(unwrapped === undefined ? {} : { unwrapped }),
  }
}
