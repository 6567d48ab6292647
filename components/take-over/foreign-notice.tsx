import { Notice } from '@/components/feedback/notice'
import type { RuntimeView } from '@/components/runtimes/with-runtime'
import { ButtonLink } from '@/components/ui/button'
import { routes } from '@/lib/routes'
import { isDoomed } from '@/lib/runtimes/model'
import { isTheirs } from '@/lib/take-over/is-theirs'

/** Says of a runtime that Slipway did not make that it can be taken over. Nothing for others, for one that failed, and where tags can't be read. */
export async function ForeignNotice({ connection, runtime: { id, arn, name, status } }: RuntimeView) {
  if (isDoomed(status) || !(await isTheirs(connection, arn, name))) {
    return null
  }
  return (
    <Notice
      tone="info"
      title={`Slipway did not make ${name}`}
      actions={
        <ButtonLink size="sm" href={routes.runtimeTakeOver(id)}>
          Take over…
        </ButtonLink>
      }
    >
      <p>Take it over to edit it here. That sets three tags, and can be undone.</p>
    </Notice>
  )
}
