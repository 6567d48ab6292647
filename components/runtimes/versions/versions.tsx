import type { Route } from 'next'
import Form from 'next/form'
import { Suspense } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { Field } from '@/components/form/field'
import { Select } from '@/components/form/inputs'
import { Section } from '@/components/layout/page'
import { RefreshButton } from '@/components/layout/refresh-button'
import { Rollback } from '@/components/runtimes/rollback'
import { RuntimeStatus } from '@/components/runtimes/runtime-status'
import type { RuntimeView } from '@/components/runtimes/with-runtime'
import { Badge } from '@/components/ui/badge'
import { Button, ButtonLink } from '@/components/ui/button'
import { DiffView } from '@/components/ui/diff-view'
import { Skeleton } from '@/components/ui/skeleton'
import { Cell, Row, Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { Connection } from '@/lib/aws/connection'
import { advanceRollbackAction } from '@/lib/deployments/actions'
import { planRollback } from '@/lib/deployments/advance/rollback'
import { canonicalJson, diffLines } from '@/lib/format/diff'
import { routes } from '@/lib/routes'
import { RUNTIME_VERSION } from '@/lib/runtimes/ids'
import type { RuntimeDetail, RuntimeSummary } from '@/lib/runtimes/model'
import { getRuntime, listVersions } from '@/lib/runtimes/queries'

type Search = { from?: string | string[]; to?: string | string[]; rollback?: string | string[] }
export type VersionSearch = Promise<Search>

const COLUMNS = [
  { label: 'Version' },
  { label: 'Status' },
  { label: 'Last change' },
  { label: 'Actions', hidden: true, align: 'end' as const },
]

export async function Versions({
  actor,
  connection,
  runtime,
  searchParams,
}: RuntimeView & { searchParams: VersionSearch }) {
  const versions = await listVersions(connection, runtime.id)

  if (!versions.ok) {
    return <FailureNotice failure={versions.error} retry={<RefreshButton label="Try again" />} />
  }
  const search = await searchParams
  const numbers = versions.data.map(({ version }) => version)
  const from = chosen(search.from, numbers) ?? numbers[1]
  const to = chosen(search.to, numbers) ?? runtime.version
  const rollback = chosen(search.rollback, numbers)
  const canRollBack = actor.canWrite && rollback !== undefined && rollback !== runtime.version

  return (
    <>
      {canRollBack ? (
        <Suspense fallback={<Skeleton className="h-40" />}>
          <VersionRollback connection={connection} runtime={runtime} version={rollback} />
        </Suspense>
      ) : null}
      <Section title="Versions" description="Each change makes a new version; none is ever altered.">
        <VersionTable
          versions={versions.data}
          runtimeId={runtime.id}
          current={runtime.version}
          canWrite={actor.canWrite}
        />
      </Section>
      {from === undefined ? null : (
        <Section title="What changed">
          <VersionPicker runtimeId={runtime.id} versions={numbers} from={from} to={to} />
          <Suspense key={`${from} ${to}`} fallback={<Skeleton className="h-72" />}>
            <VersionDiff connection={connection} runtimeId={runtime.id} from={from} to={to} />
          </Suspense>
        </Section>
      )}
    </>
  )
}

type VersionTableProps = { versions: RuntimeSummary[]; runtimeId: string; current: string; canWrite: boolean }

function VersionTable({ versions, runtimeId, current, canWrite }: VersionTableProps) {
  return (
    <Table label="Versions" columns={COLUMNS}>
      {versions.map(({ version, status, lastUpdatedAt }) => (
        <Row key={version}>
          <Cell label="Version" narrow="named">
            <span className="flex items-center gap-2">
              {version}
              {version === current ? <Badge tone="success">current</Badge> : null}
            </span>
          </Cell>
          <Cell label="Status" narrow="end">
            <RuntimeStatus status={status} />
          </Cell>
          <Cell label="Last change" narrow="line">
            <Time at={lastUpdatedAt} />
          </Cell>
          <Cell label="" narrow="below" align="end">
            {version === current ? null : (
              <span className="flex flex-wrap gap-2 sm:justify-end">
                <ButtonLink size="sm" variant="ghost" href={versionsHref(runtimeId, { from: version, to: current })}>
                  {`Compare ${version} with ${current}`}
                </ButtonLink>
                {canWrite ? (
                  <ButtonLink
                    size="sm"
                    href={versionsHref(runtimeId, { rollback: version, from: current, to: version })}
                  >
                    {`Roll back to ${version}`}
                  </ButtonLink>
                ) : null}
              </span>
            )}
          </Cell>
        </Row>
      ))}
    </Table>
  )
}

function versionsHref(runtimeId: string, search: Record<string, string>): Route {
  return `${routes.runtimeTab(runtimeId, 'versions')}?${new URLSearchParams(search)}` as Route
}

/** The version that an address names, when there is one: an address is user input. */
function chosen(value: unknown, versions: string[]): string | undefined {
  return typeof value === 'string' && RUNTIME_VERSION.test(value) && versions.includes(value) ? value : undefined
}

type VersionPickerProps = { runtimeId: string; versions: string[]; from: string; to: string }

/** Any two versions, through the address. */
function VersionPicker({ runtimeId, versions, from, to }: VersionPickerProps) {
  const options = versions.map((version) => ({ value: version, label: `Version ${version}` }))

  return (
    <Form
      // The choice lives in the address, so another address starts from another choice.
      key={`${from} ${to}`}
      action={routes.runtimeTab(runtimeId, 'versions')}
      className="flex flex-wrap items-end gap-2"
    >
      <Field label="From" name="from" required>
        <Select name="from" defaultValue={from} options={options} />
      </Field>
      <Field label="To" name="to" required>
        <Select name="to" defaultValue={to} options={options} />
      </Field>
      <Button type="submit">Compare</Button>
    </Form>
  )
}

type VersionDiffProps = { connection: Connection; runtimeId: string; from: string; to: string }

/** Two versions' configurations, as AWS has them, line by line. */
async function VersionDiff({ connection, runtimeId, from, to }: VersionDiffProps) {
  const [before, after] = await Promise.all([
    getRuntime(connection, runtimeId, from),
    getRuntime(connection, runtimeId, to),
  ])

  if (!before.ok) {
    return <FailureNotice failure={before.error} />
  }
  if (!after.ok) {
    return <FailureNotice failure={after.error} />
  }
  const lines = diffLines(canonicalJson(before.data.configuration), canonicalJson(after.data.configuration))
  const changed = lines.filter(({ kind }) => kind !== 'same').length

  return (
    <>
      <p className="text-muted" role="status">
        {changed === 0
          ? `Versions ${from} and ${to} have the same configuration.`
          : `${changed === 1 ? '1 line differs' : `${changed} lines differ`} between version ${from} and version ${to}.`}
      </p>
      <DiffView lines={lines} label={`Changes from version ${from} to version ${to}`} />
    </>
  )
}

type VersionRollbackProps = { connection: Connection; runtime: RuntimeDetail; version: string }

async function VersionRollback({ connection, runtime, version }: VersionRollbackProps) {
  const plan = await planRollback(connection, runtime.id, version)

  return (
    <Section
      title={`Roll back ${runtime.name} to version ${version}`}
      description="AWS cannot switch an old version on again: its configuration becomes a new version. Sessions that are open keep the current one until they end."
    >
      {plan.ok ? (
        <Rollback
          key={version}
          plan={plan.data}
          runtimeId={runtime.id}
          name={runtime.name}
          version={version}
          advance={advanceRollbackAction}
        />
      ) : (
        <FailureNotice failure={plan.error} retry={<RefreshButton label="Try again" />} />
      )}
    </Section>
  )
}
