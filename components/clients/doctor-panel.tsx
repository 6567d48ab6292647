'use client'

import { useState, useTransition } from 'react'
import { Command } from '@/components/clients/command'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { useConnectionKey } from '@/components/form/connection-context'
import { Button } from '@/components/ui/button'
import { CodeBlock } from '@/components/ui/code-block'
import { Status } from '@/components/ui/status'
import type { Tone } from '@/components/ui/tone'
import { visibleText } from '@/lib/format/visible-text'
import { examineClientAction } from '@/lib/install/actions'
import type { Check, DoctorReport } from '@/lib/install/doctor/model'
import type { Result } from '@/lib/result'

type DoctorPanelProps = { runtimeId: string; client: { id: string; name: string } }

const STATES: Record<Check['state'], { tone: Tone; word: string }> = {
  ok: { tone: 'success', word: 'ok' },
  todo: { tone: 'warning', word: 'to do' },
  failed: { tone: 'danger', word: 'failed' },
  skipped: { tone: 'neutral', word: 'skipped' },
}

/** What keeps the client from the runtime, found from here by starting the entry's own command once. */
export function DoctorPanel({ runtimeId, client }: DoctorPanelProps) {
  const connection = useConnectionKey()
  const [result, setResult] = useState<Result<DoctorReport>>()
  const [isPending, start] = useTransition()
  const check = () =>
    start(async () => {
      setResult(await examineClientAction({ connection, runtimeId, client: client.id }))
    })

  return (
    <div className="flex min-w-0 flex-col gap-2">
      <div className="flex flex-wrap items-center gap-3">
        <Button size="sm" pending={isPending} onClick={check}>
          Check it
        </Button>
        <span role="status" className="text-muted">
          {isPending
            ? 'It starts the entry’s command as the client does, for a minute at most.'
            : result?.ok
              ? result.data.ok
                ? `Nothing stands between ${client.name} and the server.`
                : 'There is something to do.'
              : null}
        </span>
      </div>
      {!isPending && result?.ok ? <Checks report={result.data} /> : null}
      {!isPending && result?.ok === false ? <FailureNotice failure={result.error} /> : null}
    </div>
  )
}

function Checks({ report: { client, checks } }: { report: DoctorReport }) {
  return (
    <ul aria-label={`Checks of ${client.name}`} className="divide-y rounded-lg border">
      {checks.map(({ id, title, state, detail, remedy, command, policy }) => (
        <li key={id} className="flex min-w-0 flex-col gap-1 px-3 py-2">
          <span className="flex flex-wrap items-center gap-x-3">
            <Status tone={STATES[state].tone} label={`${title}: ${STATES[state].word}`} />
          </span>
          <span className="break-words text-muted">{visibleText(detail)}</span>
          {remedy ? <span className="break-words">{remedy}</span> : null}
          {command ? <Command command={command} /> : null}
          {policy ? <CodeBlock code={policy} language="json" /> : null}
        </li>
      ))}
    </ul>
  )
}
