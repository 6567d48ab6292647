import 'server-only'
import { attempt } from '@/lib/aws/attempt'
import type { Connection } from '@/lib/aws/connection'
import { explainCredentials } from '@/lib/connections/identity'
import { jwtAuthorizerOf } from '@/lib/deployments/observe/authorizer'
import { poolIdOf } from '@/lib/deployments/observe/live-spec'
import { inRegion, observe, type Target } from '@/lib/deployments/observe/observe'
import { readRuntime } from '@/lib/deployments/observe/observe-runtime'
import type { Observed, ObservedRuntime, RuntimeConfig } from '@/lib/deployments/observe/observed'
import { configOf } from '@/lib/deployments/observe/runtime-config'
import { CONFIG_PARTS } from '@/lib/deployments/plan/parts'
import { plan } from '@/lib/deployments/plan/plan'
import { readFingerprint, SPEC_TAG } from '@/lib/deployments/spec/fingerprint'
import { logGroupName } from '@/lib/deployments/spec/names'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { type History, whoChanged } from '@/lib/drift/events'
import { differencesOf } from '@/lib/drift/fingerprint-rows'
import { readHistory, type Subject } from '@/lib/drift/history'
import type { DriftReport, DriftRow, Owner } from '@/lib/drift/model'
import { notCompared } from '@/lib/drift/not-compared'
import { ownerOf } from '@/lib/drift/owner'
import { rowsOfPlan } from '@/lib/drift/plan-rows'
import type { Difference } from '@/lib/drift/row'
import { toText } from '@/lib/json'
import { AppError, type Failure, fail, type Result } from '@/lib/result'
import { roleNameOf } from '@/lib/roles/model'
import { readEveryVersion, readWholeRuntime } from '@/lib/runtimes/read-runtimes'

/** How many older versions are looked through for what was before. */
const VERSIONS = 10

/** What is not as the spec says; without one, what is not as Slipway noted it. Reads only. */
export async function readDrift(
  connection: Connection,
  runtime: { id: string } | null,
  spec?: DeploymentSpec,
): Promise<Result<DriftReport>> {
  const here = spec ? inRegion(connection, spec.region) : connection
  const read = await attempt(async () =>
    spec ? driftFromSpec(here, spec) : (await examine(here, runtime?.id ?? '')).report,
  )
  return read.ok ? read : fail(await explainCredentials(connection, read.error))
}

async function driftFromSpec(connection: Connection, spec: DeploymentSpec): Promise<DriftReport> {
  const observed = await observe(connection, spec)
  const found = plan(spec, observed)
  const rows = rowsOfPlan(found, observed)
  const history = await historyOf(connection, observed, rows)
  const busy = found.changes.some(({ inProgress }) => inProgress !== undefined)
  const notes = busy ? ['AWS is at work on the runtime. Look again when it is ready.'] : []
  const report = reportOf('spec', connection, observed, { rows, history, notes })
  return busy ? { ...report, isOpen: true } : report
}

/** The differences to what was noted, with what makes each of them undone. Throws AWS's errors. */
export async function examine(
  connection: Connection,
  runtimeId: string,
): Promise<{ report: DriftReport; observed: Observed; differences: Difference[] }> {
  const observed = await observeLive(connection, runtimeId)
  const noted = readFingerprint(observed.runtime?.tags[SPEC_TAG])

  if (!noted) {
    const notes = [NO_FINGERPRINT]
    const none = { events: [], isCut: false }
    return {
      observed,
      differences: [],
      report: reportOf('nothing', connection, observed, { rows: [], history: none, notes }),
    }
  }
  const first = differencesOf(noted, observed, { versions: [], events: [] }).map(({ row }) => row)
  const isOfRuntime = first.some(({ kind, part }) => isConfigKind(kind) || part.startsWith('role-policy'))
  const [history, versions] = await Promise.all([
    historyOf(connection, observed, first),
    isOfRuntime ? readVersions(connection, observed.runtime) : [],
  ])
  const differences = differencesOf(noted, observed, { versions, events: history.events })
  const rows = differences.map(({ row, restore }) => (restore ? { ...row, isRestorable: true } : row))
  const report = reportOf('fingerprint', connection, observed, { rows, history, notes: notCompared(noted, observed) })
  // With who and owner, as the report has them.
  return {
    observed,
    report,
    differences: differences.map((one, index) => ({ ...one, row: report.rows[index] ?? one.row })),
  }
}

/** The same without who and what was before: asks neither CloudTrail nor for older versions. Reads only. */
export async function glanceAtDrift(
  connection: Connection,
  runtimeId: string,
): Promise<Pick<DriftReport, 'against' | 'rows'>> {
  const observed = await observeLive(connection, runtimeId)
  const noted = readFingerprint(observed.runtime?.tags[SPEC_TAG])
  const rows = noted ? differencesOf(noted, observed, { versions: [], events: [] }).map(({ row }) => row) : []
  return {
    against: noted ? 'fingerprint' : 'nothing',
    rows: rows.map((row) => withOwner(row, observed)),
  }
}

