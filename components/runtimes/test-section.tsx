import { Section } from '@/components/layout/page'
import { TestPanel } from '@/components/runtimes/test-panel'
import type { Actor } from '@/lib/auth/actor'
import type { Connection } from '@/lib/aws/connection'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { keptSignIn } from '@/lib/tokens/queries'

type TestSectionProps = { actor: Actor; connection: Connection; runtime: RuntimeDetail }

export async function TestSection({ actor, connection, runtime: { id, inboundAuth } }: TestSectionProps) {
  const kept = inboundAuth.type === 'jwt' ? await keptSignIn(actor, connection, id) : undefined

  return (
    <Section
      id="test"
      title="Test the connection"
      description="Calls the runtime as a client would, runs aws sts get-caller-identity, and ends the session again."
    >
      <TestPanel runtimeId={id} auth={inboundAuth} hasSignIn={kept !== undefined} />
    </Section>
  )
}
