'use client'

import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { ListController } from '@/components/log-viewer/list-controller'
import { type LineRef, linkToLine, type Settings } from '@/components/log-viewer/settings'
import type { Command } from '@/components/log-viewer/shortcuts'
import { useLog, useShown } from '@/components/log-viewer/use-log'
import { useSelection } from '@/components/log-viewer/use-selection'
import { useSettings } from '@/components/log-viewer/use-settings'

const PAGE_ROWS = 20

/** Everything that the viewer holds and does, apart from how it looks. */
export function useViewer(connection: string, group: string) {
  const { settings, change } = useSettings()
  const log = useLog(settings, connection, group)
  const { client } = log
  const [controller] = useState(() => new ListController(client, (isFollowing) => onFollow(isFollowing)))
  const chosen = useSelection(client, controller)
  const search = useRef<HTMLInputElement>(null)
  const [isHelpOpen, setHelpOpen] = useState(false)
  const target = useTarget(settings, client, chosen.go)

  function onFollow(isFollowing: boolean) {
    change({ follow: isFollowing })
  }

  function setFollow(follow: boolean) {
    change({ follow })
    if (follow) {
      controller.toEnd()
    } else {
      controller.hold()
    }
  }

  // Rows are numbered anew with every source.
  const resetSelection = useEffectEvent(() => {
    chosen.reset()
    if (settings.line === null) {
      controller.toEnd()
    }
  })
  const sourceKey = JSON.stringify([settings.range, settings.pattern, settings.line, group])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the source is what counts
  useEffect(() => resetSelection(), [sourceKey])

  // An address that doesn't follow opens at the end and stays there.
  const holdAtStart = useEffectEvent(() => {
    if (!settings.follow && settings.line === null) {
      controller.hold()
    }
  })
  const hasRows = useShown(client, ({ view }) => view.rows.length > 0)
  useEffect(() => {
    if (hasRows) {
      holdAtStart()
    }
  }, [hasRows])

  async function jump(at: number) {
    const span = client.get().summary?.span
    if (span && at >= span.from && at <= span.to) {
      chosen.go(await client.ask({ type: 'moment', at }))
    } else {
      change({ ...linkToLine(settings, { at, id: '' }), filters: settings.filters, search: settings.search }, 'push')
    }
  }

  async function copySelected() {
    const { row } = chosen.selection
    const detail = row === null ? null : await client.ask({ type: 'detail', row })
    if (detail) {
      await navigator.clipboard.writeText(detail.text).catch(() => undefined)
    }
  }

  const { selection } = chosen
  const commands: Record<Command, () => void> = {
    search: () => search.current?.focus(),
    'next-match': () => chosen.stepTo('match', 1),
    'previous-match': () => chosen.stepTo('match', -1),
    'next-error': () => chosen.stepTo('error', 1),
    'previous-error': () => chosen.stepTo('error', -1),
    follow: () => setFollow(!settings.follow),
    wrap: () => change({ wrap: !settings.wrap }),
    down: () => chosen.move(1),
    up: () => chosen.move(-1),
    'page-down': () => chosen.move(PAGE_ROWS),
    'page-up': () => chosen.move(-PAGE_ROWS),
    first: () => void client.ask({ type: 'moment', at: 0 }).then(chosen.go),
    last: () => setFollow(true),
    unfold: () => (selection.row === null ? undefined : chosen.toggle(selection.row)),
    open: () => {
      const gap = controller.get().rows.find(({ row, gap }) => row === selection.row && gap)
      if (gap) {
        client.tell({ type: 'load-gap', row: gap.row })
      } else {
        chosen.setOpen(selection.row !== null)
      }
    },
    copy: () => void copySelected(),
    help: () => setHelpOpen(true),
    close: () => chosen.setOpen(false),
  }

  return {
    ...log,
    settings,
    change,
    controller,
    chosen,
    search,
    target,
    commands,
    jump,
    setFollow,
    isHelpOpen,
    setHelpOpen,
  }
}

/** The row of the line that the address leads to, once it is read; the list goes there. */
function useTarget(
  settings: Settings,
  client: ReturnType<typeof useLog>['client'],
  go: ReturnType<typeof useSelection>['go'],
) {
  const line = settings.line === null ? '' : JSON.stringify(settings.line)
  const isLoaded = useShown(client, ({ source, view }) => !source.isLoading && view.total > 0)
  const [target, setTarget] = useState<{ line: string; row: number } | null>(null)
  const goThere = useEffectEvent(go)

  useEffect(() => {
    if (line === '' || !isLoaded) {
      return
    }
    const { at, id } = JSON.parse(line) as LineRef
    void client.ask(id === '' ? { type: 'moment', at } : { type: 'event', at, id }).then((found) => {
      setTarget(found && { line, row: found.row })
      goThere(found)
    })
  }, [line, isLoaded, client])

  return target?.line === line ? target.row : null
}
