import 'server-only'
import type { Connection } from '@/lib/aws/connection'
import { lineOfEntry } from '@/lib/clients/merge/fuse-entry'
import type { ServerEntry } from '@/lib/clients/merge/servers-in'
import { type ClientDefinition, entryName } from '@/lib/clients/model'
import { exclusively } from '@/lib/exclusively'
import type { Computer } from '@/lib/install/computer'
import { callCheck } from '@/lib/install/doctor/call-check'
import { entryChecks, type Subject } from '@/lib/install/doctor/entry-checks'
import { connectionOfEntry, signInChecks, signingChecks } from '@/lib/install/doctor/identity-checks'
import { launcherChecks } from '@/lib/install/doctor/launcher-checks'
import { type Check, type DoctorReport, failedCheck } from '@/lib/install/doctor/model'
import { surroundingsOf, variablesCheck } from '@/lib/install/doctor/surroundings'
import { bridgeTarget } from '@/lib/install/target'
import type { Result } from '@/lib/result'
import type { RuntimeDetail } from '@/lib/runtimes/model'

/** `runtime`: what AWS said of it, which may be that it can't be shown. `root`: the folder of Slipway. */
export type Patient = {
  client: ClientDefinition
  name: string
  connection: Connection
  runtime: Result<RuntimeDetail>
  root: string
  file?: string | undefined
}

/** Looks at all that lies between a client and a runtime, and starts the entry's command once. Writes nothing of the client's. */
export function examine(patient: Patient, computer: Computer): Promise<DoctorReport> {
  return exclusively('doctor', async () => {
    const { client, runtime } = patient
    const { checks, file, entry } = await entryChecks(subjectOf(patient), computer)
    const seen = runtime.ok ? [] : [failedCheck('runtime', 'The runtime', runtime.error)]
    const more = entry ? await startChecks(patient, entry, computer) : await identityOnly(patient)
    const all = [...checks, ...seen, ...more]
    return {
      client: { id: client.id, name: client.name },
      runtime: runtime.ok ? runtime.data.name : patient.name,
      ...(file === undefined ? {} : { file }),
      ok: all.every(({ state }) => state === 'ok' || state === 'skipped'),
      checks: all,
    }
  })
}

function subjectOf({ client, name, connection, runtime, root, file }: Patient): Subject {
  return runtime.ok
    ? { client, name: runtime.data.name, target: bridgeTarget(connection, runtime.data, root), file, isKnown: true }
    : { client, name, file, isKnown: false, target: nowhere(name, connection) }
}

/** Enough to find where the client keeps its servers. */
function nowhere(name: string, { region }: Connection): Subject['target'] {
  return { name: entryName(name), url: 'https://unknown.invalid/', region, auth: 'sigv4' }
}

async function startChecks(patient: Patient, { entry }: ServerEntry, computer: Computer): Promise<Check[]> {
  const { client, connection } = patient
  const line = lineOfEntry(entry)

  if (!line) {
    const detail = `${client.name} calls the address itself, so there is no program to start.`
    return [...(await identityOnly(patient)), { id: 'call', title: 'A call', state: 'skipped', detail }]
  }
  const launcher = await launcherChecks(client, line, computer)
  const identity = await identityChecks(patient, connectionOfEntry(line, entry, connection.region), entry)
  const before = [...launcher, ...variablesCheck(entry), ...identity]
  const variables = surroundingsOf(client.id, entry, computer)
  const isStartable = launcher.every(({ state }) => state === 'ok')
  return [
    ...before,
    isStartable
      ? await callCheck({ line, variables, folder: computer.home })
      : { id: 'call', title: 'A call', state: 'skipped', detail: 'Not made: what the entry starts is not there.' },
  ]
}

function identityOnly(patient: Patient): Promise<Check[]> {
  return identityChecks(patient, patient.connection, {})
}

async function identityChecks({ runtime }: Patient, connection: Connection, entry: unknown): Promise<Check[]> {
  if (!runtime.ok) {
    return []
  }
  return runtime.data.inboundAuth.type === 'jwt'
    ? signInChecks(connection, runtime.data)
    : signingChecks(connection, runtime.data, entry)
}
