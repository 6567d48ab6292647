import { clsx } from 'clsx'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { lazy, memo, Suspense } from 'react'
import { lineTime } from '@/components/log-viewer/bar/times'
import type { RowView } from '@/components/log-viewer/engine/protocol'
import { LevelMark } from '@/components/log-viewer/list/level-mark'
import { RowText } from '@/components/log-viewer/list/row-text'
import type { Zone } from '@/components/log-viewer/settings'
import { BaseButton } from '@/components/ui/base-controls'
import { formatBytes } from '@/lib/format/bytes'

const WholeLine = lazy(async () => ({ default: (await import('@/components/log-viewer/list/whole-line')).WholeLine }))

const TINTS = ['border-accent', 'border-success', 'border-warning', 'border-info', 'border-practice']

// A grid of div elements, since a table can't hold what is drawn and what isn't. It has the focus itself, takes the keys, and names
// its active row by id.
// biome-ignore-start lint/a11y/useFocusableInteractive: the grid has the focus, and names its active row
// biome-ignore-start lint/a11y/useSemanticElements: a table can't hold what isn't drawn
// biome-ignore-start lint/a11y/useKeyWithClickEvents: the grid takes the keys
export type RowActions = {
  onSelect: (row: number) => void
  onToggle: (row: number) => void
  onLoadGap: (row: number) => void
}

type LogRowProps = RowActions & {
  row: RowView
  /** Place in the whole log, from 1. */
  place: number
  /** There is a column for who wrote a line. */
  hasLoggers: boolean
  isSelected: boolean
  isExpanded: boolean
  isTarget: boolean
  wrap: boolean
  zone: Zone
  now: number
}

export const rowElementId = (row: number) => `log-row-${row}`

export const LogRow = memo(function LogRow(props: LogRowProps) {
  const { row, place, hasLoggers, isSelected, isExpanded, isTarget, wrap, zone, now, onSelect } = props
  const isLong = row.moreLines > 0 || row.moreCharacters > 0 || row.isStructured

  return (
    <div
      role="row"
      id={rowElementId(row.row)}
      aria-rowindex={place}
      aria-selected={isSelected}
      onClick={(event) => {
        // Opening a part of the line chooses nothing, and neither does marking some of its text.
        if (!(event.target as Element).closest('details, button') && window.getSelection()?.isCollapsed !== false) {
          onSelect(row.row)
        }
      }}
      className={clsx(
        'flex min-h-5.5 gap-2 border-l-2 pr-2 pl-1.5 leading-5.5',
        row.gap ? 'border-transparent' : TINTS[tintOf(row.stream)],
        isSelected ? 'bg-accent-soft' : 'hover:bg-raised',
        isTarget && 'outline-2 outline-accent -outline-offset-2',
      )}
    >
      {row.gap ? (
        <GapCell {...props} gap={row.gap} />
      ) : (
        <>
          <span role="gridcell" className="shrink-0 select-none whitespace-nowrap text-muted max-sm:hidden">
            {lineTime(row.at, zone, now)}
          </span>
          <span role="gridcell" className="shrink-0 select-none">
            <LevelMark level={row.level} />
          </span>
          {hasLoggers ? (
            <span
              role="gridcell"
              title={row.logger}
              className="w-36 shrink-0 select-none truncate text-muted @max-3xl:hidden"
            >
              {row.logger}
            </span>
          ) : null}
          <span role="gridcell" className="min-w-0 flex-1">
            <span className="flex min-w-0 gap-1.5">
              {isLong ? <Toggle {...props} /> : null}
              {row.isLate ? <span className="select-none text-info">late</span> : null}
              <span
                className={clsx(
                  'min-w-0',
                  wrap
                    ? 'whitespace-pre-wrap [overflow-wrap:anywhere]'
                    : 'overflow-hidden text-ellipsis whitespace-pre',
                )}
              >
                <RowText text={row.text} spans={row.spans} hits={row.hits} />
              </span>
            </span>
            {isExpanded ? (
              <Suspense fallback={<span className="text-muted">Reading…</span>}>
                <WholeLine row={row.row} />
              </Suspense>
            ) : null}
          </span>
        </>
      )}
    </div>
  )
}, isSame)

function Toggle({ row, isExpanded, onToggle }: LogRowProps) {
  const Arrow = isExpanded ? ChevronDown : ChevronRight
  const more = [
    row.moreLines > 0 ? `${row.moreLines.toLocaleString('en')} more lines` : '',
    row.moreLines === 0 && row.moreCharacters > 0 ? `${formatBytes(row.moreCharacters)} more` : '',
  ].join('')

  return (
    <BaseButton
      tabIndex={-1}
      aria-expanded={isExpanded}
      aria-label={`${isExpanded ? 'Fold' : 'Unfold'} this line${more ? `, ${more}` : ''}`}
      onClick={() => onToggle(row.row)}
      className="inline-flex h-5.5 shrink-0 select-none items-center gap-0.5 rounded font-sans text-muted text-xs hover:text-text"
    >
      <Arrow aria-hidden className="size-3.5" />
      {more}
    </BaseButton>
  )
}

function GapCell({ row, gap, zone, now, onLoadGap }: LogRowProps & { gap: NonNullable<RowView['gap']> }) {
  const count = gap.count === null ? 'Lines' : `${gap.count.toLocaleString('en')} lines`
  const range = `${lineTime(gap.from, zone, now)} – ${lineTime(gap.to, zone, now)}`
  return (
    <span role="gridcell" className="flex min-w-0 flex-1 items-center gap-3 bg-raised px-2 font-sans">
      <BaseButton
        tabIndex={-1}
        aria-busy={gap.isLoading || undefined}
        onClick={() => onLoadGap(row.row)}
        className="truncate rounded text-accent text-xs underline underline-offset-2"
      >
        {gap.isLoading ? `Reading the lines of ${range}…` : `${count} of ${range} are not here yet. Read them`}
      </BaseButton>
    </span>
  )
}

/** A stream keeps its tint, whatever else is shown. */
function tintOf(stream: string): number {
  let hash = 0

  for (let at = 0; at < stream.length; at += 1) {
    hash = (hash * 31 + stream.charCodeAt(at)) >>> 0
  }
  return hash % TINTS.length
}

// Rows come anew with each message of the worker, mostly the same as before.
function isSame(one: LogRowProps, other: LogRowProps): boolean {
  const isSameRow =
    one.row === other.row ||
    (one.row.row === other.row.row &&
      one.row.text === other.row.text &&
      one.row.moreLines === other.row.moreLines &&
      one.row.gap?.isLoading === other.row.gap?.isLoading &&
      (one.row.hits ?? []).join() === (other.row.hits ?? []).join())
  return (
    isSameRow &&
    one.place === other.place &&
    one.hasLoggers === other.hasLoggers &&
    one.isSelected === other.isSelected &&
    one.isExpanded === other.isExpanded &&
    one.isTarget === other.isTarget &&
    one.wrap === other.wrap &&
    one.zone === other.zone &&
    one.onSelect === other.onSelect &&
    // Only a relative time is another one when time goes by.
    (one.zone !== 'relative' || one.now === other.now)
  )
}
// biome-ignore-end lint/a11y/useKeyWithClickEvents: the grid takes the keys
// biome-ignore-end lint/a11y/useSemanticElements: a table can't hold what isn't drawn
// biome-ignore-end lint/a11y/useFocusableInteractive: the grid has the focus, and names its active row
