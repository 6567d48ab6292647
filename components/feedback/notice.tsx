import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { BORDER_TONES, SOFT_TONES, type Tone } from '@/components/ui/tone'
import { ToneIcon } from '@/components/ui/tone-icon'

type NoticeProps = {
  tone: Tone
  title: ReactNode
  children?: ReactNode
  actions?: ReactNode
  /** Read aloud when it appears: `alert` for what went wrong, `status` for what went right. */
  live?: 'alert' | 'status'
}

export function Notice({ tone, title, children, actions, live }: NoticeProps) {
  return (
    <div
      role={live}
      className={clsx('flex min-w-0 gap-2.5 rounded-lg border px-3 py-2.5', BORDER_TONES[tone], SOFT_TONES[tone])}
    >
      <ToneIcon tone={tone} className="mt-0.5 size-4 shrink-0" />
      <div className="flex min-w-0 flex-1 flex-col gap-1.5">
        <p className="font-medium">{title}</p>
        {children ? <div className="flex flex-col gap-1.5 text-text">{children}</div> : null}
        {actions ? <div className="flex flex-wrap gap-2 pt-1 text-text">{actions}</div> : null}
      </div>
    </div>
  )
}
