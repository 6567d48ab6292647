import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection } from '@/lib/aws/connection'
import { specFromRuntime } from '@/lib/deployments/setup/export'
import { fitsForm, valuesFromSpec } from '@/lib/deployments/setup/form'
import type { SetupValues } from '@/lib/deployments/setup/form-fields'
import { DEFAULT_NAME, DEFAULT_USER_NAME, newSpec } from '@/lib/deployments/spec/defaults'
import { freeName } from '@/lib/deployments/spec/names'
import { type Failure, fail, ok, type Result } from '@/lib/result'
import { listRuntimes } from '@/lib/runtimes/queries'

/** The runtimes of the region that a setup starts in, so that it can tell which names are taken. */
export type ExistingServers = { region: string; runtimes: { id: string; name: string }[] }

export type SetupStart = { values: SetupValues; existing: ExistingServers }

/** The form does not wait longer for names that only help to choose one; the review looks again. */
const NAMES_WITHIN_MS = 1_500

/** What the setup form starts with: a spec that can be launched as it is, or what an existing runtime has. */
export async function setupStart(connection: Connection, runtimeId: string | undefined): Promise<Result<SetupStart>> {
  const { region } = connection

  if (runtimeId !== undefined) {
    const spec = await specFromRuntime(connection, runtimeId)

    if (!spec.ok) {
      return spec
    }
    return fitsForm(spec.data)
      ? ok({ values: valuesFromSpec(spec.data), existing: { region, runtimes: [] } })
      : fail(MORE_THAN_THE_FORM)
  }
  const listed = await Promise.race([listRuntimes(connection), sleep(NAMES_WITHIN_MS)])
  const runtimes = listed?.ok ? listed.data.map(({ id, name }) => ({ id, name })) : []
  const name = freeName(
    DEFAULT_NAME,
    runtimes.map((runtime) => runtime.name),
  )
  // The role is named after the server, whose name is only asked for later.
  const values = { ...valuesFromSpec(newSpec(name, region)), roleName: '', userName: DEFAULT_USER_NAME }
  return ok({ values, existing: { region, runtimes } })
}

/** Shown instead of a form that would drop a part without a word. */
const MORE_THAN_THE_FORM: Failure = {
  code: 'refused',
  message:
    'This runtime has something that the form can’t show in full, such as a claim rule with a comma in its value.',
  remedy: 'Change it on the command line from its spec; nothing of it gets lost there.',
  command: 'npm run slipway -- apply FILE',
}
