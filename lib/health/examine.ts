import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { attempt, nullWhenMissing } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { glanceAtDrift } from '@/lib/drift/read-drift'
import { judgeCost } from '@/lib/health/checks/cost-check'
import { judgeDrift } from '@/lib/health/checks/drift-check'
import { judgeBase, judgeDanger, judgeQuotas, judgeTrust } from '@/lib/health/checks/role-checks'
import { judgeImage, judgeMetadata, judgeSessions, judgeStatus, judgeStop } from '@/lib/health/checks/runtime-checks'
import {
  judgeCalls,
  judgeEndpoint,
  judgeLog,
  judgeSignIn,
  type Lately,
  type SignInFacts,
} from '@/lib/health/checks/use-checks'
import { CHECKS, type CheckId, type Finding, type HealthCheck, unknown } from '@/lib/health/model'
import { readLately } from '@/lib/health/read-lately'
import { logGroupName } from '@/lib/logs/model'
import { fingerprint } from '@/lib/mcp/fingerprint'
import { ok, type Result } from '@/lib/result'
import { roleOutlook } from '@/lib/roles/outlook'
import { getRole } from '@/lib/roles/queries'
import { withoutStop } from '@/lib/roles/stop-marks'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { listEndpoints } from '@/lib/runtimes/queries'
import type { LastTest, Verdict } from '@/lib/runtimes/verdict'
import type { StopReading } from '@/lib/stop/model'
import { cognitoOf } from '@/lib/tokens/user-pool/pool'
import { readSpend } from '@/lib/usage/budget/read-spend'

export type Patient = {
  connection: Connection
  runtime: RuntimeDetail
  /** What the last test of it came to, where the caller knows of one. */
  test?: LastTest | undefined
  /** The user whose sign-in the caller keeps, with the app client that it is of. */
  kept?: { userName: string; until?: string | undefined; clientId?: string | undefined } | undefined
  /** Resolves to the words for the runtime's state. */
  core: Promise<Verdict>
  stop: Promise<StopReading>
  now: number
  signal: AbortSignal
}

/** Each look runs by itself: a slow or forbidden one holds no other. `lately` is told whole as well. */
export type Examination = Record<CheckId, Promise<Finding>> & { lately: Promise<Result<Lately>> }

/** Starts every look at once. None of the promises rejects. */
export function examine(patient: Patient): Examination {
  const lately = readLately(patient.connection, patient.runtime, patient)
  const looks = Object.entries(looksOf(patient, lately)).map(([id, look]) => [id, guarded(id as CheckId, look)])
  return { ...(Object.fromEntries(looks) as Record<CheckId, Promise<Finding>>), lately }
}

/** Some of the looks, with their titles: what one of many servers is judged by. */
export function examineBy(
  patient: Patient,
  ids: readonly CheckId[],
  lately: Promise<Result<Lately>>,
): Promise<HealthCheck[]> {
  const looks = looksOf(patient, lately)
  const wanted = CHECKS.filter(({ id }) => ids.includes(id))
  return Promise.all(wanted.map(async ({ id, title }) => ({ id, title, ...(await guarded(id, looks[id])) })))
}

const STOPPED: Finding = { state: 'note', evidence: 'Nobody gets in: the server is stopped.' }

function isOurStop({ state }: StopReading): boolean {
  return state === 'stopped'
}

type Look = () => Finding | Promise<Finding>

function looksOf(patient: Patient, lately: Promise<Result<Lately>>): Record<CheckId, Look> {
  const { connection, runtime, core, stop, now } = patient
  let read: ReturnType<typeof getRole> | undefined
  // Several ask for it, and it is read once.
  const role = () => {
    read ??= getRole(connection, runtime.roleName)
    return read
  }
  const ofRole =
    (
      id: CheckId,
      judge: (data: Awaited<ReturnType<typeof getRole>> & { ok: true }) => Finding | Promise<Finding>,
    ): Look =>
    async () => {
      const found = await role()
      // What a stop denies is no fault of the role's.
      return found.ok ? judge({ ...found, data: found.data && withoutStop(found.data) }) : unknown(found.error, id)
    }

  return {
    status: async () => judgeStatus(runtime, (await core).text),
    stop: async () => judgeStop(runtime, await stop),
    metadata: () => judgeMetadata(runtime),
    endpoint: async () => (isOurStop(await stop) ? STOPPED : knock(patient)),
    trust: ofRole('trust', ({ data }) => judgeTrust(runtime, data)),
    base: ofRole('base', ({ data }) => judgeBase(runtime, data)),
    'sign-in': () => signIn(patient),
    image: () => judgeImage(runtime, now),
    danger: ofRole('danger', async ({ data }) =>
      data
        ? judgeDanger(runtime, data, await roleOutlook(data))
        : { state: 'unknown', evidence: 'There is no such role any more.' },
    ),
    drift: async () => judgeDrift(runtime, await glanceAtDrift(connection, runtime.id)),
    refused: async () => {
      const told = await lately
      return told.ok ? judgeCalls(runtime, told.data) : unknown(told.error, 'refused')
    },
    log: () => log(patient),
    sessions: () => judgeSessions(runtime),
    cost: async () => {
      const spend = await readSpend(connection, runtime, now)
      return spend.ok ? judgeCost(runtime, spend.data) : unknown(spend.error, 'cost')
    },
    quotas: ofRole('quotas', async ({ data }) => {
      const endpoints = await listEndpoints(connection, runtime.id)
      return judgeQuotas(runtime, data, endpoints.ok ? endpoints.data.length : undefined)
    }),
  }
}

