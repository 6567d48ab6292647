import { EmptyState } from '@/components/feedback/empty-state'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { RefreshButton } from '@/components/layout/refresh-button'
import type { Failure } from '@/lib/result'

/** A role that can't be shown: AWS failed, or it isn't there. */
export function RoleProblem({ name, failure }: { name: string; failure: Failure | undefined }) {
  return failure ? (
    <FailureNotice failure={failure} retry={<RefreshButton label="Try again" />} />
  ) : (
    <EmptyState title="IAM has no such role">
      {`${name} was deleted, or it belongs to another account. A runtime whose role is gone fails at its next command.`}
    </EmptyState>
  )
}
