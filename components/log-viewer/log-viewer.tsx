'use client'

import { ArrowDown } from 'lucide-react'
import { type KeyboardEvent, lazy, type ReactNode, Suspense, useEffect, useEffectEvent } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { FilterBar } from '@/components/log-viewer/bar/filter-bar'
import { HistogramView } from '@/components/log-viewer/bar/histogram-view'
import { OptionsMenu } from '@/components/log-viewer/bar/options-menu'
import { RangeMenu } from '@/components/log-viewer/bar/range-menu'
import { SearchBox } from '@/components/log-viewer/bar/search-box'
import { ToggleButton } from '@/components/log-viewer/bar/toggle-button'
import { ListCover } from '@/components/log-viewer/list/list-cover'
import { LogList } from '@/components/log-viewer/list/log-list'
import { NewLines } from '@/components/log-viewer/list/new-lines'
import { commandOf } from '@/components/log-viewer/shortcuts'
import { StatusFoot } from '@/components/log-viewer/status-foot'
import { useShown } from '@/components/log-viewer/use-log'
import { useViewer } from '@/components/log-viewer/use-viewer'
import { Button } from '@/components/ui/button'

const FindingsStrip = lazy(async () => ({
  default: (await import('@/components/findings/findings-strip')).FindingsStrip,
}))
const LineDrawer = lazy(async () => ({
  default: (await import('@/components/log-viewer/line/line-drawer')).LineDrawer,
}))
const HelpSheet = lazy(async () => ({ default: (await import('@/components/log-viewer/bar/help-sheet')).HelpSheet }))

export type LogViewerProps = {
  connection: string
  group: string
  /** Doors for a log group that doesn't exist yet. */
  emptyActions?: ReactNode
}

type Viewer = ReturnType<typeof useViewer>

/** The log of a group: it follows, searches, filters and never makes a line into more than text. Needs a Suspense above. */
export function LogViewer({ connection, group, emptyActions }: LogViewerProps) {
  const viewer = useViewer(connection, group)
  const { client, settings, change, controller, chosen, commands } = viewer
  const isLive = settings.range.type === 'live'
  useKeysAnywhere(viewer)

  return (
    <div className="flex min-w-0 flex-col gap-2.5">
      <Toolbar viewer={viewer} connection={connection} group={group} />
      <SummaryParts client={client} settings={settings} change={change} />
      <div className="flex h-[max(24rem,calc(100dvh-25.5rem))] min-w-0 flex-col gap-2.5 max-sm:h-[max(24rem,calc(100dvh-16rem))]">
        <Findings viewer={viewer} />
        <SourceFailure client={client} onRetry={viewer.reopen} />
        <div className="flex min-h-0 min-w-0 flex-1 gap-3 max-lg:flex-col">
          <div className="@container relative min-h-0 min-w-0 flex-1 overflow-hidden rounded-lg border bg-surface">
            <LogList
              client={client}
              controller={controller}
              selected={chosen.selection.row}
              target={viewer.target}
              expanded={chosen.selection.expanded}
              wrap={settings.wrap}
              zone={settings.zone}
              onSelect={chosen.select}
              onToggle={chosen.toggle}
              onLoadGap={viewer.loadGap}
              onKeyDown={(event) => run(event, commands, true)}
            />
            <ListCover client={client} settings={settings} actions={emptyActions} />
            {isLive ? (
              <NewLines client={client} isFollowing={settings.follow} onFollow={() => viewer.setFollow(true)} />
            ) : null}
          </div>
          <Panels viewer={viewer} />
        </div>
      </div>
      <StatusFoot client={client} zone={settings.zone} isLive={isLive} />
    </div>
  )
}

// What changes with every batch of lines is read where it is shown, so that the rest isn't drawn again.
function SummaryParts({ client, settings, change }: Pick<Viewer, 'client' | 'settings' | 'change'>) {
  const summary = useShown(client, (shown) => shown.summary)

  return (
    <>
      <FilterBar
        filters={settings.filters}
        summary={summary}
        onChange={(changed) => change((current) => ({ filters: changed(current.filters) }))}
      />
      {summary ? (
        <HistogramView
          bins={summary.histogram}
          zone={settings.zone}
          onPick={(from, to) => change({ range: { type: 'fixed', from, to }, line: null }, 'push')}
        />
      ) : (
        <div className="h-17" />
      )}
    </>
  )
}

