import { FailureNotice } from '@/components/feedback/failure-notice'
import { RefreshButton } from '@/components/layout/refresh-button'
import { SwitchButton } from '@/components/shell/switch-button'
import { ButtonLink, buttonClass } from '@/components/ui/button'
import type { Connection } from '@/lib/aws/connection'
import { explainCredentials } from '@/lib/connections/identity'
import { env } from '@/lib/env'
import type { Failure } from '@/lib/result'
import { routes } from '@/lib/routes'

/** AWS gave no list: why, what mends it, and the other ways on. */
export async function OverviewFailure({ connection, failure }: { connection: Connection; failure: Failure }) {
  const isPractice = connection.source.type === 'practice'
  const canPractise = !isPractice && env().SLIPWAY_PRACTICE_URL !== undefined

  return (
    <FailureNotice
      failure={await explainCredentials(connection, failure)}
      retry={
        <>
          <RefreshButton label="Try again" />
          <ButtonLink size="sm" href={routes.settings()}>
            Choose another connection
          </ButtonLink>
          {canPractise ? (
            <SwitchButton source="practice" region={connection.region} className={buttonClass({ size: 'sm' })}>
              Use the practice account
            </SwitchButton>
          ) : null}
        </>
      }
    />
  )
}