const NO_FINGERPRINT =
  'There is no fingerprint yet: it was deployed before Slipway noted what it left, or by something else. Launch it again from its spec, or accept what is there.'

/** The runtime and all that it refers to. Throws AWS's errors, and an AppError for a runtime that is gone. */
export async function observeLive(connection: Connection, runtimeId: string): Promise<Observed> {
  const runtime = await readRuntime(connection, runtimeId)

  if (!runtime) {
    throw new AppError({
      code: 'not-found',
      message: 'AWS does not find this runtime. It may have been deleted elsewhere.',
      remedy: 'Compare with its spec to see what else is missing.',
    })
  }
  return observe(connection, targetOf(connection, runtime))
}

/** What the runtime refers to, whether a spec can say it or not. */
function targetOf({ region }: Connection, runtime: ObservedRuntime): Target {
  const userPoolId = poolIdOf(runtime)
  const clients = jwtAuthorizerOf(runtime.config)?.clients
  return {
    name: runtime.name,
    region,
    executionRole: { mode: 'adopt', arn: toText(runtime.config.roleArn ?? '') },
    inboundAuth:
      userPoolId === undefined
        ? { type: 'sigv4' }
        : { type: 'jwt', userPool: { mode: 'adopt', userPoolId, clientId: clients?.[0] ?? '' } },
  }
}

function isConfigKind(kind: DriftRow['kind']): boolean {
  return CONFIG_PARTS.some((part) => part === kind)
}

/** Older configurations, newest first. Without them what was before is not known, and that is no error. */
async function readVersions(connection: Connection, runtime: ObservedRuntime | null): Promise<RuntimeConfig[]> {
  const { id, version } = runtime ?? { id: '', version: '' }
  const read = await attempt(async () => {
    const versions = (await readEveryVersion(connection, id)).map((one) => one.version).filter((one) => one !== version)
    const newest = versions.sort((one, other) => Number(other) - Number(one)).slice(0, VERSIONS)
    return Promise.all(newest.map(async (one) => configOf(await readWholeRuntime(connection, id, one))))
  })
  return read.ok ? read.data : []
}

function historyOf(connection: Connection, observed: Observed, rows: DriftRow[]): Promise<History> {
  return readHistory(connection, subjectOf(observed), [...new Set(rows.map(({ kind }) => kind))])
}

function subjectOf({ runtime, role, pool }: Observed): Subject {
  const poolRegion = pool?.id.slice(0, pool.id.lastIndexOf('_'))
  return {
    runtimeId: runtime?.id ?? '',
    runtimeArn: runtime?.arn ?? '',
    roleName: role?.name ?? roleNameOf(toText(runtime?.config.roleArn ?? '')),
    logGroup: runtime ? logGroupName(runtime.id) : '',
    pool: pool && poolRegion !== undefined ? { id: pool.id, region: poolRegion } : null,
  }
}

type Found = { rows: DriftRow[]; history: History; notes: string[] }

function reportOf(
  against: DriftReport['against'],
  { region }: Connection,
  observed: Observed,
  { rows, history, notes }: Found,
): DriftReport {
  const { runtime } = observed
  const versionAt = runtime?.sinceChangeMs === undefined ? undefined : Date.now() - runtime.sinceChangeMs
  return {
    runtime: runtime && { id: runtime.id, name: runtime.name, region },
    against,
    rows: rows.map((row) => {
      const who = whoChanged(row, history, versionAt)
      return withOwner({ ...row, ...(who ? { who } : {}) }, observed)
    }),
    notes: [
      ...notes,
      ...(observed.isStopped ? ['The server is stopped by Slipway. What the stop put there is no drift.'] : []),
      ...(history.failure ? [unread(history.failure)] : []),
    ],
  }
}

/** A refusal by AWS need not name what is missing. */
function unread({ code, message }: Failure): string {
  const needs = code === 'access-denied' ? ' It takes cloudtrail:LookupEvents.' : ''
  return `Who changed it could not be read in full. ${message}${needs}`
}

/** What another tool keeps is not Slipway's to take back. */
function withOwner({ isRestorable, ...row }: DriftRow, observed: Observed): DriftRow {
  const owner = ownerOfRow(row, observed)
  return owner ? { ...row, owner } : { ...row, ...(isRestorable ? { isRestorable } : {}) }
}

function ownerOfRow(
  { kind, part }: Pick<DriftRow, 'kind' | 'part'>,
  { role, runtime, logGroup, pool }: Observed,
): Owner | undefined {
  if (kind.startsWith('role-')) {
    return ownerOf(role?.tags ?? {})
  }
  if (kind === 'logs' || part === 'log-group-tags') {
    return ownerOf(logGroup?.tags ?? {})
  }
  return ownerOf((kind === 'user-pool' || kind === 'pool-user' ? pool?.tags : runtime?.tags) ?? {})
}
