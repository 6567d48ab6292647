'use client'

import { BaseButton } from '@/components/ui/base-controls'
import { buttonClass } from '@/components/ui/button'
import type { CitedLine } from '@/lib/troubles/model'

type CitedLinesProps = {
  lines: CitedLine[]
  onShowLine: ((line: CitedLine) => void) | undefined
  textOf: ((line: CitedLine) => string) | undefined
}

const QUOTED = 300

/** The lines that a finding stands on: buttons that go there, or their text. */
export function CitedLines({ lines, onShowLine, textOf }: CitedLinesProps) {
  if (textOf) {
    return (
      <ul aria-label="Cited lines" className="flex min-w-0 flex-col gap-1">
        {lines.map((line) => (
          <li key={line.id} className="min-w-0 break-words rounded bg-raised px-2 py-1 font-mono text-table">
            {textOf(line).slice(0, QUOTED)}
          </li>
        ))}
      </ul>
    )
  }
  return onShowLine ? (
    <ul aria-label="Cited lines" className="flex flex-wrap gap-1.5">
      {lines.map((line, index) => (
        <li key={line.id}>
          <BaseButton onClick={() => onShowLine(line)} className={buttonClass({ variant: 'ghost', size: 'sm' })}>
            {`Show line ${index + 1}`}
            <span className="font-mono text-muted" suppressHydrationWarning>
              {new Date(line.at).toLocaleTimeString('en-GB')}
            </span>
          </BaseButton>
        </li>
      ))}
    </ul>
  ) : null
}