function SourceFailure({ client, onRetry }: { client: Viewer['client']; onRetry: () => void }) {
  const failure = useShown(client, (shown) => shown.source.failure)

  return failure ? (
    <FailureNotice
      failure={failure}
      retry={
        <Button size="sm" onClick={onRetry}>
          Try again
        </Button>
      }
    />
  ) : null
}

function Findings({ viewer: { client, chosen } }: { viewer: Viewer }) {
  const diagnosis = useShown(client, (shown) => shown.diagnosis)

  // One line's place is kept, and what opens lies over the list: neither the first lines nor a look at them moves any.
  return (
    <div className="relative z-10 h-9.5 shrink-0 *:absolute *:inset-x-0 *:top-0 *:has-[details[open]]:shadow-lg">
      {diagnosis && diagnosis.seen > 0 ? (
        <Suspense fallback={null}>
          <FindingsStrip
            diagnosis={diagnosis}
            onShowLine={(line) => void client.ask({ type: 'event', ...line }).then(chosen.go)}
          />
        </Suspense>
      ) : null}
    </div>
  )
}

function Toolbar({ viewer, connection, group }: { viewer: Viewer; connection: string; group: string }) {
  const { client, settings, change, chosen } = viewer
  const state = useShown(client, (shown) => shown.search)
  const matches = useShown(client, (shown) => shown.view.matches)
  const isLive = settings.range.type === 'live'

  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <RangeMenu
        range={settings.range}
        zone={settings.zone}
        onChange={(range) => change({ range, line: null }, 'push')}
        onJump={viewer.jump}
      />
      <SearchBox
        input={viewer.search}
        search={settings.search}
        state={state}
        matches={matches}
        current={chosen.selection.ordinal}
        isHung={viewer.isHung}
        onChange={(part) => change((current) => ({ search: { ...current.search, ...part } }))}
        onStep={(direction) => chosen.stepTo('match', direction)}
      />
      <ToggleButton pressed={settings.wrap} onClick={() => change({ wrap: !settings.wrap })}>
        Wrap
      </ToggleButton>
      {isLive ? (
        <ToggleButton pressed={settings.follow} onClick={() => viewer.setFollow(!settings.follow)}>
          <ArrowDown aria-hidden />
          Follow
        </ToggleButton>
      ) : null}
      <OptionsMenu
        settings={settings}
        connection={connection}
        group={group}
        change={change}
        onHelp={() => viewer.setHelpOpen(true)}
        onCopy={() => void client.ask({ type: 'text' }).then(copyText)}
      />
    </div>
  )
}

function Panels({ viewer }: { viewer: Viewer }) {
  const { client, chosen, settings, change } = viewer
  const { row, isOpen } = chosen.selection
  return (
    <Suspense fallback={null}>
      {isOpen && row !== null ? (
        <LineDrawer
          key={row}
          client={client}
          row={row}
          settings={settings}
          onOpen={() => viewer.controller.keep(row)}
          onClose={viewer.commands.close}
          onFilter={(filter) => change({ filters: { ...settings.filters, ...filter } })}
          onContext={(link) => change(link, 'push')}
        />
      ) : null}
      {viewer.isHelpOpen ? <HelpSheet onClose={() => viewer.setHelpOpen(false)} /> : null}
    </Suspense>
  )
}

function useKeysAnywhere({ commands }: Viewer) {
  const onKey = useEffectEvent((event: globalThis.KeyboardEvent) => {
    const { target } = event
    const isElsewhere =
      target instanceof Element && target.closest('input, textarea, select, dialog, [popover], [role=grid]')
    if (!event.defaultPrevented && !isElsewhere) {
      run(event, commands, false)
    }
  })

  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent) => onKey(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}

function run(event: KeyboardEvent | globalThis.KeyboardEvent, commands: Viewer['commands'], isInList: boolean) {
  const command = commandOf(event, isInList)
  if (command) {
    event.preventDefault()
    commands[command]()
  }
}

async function copyText(text: string) {
  // Browsers may refuse; there is nothing to do about it here.
  await navigator.clipboard.writeText(text).catch(() => undefined)
}
