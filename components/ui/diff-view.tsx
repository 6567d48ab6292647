import { clsx } from 'clsx'
import type { DiffLine } from '@/lib/format/diff'

const MARKS = { same: ' ', added: '+', removed: '−' }
const WORDS = { same: '', added: 'added: ', removed: 'removed: ' }

/** A line diff. Sign and colour say the same, and screen readers get a word. */
export function DiffView({ lines, label }: { lines: DiffLine[]; label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
    <section tabIndex={0} aria-label={label} className={BOX}>
      <pre>
        <code className="block w-fit min-w-full">
          {lines.map(({ kind, text }, index) => (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: a line's place is what it is known by
              key={index}
              className={clsx(
                'block px-3',
                kind === 'added' && 'bg-success-soft text-success',
                kind === 'removed' && 'bg-danger-soft text-danger',
              )}
            >
              <span aria-hidden className="select-none">{`${MARKS[kind]} `}</span>
              {kind === 'same' ? null : <span className="sr-only">{WORDS[kind]}</span>}
              {`${text}\n`}
            </span>
          ))}
        </code>
      </pre>
    </section>
  )
}

const BOX = 'max-h-[60dvh] overflow-auto rounded-lg border bg-surface py-2 font-mono text-table outline-offset-[-2px]'
