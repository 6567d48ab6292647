'use client'

import { clsx } from 'clsx'
import { FindingCard, type FindingContext } from '@/components/findings/finding-card'
import { NoiseList } from '@/components/findings/noise-list'
import { SEVERITY_TONES } from '@/components/findings/severity'
import { Disclosure } from '@/components/ui/disclosure'
import { Status } from '@/components/ui/status'
import type { Diagnosis, Finding } from '@/lib/troubles/model'

type FindingsStripProps = FindingContext & { diagnosis: Diagnosis }

/**
 * What a log says about its runtime, above the log: one line until it is opened, then each cause with its remedy and the
 * lines that show it. Follows the diagnosis that it is given.
 */
export function FindingsStrip({ diagnosis, ...context }: FindingsStripProps) {
  const { findings, noise, seen } = diagnosis
  const [worst] = findings

  return (
    <section aria-label="Findings" className="min-w-0 shrink-0 rounded-lg border bg-surface px-3 py-1">
      <h2 className="sr-only">Findings</h2>
      <Disclosure
        summary={
          <span className="flex min-w-0 items-center gap-x-3">
            <span className="shrink-0">
              {worst === undefined ? (
                <Status tone="neutral" label="Nothing found" />
              ) : (
                <Status tone={SEVERITY_TONES[worst.severity]} label={count(findings.length, 'finding')} />
              )}
            </span>
            <span className={clsx('truncate', worst === undefined && 'text-muted text-table')}>
              {worst === undefined ? quiet(seen, noise) : summaryOf(findings)}
            </span>
          </span>
        }
      >
        <div className="max-h-[max(13rem,26dvh)] overflow-y-auto overscroll-contain pb-1">
          {worst === undefined ? (
            <p className="text-muted text-table">{`${count(seen, 'line')} read: no trouble that Slipway knows.`}</p>
          ) : (
            <ul className="flex flex-col divide-y">
              {findings.map((finding) => (
                <FindingCard key={finding.key} finding={finding} {...context} />
              ))}
            </ul>
          )}
          <NoiseList noise={noise} />
        </div>
      </Disclosure>
    </section>
  )
}

function quiet(seen: number, noise: Diagnosis['noise']): string {
  const passed = noise.reduce((sum, one) => sum + one.count, 0)
  return passed === 0
    ? `in ${count(seen, 'line')}`
    : `in ${count(seen, 'line')}, ${passed.toLocaleString('en')} passed over`
}

function summaryOf([first, ...rest]: Finding[]): string {
  return rest.length === 0 ? (first?.title ?? '') : `${first?.title} And ${count(rest.length, 'more')}.`
}

function count(number: number, word: string): string {
  const plural = word === 'more' || number === 1 ? word : `${word}s`
  return `${number.toLocaleString('en')} ${plural}`
}
