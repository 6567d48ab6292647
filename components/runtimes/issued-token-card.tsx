'use client'

import { Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Status } from '@/components/ui/status'
import { Cell, Row, Table } from '@/components/ui/table'
import { formatDuration } from '@/lib/format/duration'
import { type ClaimCheck, MIN_LIFE_SECONDS } from '@/lib/tokens/claims'
import type { IssuedToken } from '@/lib/tokens/model'

/** An access token, until it is copied; then only what is known about it. */
export function IssuedTokenCard({ token }: { token: IssuedToken }) {
  return (
    <Card>
      <CardHeader
        title={`Access token of ${token.userName}`}
        description="Shown once. It leaves this page when it is copied, and when the page is hidden."
        actions={<Countdown from={token.issuedAt} to={token.expiresAt} />}
      />
      <CardBody className="flex flex-col gap-4">
        <TokenText key={token.issuedAt} text={token.accessToken} />
        <ClaimTable checks={token.checks} />
      </CardBody>
    </Card>
  )
}

function TokenText({ text }: { text: string }) {
  const [shown, setShown] = useState<string | undefined>(text)
  const [hasFailed, setHasFailed] = useState(false)

  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setShown(undefined)
    } catch {
      setHasFailed(true)
    }
  }

  return (
    <div className="flex flex-col gap-2">
      {shown === undefined ? null : (
        <>
          <p className="break-all rounded-md border bg-raised p-2 font-mono text-table">{shown}</p>
          <Button className="w-fit" onClick={copy}>
            <Copy aria-hidden />
            Copy and hide
          </Button>
        </>
      )}
      <p role="status" className="text-muted empty:hidden">
        {shown === undefined ? 'Copied. It is no longer on this page.' : null}
        {hasFailed ? 'The browser did not allow copying. Select the text and copy it by hand.' : null}
      </p>
    </div>
  )
}

function Countdown({ from, to }: { from: string; to: string }) {
  const [now, setNow] = useState(Date.parse(from))

  useEffect(() => {
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])

  const leftMs = Date.parse(to) - now
  const isUsable = leftMs >= MIN_LIFE_SECONDS * 1000
  return (
    <span className="flex items-center gap-2 tabular-nums">
      <Ring share={leftMs / Math.max(1, Date.parse(to) - Date.parse(from))} />
      <Status
        tone={isUsable ? 'success' : 'danger'}
        label={leftMs <= 0 ? 'Expired' : `${formatDuration(leftMs)} left`}
      />
    </span>
  )
}

/** Empties with the token's life. The words beside it say the same. */
function Ring({ share }: { share: number }) {
  const length = 2 * Math.PI * 7
  return (
    <svg aria-hidden viewBox="0 0 18 18" className="size-5 -rotate-90 fill-none stroke-2">
      <circle cx="9" cy="9" r="7" className="stroke-raised" />
      <circle
        cx="9"
        cy="9"
        r="7"
        className="stroke-accent"
        strokeDasharray={`${length * Math.min(1, Math.max(0, share))} ${length}`}
      />
    </svg>
  )
}

const VERDICTS = {
  ok: { tone: 'success', label: 'Passes' },
  failed: { tone: 'danger', label: 'Fails' },
  unchecked: { tone: 'neutral', label: 'Not checked' },
} as const

const COLUMNS = ['Claim', 'Value', 'Verdict', 'Why'].map((label) => ({ label }))

function ClaimTable({ checks }: { checks: ClaimCheck[] }) {
  return (
    <Table label="Claims against the runtime's authorizer" columns={COLUMNS}>
      {checks.map(({ claim, value, verdict, why }) => (
        <Row key={claim}>
          <Cell label="Claim">
            <span className="font-mono">{claim}</span>
          </Cell>
          <Cell label="Value">
            <span className="break-all font-mono">{value ?? '–'}</span>
          </Cell>
          <Cell label="Verdict">
            <Status {...VERDICTS[verdict]} />
          </Cell>
          <Cell label="Why">
            <span className="break-words">{why}</span>
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
