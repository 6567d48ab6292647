import { Notice } from '@/components/feedback/notice'
import { Section } from '@/components/layout/page'
import { UsePractice } from '@/components/settings/practice/use-practice'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardBody } from '@/components/ui/card'
import { DefinitionList } from '@/components/ui/definition-list'
import { Identifier } from '@/components/ui/identifier'
import { Status } from '@/components/ui/status'
import type { Connection } from '@/lib/aws/connection'
import type { PracticeStatus } from '@/lib/practice-account/admin'
import { routes } from '@/lib/routes'

/** What the practice account is, that it runs, and the way into it. */
export function PracticeState({ connection, status }: { connection: Connection; status: PracticeStatus }) {
  const isCurrent = connection.source.type === 'practice'
  const faults = status.faults.length

  return (
    <Section
      title="Practice account"
      description="AWS in a box, on this computer. Real protocols, made-up resources, no cost. What you do here touches no AWS account."
      actions={
        <>
          <ButtonLink size="sm" href={routes.practiceCoverage()}>
            What is imitated
          </ButtonLink>
          <UsePractice connection={connection} region={status.region} />
        </>
      }
    >
      <Card>
        <CardBody className="flex flex-col gap-4">
          {status.notKept === null ? null : (
            <Notice tone="warning" title="What you do here is not kept.">
              <p>{status.notKept} The account goes on in memory, and is empty or older after the next start.</p>
            </Notice>
          )}
          <DefinitionList
            items={[
              { term: 'State', value: <Status tone="success" label={isCurrent ? 'Running, in use' : 'Running'} /> },
              { term: 'Account', value: <Identifier value={status.accountId} label="account id" /> },
              { term: 'Principal', value: <Identifier value={status.operatorArn} label="principal ARN" max={64} /> },
              {
                term: 'Faults on the wire',
                value: faults === 0 ? 'None' : <Status tone="warning" label={`${faults} switched on`} />,
              },
            ]}
          />
        </CardBody>
      </Card>
    </Section>
  )
}
