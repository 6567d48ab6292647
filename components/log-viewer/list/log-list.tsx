'use client'

import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { LogClient } from '@/components/log-viewer/client'
import { ClientContext } from '@/components/log-viewer/client-context'
import type { ListController } from '@/components/log-viewer/list/list-controller'
import { LogRow, type RowActions, rowElementId } from '@/components/log-viewer/list/log-row'
import { spacerHeight } from '@/components/log-viewer/list/scroll'
import type { Zone } from '@/components/log-viewer/settings'
import { useShown } from '@/components/log-viewer/use-log'

const TICK_MS = 5000

type LogListProps = RowActions & {
  client: LogClient
  controller: ListController
  selected: number | null
  target: number | null
  expanded: ReadonlySet<number>
  wrap: boolean
  zone: Zone
  onKeyDown: (event: React.KeyboardEvent) => void
}

/** The rows that are in sight, of any number. One element has the focus for all of them and names the selected one. */
export function LogList({
  client,
  controller,
  selected,
  target,
  expanded,
  wrap,
  zone,
  onKeyDown,
  ...actions
}: LogListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const block = useRef<HTMLDivElement>(null)
  const slice = useSyncExternalStore(controller.subscribe, controller.get, controller.get)
  const now = useNow()
  const hasLoggers = useShown(client, ({ view }) => view.hasLoggers)
  const isSelectedDrawn = slice.rows.some(({ row }) => row === selected)

  useEffect(
    () => (scroller.current && block.current ? controller.attach(scroller.current, block.current) : undefined),
    [controller],
  )
  // A list of plain rows needs no measuring, which would make the browser lay the page out once more.
  const isUniform = !wrap && expanded.size === 0
  useLayoutEffect(() => controller.layout(isUniform))

  return (
    <ClientContext value={client}>
      {/* biome-ignore lint/a11y/useSemanticElements: a table can't hold what isn't drawn */}
      <div
        ref={scroller}
        role="grid"
        tabIndex={0}
        aria-label="Log lines, newest last"
        aria-rowcount={slice.shown}
        aria-multiselectable={false}
        aria-activedescendant={isSelectedDrawn && selected !== null ? rowElementId(selected) : undefined}
        onScroll={controller.onScroll}
        onKeyDown={onKeyDown}
        className="relative h-full overflow-x-hidden overflow-y-auto overscroll-contain font-mono text-table [overflow-anchor:none] [scrollbar-gutter:stable]"
      >
        <div role="presentation" style={{ height: spacerHeight(slice.shown) }}>
          <div role="presentation" className="sticky top-0 h-0">
            <div ref={block} role="presentation" className="will-change-transform">
              {slice.rows.map((row, at) => (
                <LogRow
                  // At the end every row is another one in a moment: its elements are used again.
                  key={slice.isAtEnd ? `slot ${at}` : row.row}
                  row={row}
                  place={slice.firstIndex + at + 1}
                  hasLoggers={hasLoggers}
                  isSelected={row.row === selected}
                  isTarget={row.row === target}
                  isExpanded={expanded.has(row.row)}
                  wrap={wrap}
                  zone={zone}
                  now={now}
                  {...actions}
                />
              ))}
            </div>
          </div>
        </div>
      </div>
    </ClientContext>
  )
}

function useNow(): number {
  const [now, setNow] = useState(() => Date.now())

  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  return now
}
