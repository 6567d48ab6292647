import { Notice } from '@/components/feedback/notice'
import { ExplainedView } from '@/components/findings/explained-view'
import { ButtonLink } from '@/components/ui/button'
import { logGroupName } from '@/lib/logs/model'
import { routes } from '@/lib/routes'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { knownTrouble } from '@/lib/troubles/explain/known'

/** What stands in the place of a log that can't be: AWS failed to create the runtime, so nothing of it has ever run. */
export function NeverCreated({ runtime }: { runtime: RuntimeDetail }) {
  const { id, name, failureReason } = runtime
  const trouble = knownTrouble(failureReason ?? '', { from: 'aws' })

  return (
    <Notice
      tone="danger"
      title={`AWS could not create ${name}, so it has written no log.`}
      actions={
        <>
          <ButtonLink variant="primary" href={routes.setup({ from: id })}>
            Edit and launch
          </ButtonLink>
          <ButtonLink href={routes.logGroup(logGroupName(id, 'DEFAULT'))}>Look for its log group anyway</ButtonLink>
        </>
      }
    >
      {trouble ? (
        <>
          <p className="font-medium">{trouble.title}</p>
          <ExplainedView explained={trouble} place={{ from: 'aws' }} />
        </>
      ) : null}
      <p className="text-muted text-table">{failureReason ? 'In AWS’s words:' : 'AWS gives no reason.'}</p>
      {failureReason ? <p className="whitespace-pre-wrap break-words font-mono text-table">{failureReason}</p> : null}
    </Notice>
  )
}
