import { FailureNotice } from '@/components/feedback/failure-notice'
import { Notice } from '@/components/feedback/notice'
import { Section } from '@/components/layout/page'
import { RefreshButton } from '@/components/layout/refresh-button'
import { ProposedPolicies } from '@/components/right-size/proposed-policies'
import type { RuntimeView } from '@/components/runtimes/with-runtime'
import { ButtonLink } from '@/components/ui/button'
import { Cell, Row, Table } from '@/components/ui/table'
import { counted } from '@/lib/format/counted'
import type { Days } from '@/lib/right-size/days'
import type { ActionUse } from '@/lib/right-size/model'
import { FEW_DAYS, type RightSize, readRightSize } from '@/lib/right-size/read-right-size'
import { STATES, servicesOf } from '@/lib/right-size/services'
import { SOURCES } from '@/lib/right-size/words'
import { routes } from '@/lib/routes'

/** CloudTrail takes half a second for each page of it. */
const LOOK_MS = 60_000

/** What was used and what never was, then the policies that would do. */
export async function RightSizing({ connection, runtime, days }: RuntimeView & { days: Days }) {
  const asked = { days, margin: 'read' as const, now: Date.now(), signal: AbortSignal.timeout(LOOK_MS) }
  const read = await readRightSize(connection, runtime, asked)

  if (!read.ok) {
    return <FailureNotice failure={read.error} retry={<RefreshButton label="Try again" />} />
  }
  const { use, actions, missing } = read.data
  const canTrim = actions.policies.some(({ isChanged }) => isChanged)
  return (
    <>
      <Lead found={read.data} canTrim={canTrim} />
      {missing.map(({ source, failure }) => (
        <FailureNotice
          key={source}
          failure={{ ...failure, message: `${SOURCES[source]} could not be read. ${failure.message}` }}
        />
      ))}
      <Services actions={[...use.actions.values()]} />
      {canTrim ? (
        <Section
          title="Policies that would do"
          description="With what reads in the services that are used kept. Copy a text into the editor, which shows what it gives and takes before it is saved."
          actions={
            <ButtonLink size="sm" href={routes.role(runtime.roleName)}>
              Edit the permissions
            </ButtonLink>
          }
        >
          <ProposedPolicies fit={actions.fit} />
        </Section>
      ) : null}
    </>
  )
}

function Lead({ found, canTrim }: { found: RightSize; canTrim: boolean }) {
  const { actions, days, observedDays, use, missing, unread } = found
  const isBlind = missing.some(({ source }) => source === 'last-accessed' || source === 'trail')
  const { of, stillAllowed } = actions.replay
  const title = isBlind
    ? 'What was never used can’t be told'
    : canTrim
      ? `${counted(actions.trimmed.length, 'permission')} never used in ${counted(days, 'day')}`
      : 'Nothing can be trimmed'

  return (
    <Notice tone={isBlind ? 'warning' : canTrim ? 'info' : 'success'} title={title}>
      <p>
        {`${stillAllowed.toLocaleString('en')} of ${counted(of, 'call')} of this time would still be allowed.`}
        {observedDays < FEW_DAYS
          ? ` The role was observed for ${counted(observedDays, 'day')}: what happens once a fortnight may never have been seen.`
          : ''}
      </p>
      {use.opaque.size > 0 ? (
        <p>{`Something unknown was called in ${[...use.opaque].join(', ')}: nothing of it is trimmed.`}</p>
      ) : null}
      {unread.length > 0 ? <p>{`The text of ${unread.join(', ')} may not be read: it stays as it is.`}</p> : null}
    </Notice>
  )
}

const COLUMNS = [
  { label: 'Service' },
  ...['Used', 'Refused', 'Never used', 'Can’t be seen'].map((label) => ({ label, align: 'end' as const })),
]

function Services({ actions }: { actions: readonly ActionUse[] }) {
  const { touched, idle } = servicesOf(actions)
  const rows = [
    ...touched.map(({ name, counts }) => ({ name, figures: STATES.map((state) => counts[state]) })),
    ...(idle.services > 0
      ? [{ name: `${counted(idle.services, 'service')} never used`, figures: [0, 0, idle.actions, 0] }]
      : []),
  ]
  return (
    <Table label="Permissions by service" columns={COLUMNS}>
      {rows.map(({ name, figures }) => (
        <Row key={name}>
          <Cell label="Service" narrow="first">
            {name}
          </Cell>
          {figures.map((figure, index) => (
            <Cell key={STATES[index]} label={COLUMNS[index + 1]?.label ?? ''} align="end" narrow="named">
              <span className="tabular-nums">{figure.toLocaleString('en')}</span>
            </Cell>
          ))}
        </Row>
      ))}
    </Table>
  )
}
