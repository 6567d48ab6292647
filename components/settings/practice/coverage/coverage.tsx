import Form from 'next/form'
import { EmptyState } from '@/components/feedback/empty-state'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { ConnectionGuard } from '@/components/form/connection-context'
import { TextInput } from '@/components/form/inputs'
import { Section } from '@/components/layout/page'
import { RefreshButton } from '@/components/layout/refresh-button'
import { CoverageRow } from '@/components/settings/practice/coverage/coverage-row'
import { Judges } from '@/components/settings/practice/coverage/judges'
import { UsePractice } from '@/components/settings/practice/use-practice'
import { Button, ButtonLink } from '@/components/ui/button'
import { requireContext } from '@/lib/auth/context'
import { connectionKey } from '@/lib/aws/connection'
import { counted } from '@/lib/format/counted'
import { practiceCoverage, practiceStatus } from '@/lib/practice-account/admin'
import { type CoveredService, countsOf, fittingServices } from '@/lib/practice-account/coverage'
import { routes } from '@/lib/routes'

export type CoverageSearch = Promise<{ q?: string | string[] }>

/** What the practice account imitates of AWS, what it doesn't, and which programs of others judged it. */
export async function Coverage({ searchParams }: { searchParams: CoverageSearch }) {
  const { connection } = await requireContext()
  const { q = '' } = await searchParams
  const typed = String(q).trim()
  const [coverage, status] = await Promise.all([practiceCoverage(), practiceStatus()])

  if (!coverage.ok) {
    return <FailureNotice failure={coverage.error} retry={<RefreshButton label="Try again" />} />
  }
  const { services, judges, judgedOn } = coverage.data
  const isCurrent = connection.source.type === 'practice'

  return (
    <ConnectionGuard connectionKey={connectionKey(connection)}>
      <Section
        title="What is imitated"
        description={summary(services)}
        actions={status.ok ? <UsePractice connection={connection} region={status.data.region} /> : null}
      >
        {isCurrent ? null : (
          <p className="text-muted">
            The connection in use leads to another account, which has all of this. The list is about the practice
            account on this computer.
          </p>
        )}
        <Judges judges={judges} judgedOn={judgedOn} services={services} />
      </Section>
      <Section title="By service" description="What is not imitated is refused, by its name, and nothing is changed.">
        <Services services={services} typed={typed} judges={judges} />
      </Section>
    </ConnectionGuard>
  )
}

function summary(services: CoveredService[]): string {
  const { all, imitated, judged } = countsOf(services)
  return `The practice account has ${counted(imitated, 'operation')} of the ${all.toLocaleString('en')} that AWS has in these ${counted(services.length, 'service')}. Programs of others judged ${judged} of them.`
}

type ServicesProps = { services: CoveredService[]; typed: string; judges: { id: string; program: string }[] }

function Services({ services, typed, judges }: ServicesProps) {
  const shown = fittingServices(services, typed)
  const programs = new Map(judges.map(({ id, program }) => [id, program]))
  const { all, imitated } = countsOf(shown)

  return (
    <>
      <Form action={routes.practiceCoverage()} className="flex max-w-md gap-2">
        <TextInput
          name="q"
          type="search"
          defaultValue={typed}
          aria-label="Search by service or operation"
          placeholder="Service or operation"
        />
        <Button type="submit">Search</Button>
      </Form>
      {shown.length === 0 ? (
        <EmptyState
          title="Nothing fits"
          actions={<ButtonLink href={routes.practiceCoverage()}>Show everything</ButtonLink>}
        >
          None of these services has an operation like this. Services that are not in the list are not imitated.
        </EmptyState>
      ) : (
        <>
          {typed === '' ? null : (
            <p className="text-muted" role="status">
              {`${counted(all, 'operation')} found, ${imitated} imitated`}
            </p>
          )}
          <ul aria-label="Services" className="divide-y rounded-lg border bg-surface">
            {shown.map((service) => (
              <CoverageRow
                key={`${service.id} ${typed}`}
                service={service}
                whole={services.find(({ id }) => id === service.id) ?? service}
                programs={programs}
                open={typed !== ''}
              />
            ))}
          </ul>
        </>
      )}
    </>
  )
}
