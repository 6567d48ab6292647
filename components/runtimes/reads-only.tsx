import { Notice } from '@/components/feedback/notice'
import { ButtonLink } from '@/components/ui/button'
import { isTruthy } from '@/lib/deployments/check/check-notes'
import { routes } from '@/lib/routes'
import type { RuntimeDetail } from '@/lib/runtimes/model'

/** The server's own limit, which comes before the role's: what a policy lets it change, it refuses all the same. */
export function ReadsOnly({ runtime: { id, environment } }: { runtime: RuntimeDetail }) {
  if (!isTruthy(environment.READ_OPERATIONS_ONLY)) {
    return null
  }
  return (
    <Notice
      tone="info"
      title="The server itself runs reads only"
      actions={
        <ButtonLink size="sm" href={routes.setup({ step: 'server', from: id })}>
          Edit the variables
        </ButtonLink>
      }
    >
      <p>
        <code>READ_OPERATIONS_ONLY</code> is on, so it refuses what changes something, even where the policies below
        allow it.
      </p>
    </Notice>
  )
}
