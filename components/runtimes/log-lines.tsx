import { clsx } from 'clsx'
import type { LogLine } from '@/lib/logs/model'

const LEVELS: Record<LogLine['level'], { mark: string; label: string; className: string }> = {
  error: { mark: 'E', label: 'Error', className: 'bg-danger-soft text-danger' },
  warning: { mark: 'W', label: 'Warning', className: 'bg-warning-soft text-warning' },
  info: { mark: 'I', label: 'Info', className: 'bg-info-soft text-info' },
  debug: { mark: 'D', label: 'Debug', className: 'bg-raised text-muted' },
  unknown: { mark: '·', label: 'No level', className: 'text-muted' },
}

const TINTS = ['border-accent', 'border-success', 'border-warning', 'border-info', 'border-practice']

/** Log lines, newest last. Each stream has a tint, since several machines write at once. Text is only ever text. */
export function LogLines({ lines }: { lines: LogLine[] }) {
  const streams = [...new Set(lines.map((line) => line.stream))]

  return (
    <ol
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
      tabIndex={0}
      aria-label="Log lines, newest last"
      className="max-h-[70dvh] overflow-y-auto rounded-lg border bg-surface py-1 font-mono text-table outline-offset-[-2px]"
    >
      {lines.map((line) => (
        <li
          key={line.id}
          title={line.stream}
          className={clsx(
            'flex gap-2 border-l-2 px-2 hover:bg-raised',
            TINTS[streams.indexOf(line.stream) % TINTS.length],
          )}
        >
          <time dateTime={line.at} className="shrink-0 text-muted max-sm:hidden">
            {line.at.slice(11, 23)}
          </time>
          <Level level={line.level} />
          <span className="min-w-0 whitespace-pre-wrap break-words [overflow-wrap:anywhere]">{line.text}</span>
        </li>
      ))}
    </ol>
  )
}

function Level({ level }: { level: LogLine['level'] }) {
  const { mark, label, className } = LEVELS[level]
  return (
    <span className={clsx('h-5 w-5 shrink-0 rounded text-center', className)}>
      <span aria-hidden>{mark}</span>
      <span className="sr-only">{label}</span>
    </span>
  )
}
