import { AcceptDrift } from '@/components/drift/accept-drift'
import { DriftRows } from '@/components/drift/drift-rows'
import { TakeBack } from '@/components/drift/take-back'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { Notice } from '@/components/feedback/notice'
import { Section } from '@/components/layout/page'
import { RefreshButton } from '@/components/layout/refresh-button'
import type { RuntimeView } from '@/components/runtimes/with-runtime'
import { ButtonLink } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { Time } from '@/components/ui/time'
import { advanceTakeBackAction } from '@/lib/drift/actions'
import type { DriftReport } from '@/lib/drift/model'
import { lookAtDrift } from '@/lib/drift/resolve'
import { planTakeBack, type TakeBackPlan } from '@/lib/drift/take-back'
import type { Result } from '@/lib/result'
import { routes } from '@/lib/routes'

export type DriftSearch = Promise<{ take?: string | string[] }>

type DriftProps = RuntimeView & { searchParams: DriftSearch }

/** What differs, and the two ways out: to what it was, or to what is there. */
export async function Drift({ actor, connection, runtime, searchParams }: DriftProps) {
  const { take } = await searchParams
  return take === 'back' && actor.canWrite ? (
    <Taking plan={await planTakeBack(connection, runtime.id)} runtime={runtime} />
  ) : (
    <Looking look={await lookAtDrift(connection, runtime.id)} runtime={runtime} canWrite={actor.canWrite} />
  )
}

type Of = Pick<RuntimeView, 'runtime'>

function Looking({
  look,
  runtime,
  canWrite,
}: Of & { look: Awaited<ReturnType<typeof lookAtDrift>>; canWrite: boolean }) {
  if (!look.ok) {
    return <FailureNotice failure={look.error} retry={<RefreshButton label="Try again" />} />
  }
  const { report, seen } = look.data
  const isRestorable = report.rows.some((row) => row.isRestorable)
  const isAcceptable = report.rows.length > 0 || report.against === 'nothing'

  return (
    <>
      <Verdict report={report} />
      {canWrite ? (
        <AcceptDrift runtimeId={runtime.id} name={runtime.name} seen={seen} report={report} isAcceptable={isAcceptable}>
          {isRestorable ? (
            <ButtonLink variant="primary" href={routes.runtimeDrift(runtime.id, { take: 'back' })}>
              Take back
            </ButtonLink>
          ) : null}
        </AcceptDrift>
      ) : null}
      <DriftRows rows={report.rows} />
    </>
  )
}

function Taking({ plan, runtime }: Of & { plan: Result<TakeBackPlan> }) {
  if (!plan.ok) {
    return (
      <FailureNotice
        failure={plan.error}
        retry={<ButtonLink href={routes.runtimeDrift(runtime.id)}>Back to what differs</ButtonLink>}
      />
    )
  }
  return (
    <>
      <Verdict report={plan.data.report} />
      <Section
        title={`Take back what others changed of ${runtime.name}`}
        description="This is what it was, as far as that is known. Slipway then notes what is there as what it left."
      >
        <TakeBack {...plan.data} runtimeId={runtime.id} advance={advanceTakeBackAction} />
      </Section>
      {plan.data.report.rows.length === 0 ? null : (
        <Disclosure summary="What differs, and who changed it">
          <DriftRows rows={plan.data.report.rows} />
        </Disclosure>
      )}
    </>
  )
}

function Verdict({ report }: { report: DriftReport }) {
  return (
    <>
      <Notice {...verdictOf(report)}>
        {report.notes.length === 0 ? null : report.notes.map((note) => <p key={note}>{note}</p>)}
      </Notice>
      <p className="text-muted text-table">
        Compared <Time at={new Date().toISOString()} />. Who changed it is CloudTrail’s word, which may be 15 minutes
        late.
      </p>
    </>
  )
}

function verdictOf({ against, rows }: DriftReport) {
  const others = rows.filter(({ owner }) => owner === undefined).length

  if (against === 'nothing') {
    return { tone: 'info' as const, title: 'Nothing is noted yet, so nothing can be compared' }
  }
  if (rows.length === 0) {
    return { tone: 'success' as const, title: 'As Slipway left it' }
  }
  const title =
    rows.length === 1 ? '1 thing is not as Slipway left it' : `${rows.length} things are not as Slipway left them`
  return others > 0
    ? { tone: 'warning' as const, title }
    : { tone: 'info' as const, title: `${title}, and another tool keeps ${rows.length === 1 ? 'it' : 'them'}` }
}
