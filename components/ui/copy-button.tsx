'use client'

import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { BaseButton } from '@/components/ui/base-controls'
import { smallIconButtonClass } from '@/components/ui/icon-button'

const SHOWN_MS = 1600

type CopyButtonProps = {
  value: string
  /** What is copied: `endpoint URL`. Read as "Copy endpoint URL". */
  label: string
  /** Shows the words beside the icon. */
  text?: string
}

export function CopyButton({ value, label, text }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'idle' | 'copied' | 'failed'>('idle')

  useEffect(() => {
    if (outcome === 'idle') {
      return
    }
    const timer = setTimeout(() => setOutcome('idle'), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [outcome])

  async function copy() {
    setOutcome(await copyText(value))
  }

  return (
    <span className="inline-flex shrink-0">
      <BaseButton
        onClick={copy}
        aria-label={`Copy ${label}`}
        title={`Copy ${label}`}
        className={text ? TEXT_CLASS : smallIconButtonClass}
      >
        {outcome === 'copied' ? <Check aria-hidden className="text-success" /> : <Copy aria-hidden />}
        {text}
      </BaseButton>
      <span role="status" className="sr-only">
        {MESSAGES[outcome]}
      </span>
    </span>
  )
}

const TEXT_CLASS =
  'inline-flex h-7 items-center gap-1.5 rounded-md border border-control bg-surface px-2.5 font-medium text-table hover:bg-raised [&_svg]:size-3.5'

const MESSAGES = { idle: '', copied: 'Copied', failed: 'The browser did not allow copying' }

async function copyText(value: string): Promise<'copied' | 'failed'> {
  try {
    await navigator.clipboard.writeText(value)
    return 'copied'
  } catch {
    return 'failed'
  }
}
