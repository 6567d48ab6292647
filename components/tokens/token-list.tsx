import { EmptyState } from '@/components/feedback/empty-state'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { ConnectionGuard } from '@/components/form/connection-context'
import { RefreshButton } from '@/components/layout/refresh-button'
import { TokenSection } from '@/components/runtimes/token-section'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardBody } from '@/components/ui/card'
import { requireContext } from '@/lib/auth/context'
import { connectionKey } from '@/lib/aws/connection'
import { routes } from '@/lib/routes'
import { listJwtRuntimes } from '@/lib/runtimes/queries'

/** A card for each runtime that accepts tokens. */
export async function TokenList() {
  const { actor, connection } = await requireContext()
  const found = await listJwtRuntimes(connection)
  const runtimes = found.ok ? found.data.runtimes : []
  const failure = found.ok ? found.data.unread : found.error

  return (
    <ConnectionGuard connectionKey={connectionKey(connection)}>
      {failure ? <FailureNotice failure={failure} retry={<RefreshButton label="Try again" />} /> : null}
      {runtimes.length === 0 && !failure ? (
        <EmptyState
          title="No runtime here accepts tokens"
          actions={<ButtonLink href={routes.runtimes()}>See all runtimes</ButtonLink>}
        >
          Runtimes with AWS signatures need none. Choose JWT as the inbound auth in the setup to use tokens.
        </EmptyState>
      ) : null}
      {runtimes.map((runtime) => (
        <Card key={runtime.id}>
          <CardBody className="py-4">
            <TokenSection actor={actor} connection={connection} runtime={runtime} title={runtime.name} />
          </CardBody>
        </Card>
      ))}
    </ConnectionGuard>
  )
}
