import { clockTime } from '@/components/log-viewer/bar/times'
import type { LogClient } from '@/components/log-viewer/client'
import type { SourceState } from '@/components/log-viewer/engine/protocol'
import type { Zone } from '@/components/log-viewer/settings'
import { useShown } from '@/components/log-viewer/use-log'
import { Status } from '@/components/ui/status'
import type { Tone } from '@/components/ui/tone'
import type { TailPhase } from '@/lib/logs/event'

type FootProps = { client: LogClient; zone: Zone; isLive: boolean }

/** How far the log is verified, how much of it is here, and what it costs upstream. */
export function StatusFoot({ client, zone, isLive }: FootProps) {
  const source = useShown(client, (shown) => shown.source)
  const view = useShown(client, (shown) => shown.view)
  const { tail, isReconnecting, isLoading } = source
  const { tone, label } = stateOf(source, isLive)
  const verified = tail?.verifiedThrough

  return (
    <footer className="sticky bottom-(--bottom-bar) z-10 flex flex-wrap items-center gap-x-3 gap-y-1 bg-background py-1.5 text-muted text-table">
      <Status tone={tone} label={label} />
      {isLive && !isReconnecting ? (
        <span>
          {typeof verified === 'number' ? `verified through ${clockTime(verified, zone)}` : 'nothing verified yet'}
        </span>
      ) : null}
      <span>
        {`${view.total.toLocaleString('en')} lines`}
        {view.shown < view.total ? `, ${view.shown.toLocaleString('en')} rows shown` : ''}
        {view.late > 0 ? `, ${view.late.toLocaleString('en')} late, put where they belong` : ''}
      </span>
      {isLive && tail ? (
        <span>{`${tail.callsPerSecond.toLocaleString('en', { maximumFractionDigits: 1 })} requests/s`}</span>
      ) : null}
      {isLive && tail?.lagMs ? <span>{`lag ${(tail.lagMs / 1000).toFixed(1)} s`}</span> : null}
      {isLoading ? <span>reading earlier lines…</span> : null}
    </footer>
  )
}

function stateOf({ tail, isReconnecting, isLoading }: SourceState, isLive: boolean): { tone: Tone; label: string } {
  if (!isLive) {
    return { tone: 'neutral', label: isLoading ? 'Reading' : 'A fixed range' }
  }
  if (isReconnecting) {
    return { tone: 'warning', label: 'Connecting again' }
  }
  return tail ? PHASES[tail.phase.name](tail.phase) : { tone: 'neutral', label: 'Starting' }
}

const BEHIND = {
  throttled: 'AWS asks to slow down',
  unreachable: 'AWS can’t be reached',
  'server-error': 'AWS has a problem',
}

const PHASES: Record<TailPhase['name'], (phase: TailPhase) => { tone: Tone; label: string }> = {
  'waiting-for-group': () => ({ tone: 'neutral', label: 'Waiting for the log group' }),
  starting: () => ({ tone: 'neutral', label: 'Starting' }),
  live: () => ({ tone: 'success', label: 'Live' }),
  delayed: (phase) => ({
    tone: 'warning',
    label: `Behind: ${phase.name === 'delayed' ? BEHIND[phase.because] : 'reading'}`,
  }),
  stopped: () => ({ tone: 'danger', label: 'Stopped' }),
}
