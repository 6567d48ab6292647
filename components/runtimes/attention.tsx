import { Notice } from '@/components/feedback/notice'
import { ExplainedView } from '@/components/findings/explained-view'
import { ButtonLink } from '@/components/ui/button'
import { routes } from '@/lib/routes'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { knownTrouble } from '@/lib/troubles/explain/known'

/** What is wrong with a runtime, and the door out of it. Nothing when nothing is. */
export function Attention({ runtime }: { runtime: RuntimeDetail }) {
  const { status, failureReason, mmdsV2, protocol, name } = runtime
  const edit = (
    <ButtonLink size="sm" href={routes.setup({ from: runtime.id })}>
      Edit and launch
    </ButtonLink>
  )

  const trouble = knownTrouble(failureReason ?? '', { from: 'aws' })

  return (
    <>
      {status.endsWith('_FAILED') ? (
        <Notice tone="danger" title={`${name} is in the state ${status}.`} actions={edit}>
          <p className="whitespace-pre-wrap break-words font-mono text-table">
            {failureReason ?? 'AWS gives no reason.'}
          </p>
          {trouble ? <ExplainedView explained={trouble} place={{ from: 'aws' }} /> : null}
        </Notice>
      ) : null}
      {status === 'READY' && !mmdsV2 ? (
        <Notice tone="warning" title="AWS may refuse calls to this runtime." actions={edit}>
          <p>
            It does not require version 2 of the metadata service, which AWS demands since 30 June 2026. Launching it
            again switches that on and changes nothing else.
          </p>
        </Notice>
      ) : null}
      {protocol === 'MCP' ? null : (
        <Notice tone="warning" title={`Its protocol is ${protocol ?? 'not set, so HTTP'}, not MCP.`} actions={edit}>
          <p>MCP clients cannot reach a server that AgentCore serves with another protocol.</p>
        </Notice>
      )}
    </>
  )
}
