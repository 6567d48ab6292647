'use client'

import { memo, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import { ENTRY_GRID, EntryCells } from '@/components/activity/entry-cells'
import { EntryDetails } from '@/components/activity/entry-details'
import { type EntryRow, type EntrySlice, EntrySource } from '@/components/activity/entry-source'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { ListController } from '@/components/log-viewer/list/list-controller'
import { spacerHeight } from '@/components/log-viewer/list/scroll'
import { Button } from '@/components/ui/button'
import { activityRequests } from '@/lib/activity/addresses'
import type { Entry } from '@/lib/activity/model'
import type { Result } from '@/lib/result'

export type EntryListProps = {
  asked: { connection: string; runtime: string; reading: string }
  /** The page's query without its entry. */
  address: string
  server: { id: string; roleName: string }
  slice: EntrySlice
  /** By the address; `index` is -1 where the filter hides it. */
  opened: { entry: Entry; index: number } | undefined
}

const PAGE = 12
/** A row of two lines: a short list is no higher than it must. */
const ROOM_REM = 3.25

/** Every entry, of any number: what is in sight is drawn, what is about it is fetched. */
export function EntryList({ asked, address, server, slice, opened }: EntryListProps) {
  const [source] = useState(
    () => new EntrySource((from, count) => fetched(activityRequests.entries(asked, address, from, count)), slice),
  )
  const first = Math.max(0, opened?.index ?? 0)
  const [controller] = useState(() => new ListController<EntryRow>(source, () => undefined, Math.max(0, first - 3)))
  const [selected, setSelected] = useState(opened && opened.index >= 0 ? opened.index : null)
  const [shown, setShown] = useState<Entry | null>(opened?.entry ?? null)
  const { failure } = useSyncExternalStore(source.subscribe, source.get, source.get)
  const panel = useRef<HTMLDivElement>(null)

  // A permalink leads to its entry, which stands below the chart.
  useEffect(() => {
    if (opened) {
      panel.current?.scrollIntoView({ block: 'start' })
    }
  }, [opened])

  function open(entry: Entry | null) {
    setShown(entry)
    nameInAddress(address, entry)
  }

  function go(to: number) {
    const row = Math.max(0, Math.min(slice.shown - 1, to))
    setSelected(row)
    controller.show(row)
  }

  function onKeyDown(event: React.KeyboardEvent) {
    const here = selected ?? -1
    const to = placeFor(event.key, here, slice.shown - 1)

    if (to !== undefined) {
      go(to)
    } else if (event.key === 'Enter' || event.key === 'Escape') {
      open(event.key === 'Enter' ? (source.at(here) ?? null) : null)
    } else {
      return
    }
    event.preventDefault()
  }

  return (
    <div
      ref={panel}
      className={`grid scroll-mt-16 grid-cols-1 items-start gap-3 ${shown ? 'lg:grid-cols-[minmax(0,1fr)_24rem]' : ''}`}
    >
      {shown ? (
        <div className="lg:order-2">
          <EntryDetails
            entry={shown}
            server={server}
            actions={
              <Button size="sm" onClick={() => open(null)}>
                Close
              </Button>
            }
          />
        </div>
      ) : null}
      <div className="flex min-w-0 flex-col gap-2">
        {failure ? <FailureNotice failure={failure} /> : null}
        <Rows
          controller={controller}
          selected={selected}
          onKeyDown={onKeyDown}
          onOpen={(row) => {
            setSelected(row)
            open(source.at(row) ?? null)
          }}
        />
      </div>
    </div>
  )
}

/** Where a key leads from a row; undefined for a key that moves nothing. */
function placeFor(key: string, here: number, last: number): number | undefined {
  const by: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE }
  const ends: Record<string, number> = { Home: 0, End: last }
  const step = by[key]
  return step === undefined ? ends[key] : here + step
}

/** The address is the entry's permalink while it is open. */
function nameInAddress(address: string, entry: Entry | null) {
  const search = new URLSearchParams(address)

  if (entry) {
    search.set('entry', entry.id)
  }
  window.history.replaceState(null, '', `${window.location.pathname}${search.size > 0 ? `?${search}` : ''}`)
}

type RowsProps = {
  controller: ListController<EntryRow>
  selected: number | null
  onKeyDown: (event: React.KeyboardEvent) => void
  onOpen: (row: number) => void
}

function Rows({ controller, selected, onKeyDown, onOpen }: RowsProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const block = useRef<HTMLDivElement>(null)
  const slice = useSyncExternalStore(controller.subscribe, controller.get, controller.get)

  useEffect(
    () => (scroller.current && block.current ? controller.attach(scroller.current, block.current) : undefined),
    [controller],
  )
  useLayoutEffect(() => controller.layout(false))

  return (
    // biome-ignore lint/a11y/useSemanticElements: a table can't hold what isn't drawn
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label="Entries, newest first"
      aria-rowcount={slice.shown}
      aria-activedescendant={slice.rows.some(({ row }) => row === selected) ? `entry-${selected}` : undefined}
      onScroll={controller.onScroll}
      onKeyDown={onKeyDown}
      onClick={({ target }) => {
        const row = (target as Element).closest<HTMLElement>('[data-row]')?.dataset.row
        if (row !== undefined) {
          onOpen(Number(row))
        }
      }}
      style={{ height: `min(70vh, 40rem, ${slice.shown * ROOM_REM}rem)` }}
      className="@container overflow-y-auto overflow-x-hidden overscroll-contain rounded-lg border bg-surface [overflow-anchor:none] [scrollbar-gutter:stable]"
    >
      <div role="presentation" style={{ height: spacerHeight(slice.shown) }}>
        <div role="presentation" className="sticky top-0 h-0">
          <div ref={block} role="presentation" className="will-change-transform">
            {slice.rows.map(({ row, entry }) => (
              <EntryRowView key={row} row={row} entry={entry} isSelected={row === selected} />
            ))}
          </div>
        </div>
      </div>
    </div>
  )
}

type RowViewProps = { row: number; entry: Entry; isSelected: boolean }

/** Most rows stay as they are while others come into sight. */
const EntryRowView = memo(function EntryRowView({ row, entry, isSelected }: RowViewProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: as the grid
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and names the row
    <div
      id={`entry-${row}`}
      data-row={row}
      role="row"
      aria-rowindex={row + 1}
      aria-selected={isSelected}
      className={`${ENTRY_GRID} cursor-pointer border-b hover:bg-raised/50 aria-selected:bg-raised`}
    >
      <EntryCells entry={entry} role="gridcell" />
    </div>
  )
})

async function fetched(address: string): Promise<Result<EntrySlice>> {
  try {
    return (await (await fetch(address)).json()) as Result<EntrySlice>
  } catch {
    return {
      ok: false,
      error: {
        code: 'unavailable',
        message: 'Slipway did not answer.',
        remedy: 'See that it still runs, then scroll again.',
      },
    }
  }
}
