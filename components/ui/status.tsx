import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { TEXT_TONES, type Tone } from '@/components/ui/tone'
import { ToneIcon } from '@/components/ui/tone-icon'

/** Icon, word and colour together, so that colour is never the only carrier. */
export function Status({ tone, label, icon }: { tone: Tone; label: ReactNode; icon?: ReactNode }) {
  return (
    <span
      className={clsx(
        'inline-flex items-center gap-1.5 whitespace-nowrap font-medium [&_svg]:size-4 [&_svg]:shrink-0',
        TEXT_TONES[tone],
      )}
    >
      {icon ?? <ToneIcon tone={tone} />}
      {/* Its own baseline, so that the word lines up with the text around it. */}
      <span className="self-baseline">{label}</span>
    </span>
  )
}
