'use client'

import { Copy } from 'lucide-react'
import { useState } from 'react'
import { ClaimTable } from '@/components/tokens/claim-table'
import type { HeldToken } from '@/components/tokens/use-live-token'
import { Button } from '@/components/ui/button'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Status } from '@/components/ui/status'
import { formatDuration } from '@/lib/format/duration'
import { MIN_LIFE_SECONDS } from '@/lib/tokens/claims/claims'

type IssuedTokenCardProps = { held: HeldToken; leftMs: number; onCopied: () => void }

/** An access token until it is copied; then only what is known about it. */
export function IssuedTokenCard({ held, leftMs, onCopied }: IssuedTokenCardProps) {
  const { token, text, isUsable } = held

  return (
    <Card>
      <CardHeader
        title={`Access token of ${token.userName}`}
        description="Shown once. It leaves this page when it is copied, and when the page is hidden."
        actions={<TokenLife lifeMs={held.lifeMs} leftMs={leftMs} />}
      />
      <CardBody className="flex flex-col gap-4">
        {isUsable && text !== undefined ? <TokenText key={token.issuedAt} text={text} onCopied={onCopied} /> : null}
        <p role="status" className="text-muted empty:hidden">
          {messageOf(held)}
        </p>
        <ClaimTable checks={token.checks} facts={token.facts} />
      </CardBody>
    </Card>
  )
}

function messageOf({ text, isUsable, isRenewed }: HeldToken): string | null {
  if (!isUsable) {
    return 'This token has expired, so it is no longer shown. A fresh one is on its way.'
  }
  if (text === undefined) {
    return 'Copied. It is no longer on this page.'
  }
  return isRenewed ? 'Renewed two minutes before the end of the one before. That one still works until then.' : null
}

function TokenText({ text, onCopied }: { text: string; onCopied: () => void }) {
  const [hasFailed, setHasFailed] = useState(false)

  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      onCopied()
    } catch {
      setHasFailed(true)
    }
  }

  return (
    <div className="flex flex-col gap-2">
      <p className="break-all rounded-md border bg-raised p-2 font-mono text-table">{text}</p>
      <Button className="w-fit" onClick={copy}>
        <Copy aria-hidden />
        Copy and hide
      </Button>
      <p role="status" className="text-muted empty:hidden">
        {hasFailed ? 'The browser did not allow copying. Select the text and copy it by hand.' : null}
      </p>
    </div>
  )
}

const LENGTH = 2 * Math.PI * 7

/** A ring that empties with the token's life, and the words that say the same. Milliseconds. */
function TokenLife({ lifeMs, leftMs }: { lifeMs: number; leftMs: number }) {
  const isUsable = leftMs >= MIN_LIFE_SECONDS * 1000
  const share = Math.min(1, Math.max(0, leftMs / Math.max(1, lifeMs)))

  return (
    <span className="flex items-center gap-2 tabular-nums">
      <svg aria-hidden viewBox="0 0 18 18" className="size-5 -rotate-90 fill-none stroke-2">
        <circle cx="9" cy="9" r="7" className="stroke-raised" />
        <circle cx="9" cy="9" r="7" className="stroke-accent" strokeDasharray={`${LENGTH * share} ${LENGTH}`} />
      </svg>
      <Status
        tone={isUsable ? 'success' : 'danger'}
        label={leftMs <= 0 ? 'Expired' : `${formatDuration(leftMs)} left`}
      />
    </span>
  )
}
