import { Button } from '@/components/ui/button'
import { Identifier } from '@/components/ui/identifier'
import { Status } from '@/components/ui/status'
import { formatDuration } from '@/lib/format/duration'
import type { TesterSession } from '@/lib/mcp/tester/tester-model'

type SessionBarProps = { session: TesterSession; isEnding: boolean; onEnd: () => void }

export function SessionBar({ session, isEnding, onEnd }: SessionBarProps) {
  const { server, sessionId, protocolVersion, endsAfterSeconds } = session

  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border bg-surface px-4 py-2.5">
      <Status tone="success" label="Session open" />
      <span className="min-w-0 break-words">
        {server}
        {protocolVersion ? <span className="text-muted"> · protocol {protocolVersion}</span> : null}
      </span>
      <span className="flex min-w-0 items-center gap-1.5 text-muted">
        Session <Identifier value={sessionId} label="session id" />
      </span>
      <Button size="sm" className="ml-auto" pending={isEnding} onClick={onEnd}>
        End the session
      </Button>
      <span className="basis-full text-muted text-table">
        Ends when you leave this page, or after {formatDuration(endsAfterSeconds * 1000)} without a call.
      </span>
    </div>
  )
}
