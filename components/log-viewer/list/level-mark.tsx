import { clsx } from 'clsx'
import type { LogLevel } from '@/lib/troubles/text/level-words'

export const LEVEL_LOOKS: Record<LogLevel, { mark: string; label: string; className: string; fill: string }> = {
  error: { mark: 'E', label: 'Error', className: 'bg-danger-soft text-danger', fill: 'var(--danger)' },
  warning: { mark: 'W', label: 'Warning', className: 'bg-warning-soft text-warning', fill: 'var(--warning)' },
  info: { mark: 'I', label: 'Info', className: 'bg-info-soft text-info', fill: 'var(--info)' },
  debug: { mark: 'D', label: 'Debug', className: 'bg-raised text-text', fill: 'var(--muted)' },
  unknown: { mark: '·', label: 'No level', className: 'text-muted', fill: 'var(--control)' },
}

/** The level that a line itself states. One that states none has a dot: nothing is guessed. */
export function LevelMark({ level }: { level: LogLevel }) {
  const { mark, label, className } = LEVEL_LOOKS[level]
  return (
    <span className={clsx('inline-block h-4.5 w-4.5 rounded text-center leading-4.5', className)} title={label}>
      <span aria-hidden>{mark}</span>
      <span className="sr-only">{label}</span>
    </span>
  )
}