/** What a look throws is what it found; a page never fails for one of them. */
async function guarded(id: CheckId, look: () => Finding | Promise<Finding>): Promise<Finding> {
  const looked = await attempt(async () => look())
  return looked.ok ? looked.data : unknown(looked.error, id)
}

async function knock({ runtime, test }: Patient): Promise<Finding> {
  const { state, detail } = await fingerprint(runtime.invocationUrl, runtime.inboundAuth.type)
  return judgeEndpoint(runtime, { state, detail }, test)
}

async function signIn({ connection, runtime, kept, now }: Patient): Promise<Finding> {
  const { inboundAuth } = runtime

  if (inboundAuth.type === 'sigv4') {
    return judgeSignIn(runtime, { missingClients: [] }, now)
  }
  const trusted = [...inboundAuth.allowedClients, ...inboundAuth.allowedAudience]
  const missing = await missingClients(connection, inboundAuth.userPoolId, inboundAuth.allowedClients)
  const isTrusted = kept?.clientId === undefined || trusted.includes(kept.clientId)
  const facts: SignInFacts = { kept: kept && { ...kept, isTrusted }, missingClients: missing.ok ? missing.data : [] }
  const finding = judgeSignIn(runtime, facts, now)
  return missing.ok || finding.state !== 'well' ? finding : unknown(missing.error, 'sign-in')
}

async function missingClients(
  connection: Connection,
  userPoolId: string | undefined,
  clients: string[],
): Promise<Result<string[]>> {
  if (userPoolId === undefined) {
    return ok([])
  }
  return attempt(async () => {
    const found = await Promise.all(
      clients.map((ClientId) =>
        nullWhenMissing(cognitoOf(connection, userPoolId).describeUserPoolClient({ UserPoolId: userPoolId, ClientId })),
      ),
    )
    return clients.filter((_, index) => found[index] === null)
  })
}

async function log({ connection, runtime }: Patient): Promise<Finding> {
  const name = logGroupName(runtime.id, 'DEFAULT')
  const { logGroups = [] } = await awsClients(connection).logs.describeLogGroups({ logGroupNamePrefix: name })
  const group = logGroups.find(({ logGroupName: found }) => found === name)
  return judgeLog(runtime, group ? { retentionDays: group.retentionInDays ?? null } : null)
}

/** What has come of the looks so far, waiting for a slow one no longer than this. The rest counts as not seen. */
export async function soFar(
  found: Examination,
  ms: number,
): Promise<{ checks: HealthCheck[]; lately: Lately | undefined }> {
  const late = sleep(ms, undefined, { ref: false })
  const slow = late.then((): Finding => ({ state: 'unknown', evidence: 'Still looking.' }))
  const [checks, lately] = await Promise.all([
    Promise.all(CHECKS.map(async ({ id, title }) => ({ id, title, ...(await Promise.race([found[id], slow])) }))),
    Promise.race([found.lately, late.then(() => undefined)]),
  ])
  return { checks, lately: lately?.ok ? lately.data : undefined }
}

/** All of it, however long it takes. */
export async function allOf(found: Examination): Promise<{ checks: HealthCheck[]; lately: Lately | undefined }> {
  const checks = await Promise.all(CHECKS.map(async ({ id, title }) => ({ id, title, ...(await found[id]) })))
  const lately = await found.lately
  return { checks, lately: lately.ok ? lately.data : undefined }
}
