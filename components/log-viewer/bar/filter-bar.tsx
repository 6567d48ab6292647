'use client'

import { X } from 'lucide-react'
import { ToggleButton } from '@/components/log-viewer/bar/toggle-button'
import type { Facet, Filters, Summary } from '@/components/log-viewer/engine/protocol'
import { LEVELS } from '@/components/log-viewer/engine/rows'
import { LEVEL_LOOKS, LevelMark } from '@/components/log-viewer/list/level-mark'
import { BaseSelect } from '@/components/ui/base-controls'
import { Button } from '@/components/ui/button'
import { truncateMiddle } from '@/lib/format/truncate'
import type { LogLevel } from '@/lib/troubles/text/level-words'

type FilterBarProps = {
  filters: Filters
  summary: Summary | null
  onChange: (change: (current: Filters) => Filters) => void
}

const FACETS = [
  { key: 'stream', list: 'streams', label: 'Stream' },
  { key: 'session', list: 'sessions', label: 'Session' },
  { key: 'request', list: 'requests', label: 'Request' },
] as const

/** Levels with their counts, and the streams, sessions and requests that the lines name. */
export function FilterBar({ filters, summary, onChange }: FilterBarProps) {
  const isFiltered = filters.levels.length > 0 || FACETS.some(({ key }) => filters[key] !== null)

  function toggle(level: LogLevel) {
    onChange((current) => {
      const isOn = (other: LogLevel) => current.levels.includes(other) !== (other === level)
      return { ...current, levels: LEVELS.filter(isOn) }
    })
  }

  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <fieldset className="flex flex-wrap gap-1.5">
        <legend className="sr-only">Levels</legend>
        {LEVELS.map((level, at) => (
          <ToggleButton key={level} pressed={filters.levels.includes(level)} onClick={() => toggle(level)}>
            <span aria-hidden className="font-mono text-xs">
              <LevelMark level={level} />
            </span>
            <span className="max-sm:sr-only">{LEVEL_LOOKS[level].label}</span>
            <span className="tabular-nums">{(summary?.levels[at] ?? 0).toLocaleString('en')}</span>
          </ToggleButton>
        ))}
      </fieldset>
      {/* One line, whatever the lines name: a select that comes later moves nothing. */}
      <div className="flex min-h-7 min-w-0 gap-1.5 max-sm:w-full">
        {FACETS.map(({ key, list, label }) => (
          <FacetSelect
            key={key}
            label={label}
            facets={summary?.[list] ?? []}
            value={filters[key]}
            onChange={(value) => onChange((current) => ({ ...current, [key]: value }))}
          />
        ))}
      </div>
      {isFiltered ? (
        <Button
          size="sm"
          variant="ghost"
          onClick={() => onChange(() => ({ levels: [], stream: null, session: null, request: null }))}
        >
          <X aria-hidden />
          Clear filters
        </Button>
      ) : null}
    </div>
  )
}

type FacetSelectProps = {
  label: string
  facets: Facet[]
  value: string | null
  onChange: (value: string | null) => void
}

function FacetSelect({ label, facets, value, onChange }: FacetSelectProps) {
  const isListed = value === null || facets.some(({ name }) => name === value)

  if (facets.length === 0 && value === null) {
    return null
  }
  return (
    <BaseSelect
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value || null)}
      className="h-7 min-w-0 max-w-52 rounded-md border border-control bg-surface px-1.5 text-table"
    >
      <option value="">{`Every ${label.toLowerCase()}`}</option>
      {isListed ? null : <option value={value ?? ''}>{truncateMiddle(value ?? '', 40)}</option>}
      {facets.map(({ name, count }) => (
        <option key={name} value={name}>{`${truncateMiddle(name, 40)} (${count.toLocaleString('en')})`}</option>
      ))}
    </BaseSelect>
  )
}
