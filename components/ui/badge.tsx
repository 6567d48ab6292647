import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { SOFT_TONES, type Tone } from '@/components/ui/tone'

/** A short word on a tint: a verb, a kind, a count. Status has its own component with an icon. */
export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={clsx(
        'inline-flex h-5 items-center gap-1 whitespace-nowrap rounded px-1.5 font-medium text-xs',
        SOFT_TONES[tone],
      )}
    >
      {children}
    </span>
  )
}
