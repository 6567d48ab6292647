import { FailureNotice } from '@/components/feedback/failure-notice'
import { Section } from '@/components/layout/page'
import { RefreshButton } from '@/components/layout/refresh-button'
import { Cell, Row, Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { practiceMessages } from '@/lib/practice-account/admin'

const COLUMNS = ['When', 'To', 'Message'].map((label) => ({ label }))

/** What the practice account's Cognito would have sent: codes to sign in with, above all. */
export async function Outbox() {
  const messages = await practiceMessages()

  return (
    <Section
      title="Outbox"
      description="Codes and passwords that Cognito would have sent by SMS and e-mail. Nothing leaves this computer."
      actions={<RefreshButton />}
    >
      {messages.ok ? (
        messages.data.length === 0 ? (
          <p className="text-muted">Nothing was sent yet. A sign-in that asks for a code sends one.</p>
        ) : (
          <Table label="Outbox" columns={COLUMNS}>
            {messages.data.map(({ at, medium, destination, text }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two messages may be equal
              <Row key={index}>
                <Cell label="When">
                  <Time at={new Date(at).toISOString()} />
                </Cell>
                <Cell label="To">
                  <span className="break-all">
                    {destination} ({medium === 'SMS' ? 'SMS' : 'e-mail'})
                  </span>
                </Cell>
                <Cell label="Message">
                  <span className="break-words">{text}</span>
                </Cell>
              </Row>
            ))}
          </Table>
        )
      ) : (
        <FailureNotice failure={messages.error} />
      )}
    </Section>
  )
}
