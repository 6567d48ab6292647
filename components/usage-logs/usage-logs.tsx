import { FailureNotice } from '@/components/feedback/failure-notice'
import { RefreshButton } from '@/components/layout/refresh-button'
import type { RuntimeView } from '@/components/runtimes/with-runtime'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Disclosure } from '@/components/ui/disclosure'
import { LogsOff } from '@/components/usage-logs/logs-off'
import { LogsOn } from '@/components/usage-logs/logs-on'
import { SplitTable } from '@/components/usage-logs/split-table'
import { StoredLogs } from '@/components/usage-logs/stored-logs'
import { USAGE_RETENTION_DAYS, usageGroupName, usageLogsHourCost } from '@/lib/usage/delivery/names'
import { findUsageParts, type UsageParts } from '@/lib/usage/delivery/usage-delivery'
import type { UsageQuery } from '@/lib/usage/metrics/range'

const STATES = {
  on: 'Usage logs are on',
  off: 'Switch on usage logs to see the idle share',
  half: 'Usage logs were not switched on or off to the end',
}

/** The split where usage logs are on, and the switch. */
export async function UsageLogs({ last, ...view }: RuntimeView & { last: UsageQuery['last'] }) {
  const { actor, connection, runtime } = view
  const read = await findUsageParts(connection, runtime)

  if (!read.ok) {
    return <FailureNotice failure={read.error} retry={<RefreshButton label="Try again" />} />
  }
  const parts = read.data
  const state = stateOf(parts)
  const group = parts.group?.name ?? usageGroupName(runtime.id)
  return (
    <>
      {state === 'on' ? <SplitTable {...view} group={group} last={last} /> : null}
      <Card>
        <CardHeader
          title={STATES[state]}
          description={`A record of about 500 bytes each second of a session: about $${usageLogsHourCost().toFixed(4)} for an hour of one.`}
          actions={
            actor.canWrite ? (
              <>
                {state === 'on' ? null : <LogsOn runtimeId={runtime.id} isHalf={state === 'half'} />}
                {state === 'off' ? null : (
                  <LogsOff
                    runtimeId={runtime.id}
                    name={runtime.name}
                    group={parts.group?.isOwn ? parts.group.name : null}
                  />
                )}
              </>
            ) : null
          }
        />
        <CardBody className="flex flex-col gap-2">
          {state === 'on' ? (
            <p className="break-all">
              Written to <span className="font-mono">{group}</span>.
            </p>
          ) : (
            <Plan group={group} />
          )}
          <StoredLogs {...view} usage={parts.group} />
        </CardBody>
      </Card>
    </>
  )
}

function stateOf({ source, destination, deliveryId, group }: UsageParts): keyof typeof STATES {
  if (source && destination && group && deliveryId !== null) {
    return 'on'
  }
  // A group by itself may be kept for its lines.
  return source || destination || deliveryId !== null ? 'half' : 'off'
}

function Plan({ group }: { group: string }) {
  return (
    <Disclosure summary="What is made in AWS">
      <ol className="flex list-decimal flex-col gap-1 pl-5">
        <li className="break-all">
          The log group <span className="font-mono">{group}</span>, its lines kept for {USAGE_RETENTION_DAYS} days.
        </li>
        <li>A delivery source: the usage records of this runtime.</li>
        <li>A delivery destination: the log group.</li>
        <li>The delivery from the one to the other.</li>
      </ol>
      <p className="pt-2 text-muted">What exists already is used. If a step fails, those before it are undone.</p>
    </Disclosure>
  )
}
