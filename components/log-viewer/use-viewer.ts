'use client'

import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { LogClient } from '@/components/log-viewer/client'
import { commandsOf } from '@/components/log-viewer/commands'
import { ListController } from '@/components/log-viewer/list/list-controller'
import { useSelection } from '@/components/log-viewer/list/use-selection'
import { type LineRef, linkToLine, type Settings } from '@/components/log-viewer/settings'
import { useLog, useShown } from '@/components/log-viewer/use-log'
import { useSettings } from '@/components/log-viewer/use-settings'

/** Everything that the viewer holds and does, apart from how it looks. */
export function useViewer(connection: string, group: string) {
  const { settings, change } = useSettings()
  const log = useLog(settings, connection, group)
  const { client } = log
  const [controller] = useState(() => new ListController(client, (follow) => change({ follow })))
  const chosen = useSelection(client, controller)
  const search = useRef<HTMLInputElement>(null)
  const [isHelpOpen, setHelpOpen] = useState(false)
  usePlaceAtStart(settings, group, client, controller, chosen.reset)
  const target = useTarget(settings, client, chosen.go)

  function setFollow(follow: boolean) {
    if (follow) {
      change({ follow })
      controller.toEnd()
    } else {
      controller.hold()
    }
  }

  async function jump(at: number) {
    const span = client.get().summary?.span
    if (span && at >= span.from && at <= span.to) {
      chosen.go(await client.ask({ type: 'moment', at }))
    } else {
      change({ ...linkToLine(settings, { at, id: '' }), filters: settings.filters, search: settings.search }, 'push')
    }
  }

  const loadGap = (row: number) => client.tell({ type: 'load-gap', row })
  const commands = commandsOf({ client, controller, chosen, settings, change, search, setFollow, setHelpOpen })
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
    loadGap,
    setFollow,
    isHelpOpen,
    setHelpOpen,
  }
}

/** Where a new source opens: at its end, unless the address leads to a line. */
function usePlaceAtStart(
  settings: Settings,
  group: string,
  client: LogClient,
  controller: ListController,
  reset: () => void,
) {
  const sourceKey = JSON.stringify([settings.range, settings.pattern, settings.line, group])
  const hasRows = useShown(client, ({ view }) => view.rows.length > 0)
  // Rows are numbered anew with every source.
  const startOver = useEffectEvent(() => {
    reset()
    if (settings.line === null) {
      controller.toEnd()
    }
  })
  // An address that doesn't follow opens at the end and stays there.
  const holdAtStart = useEffectEvent(() => {
    if (!settings.follow && settings.line === null) {
      controller.hold()
    }
  })

  // biome-ignore lint/correctness/useExhaustiveDependencies: the source is what counts
  useEffect(() => startOver(), [sourceKey])
  useEffect(() => {
    if (hasRows) {
      holdAtStart()
    }
  }, [hasRows])
}

/** The row of the line that the address leads to, once it is read; the list goes there. */
function useTarget(settings: Settings, client: LogClient, go: ReturnType<typeof useSelection>['go']): number | null {
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
