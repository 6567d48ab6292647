'use client'

import { FindingCard, type FindingContext } from '@/components/findings/finding-card'
import { NoiseList } from '@/components/findings/noise-list'
import { SEVERITY_TONES } from '@/components/findings/severity'
import { Disclosure } from '@/components/ui/disclosure'
import { Status } from '@/components/ui/status'
import type { Diagnosis, Finding } from '@/lib/troubles/model'

type FindingsStripProps = FindingContext & { diagnosis: Diagnosis }

/**
 * What a log says about its runtime, above the log: one line while it is quiet, else each cause with its remedy and the
 * lines that show it. Follows the diagnosis that it is given.
 */
export function FindingsStrip({ diagnosis, ...context }: FindingsStripProps) {
  const { findings, noise, seen } = diagnosis
  const [worst] = findings

  return (
    <section aria-label="Findings" className="flex min-w-0 flex-col gap-2 rounded-lg border bg-surface px-3 py-2">
      <h2 className="sr-only">Findings</h2>
      {worst === undefined ? (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-table">
          <Status tone="neutral" label="Nothing found" />
          <span className="text-muted">{`No line of ${count(seen, 'line')} shows a trouble that Slipway knows.`}</span>
          <NoiseList noise={noise} />
        </div>
      ) : (
        <Disclosure
          // Quiet causes stay folded; what stops the runtime is open at once.
          open={worst.severity === 'error'}
          summary={
            <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Status tone={SEVERITY_TONES[worst.severity]} label={count(findings.length, 'finding')} />
              <span className="min-w-0 break-words">{summaryOf(findings)}</span>
            </span>
          }
        >
          <ul className="flex flex-col divide-y">
            {findings.map((finding) => (
              <FindingCard key={finding.key} finding={finding} {...context} />
            ))}
          </ul>
          <NoiseList noise={noise} />
        </Disclosure>
      )}
    </section>
  )
}

function summaryOf([first, ...rest]: Finding[]): string {
  return rest.length === 0 ? (first?.title ?? '') : `${first?.title} And ${count(rest.length, 'more')}.`
}

function count(number: number, word: string): string {
  const plural = word === 'more' || number === 1 ? word : `${word}s`
  return `${number.toLocaleString('en')} ${plural}`
}
