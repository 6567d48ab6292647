import { TokenSection } from '@/app/(console)/runtimes/[id]/token-section'
import { EmptyState } from '@/components/feedback/empty-state'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { ConnectionGuard } from '@/components/layout/connection-context'
import { RefreshButton } from '@/components/layout/refresh-button'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardBody } from '@/components/ui/card'
import { requireContext } from '@/lib/auth/context'
import { connectionKey } from '@/lib/aws/connection'
import { routes } from '@/lib/routes'
import { listJwtRuntimes } from '@/lib/runtimes/queries'

/** A card for each runtime that accepts tokens. */
export async function TokenList() {
  const { actor, connection } = await requireContext()
  const runtimes = await listJwtRuntimes(connection)

  return (
    <ConnectionGuard connectionKey={connectionKey(connection)}>
      {runtimes.ok ? (
        runtimes.data.length === 0 ? (
          <EmptyState
            title="No runtime here accepts tokens"
            actions={<ButtonLink href={routes.runtimes()}>See all runtimes</ButtonLink>}
          >
            Runtimes with AWS signatures need none. Choose JWT as the inbound auth in the setup to use tokens.
          </EmptyState>
        ) : (
          runtimes.data.map((runtime) => (
            <Card key={runtime.id}>
              <CardBody className="py-4">
                <TokenSection actor={actor} connection={connection} runtime={runtime} title={runtime.name} />
              </CardBody>
            </Card>
          ))
        )
      ) : (
        <FailureNotice failure={runtimes.error} retry={<RefreshButton label="Try again" />} />
      )}
    </ConnectionGuard>
  )
}
