import type { RefObject } from 'react'
import type { LogClient } from '@/components/log-viewer/client'
import type { ListController } from '@/components/log-viewer/list/list-controller'
import type { useSelection } from '@/components/log-viewer/list/use-selection'
import type { Settings } from '@/components/log-viewer/settings'
import type { Command } from '@/components/log-viewer/shortcuts'
import type { ChangeSettings } from '@/components/log-viewer/use-settings'

const PAGE_ROWS = 20

type Parts = {
  client: LogClient
  controller: ListController
  chosen: ReturnType<typeof useSelection>
  settings: Settings
  change: ChangeSettings
  search: RefObject<HTMLInputElement | null>
  setFollow: (follow: boolean) => void
  setHelpOpen: (isOpen: boolean) => void
}

/** What each key does. */
export function commandsOf({
  client,
  controller,
  chosen,
  settings,
  change,
  ...parts
}: Parts): Record<Command, () => void> {
  const { row } = chosen.selection

  function open() {
    if (controller.get().rows.some((drawn) => drawn.row === row && drawn.gap) && row !== null) {
      client.tell({ type: 'load-gap', row })
    } else {
      chosen.setOpen(row !== null)
    }
  }

  return {
    search: () => parts.search.current?.focus(),
    'next-match': () => chosen.stepTo('match', 1),
    'previous-match': () => chosen.stepTo('match', -1),
    'next-error': () => chosen.stepTo('error', 1),
    'previous-error': () => chosen.stepTo('error', -1),
    follow: () => parts.setFollow(!settings.follow),
    wrap: () => change({ wrap: !settings.wrap }),
    down: () => chosen.move(1),
    up: () => chosen.move(-1),
    'page-down': () => chosen.move(PAGE_ROWS),
    'page-up': () => chosen.move(-PAGE_ROWS),
    first: () => void client.ask({ type: 'moment', at: 0 }).then(chosen.go),
    last: () => parts.setFollow(true),
    unfold: () => (row === null ? undefined : chosen.toggle(row)),
    open,
    copy: () => void copyRow(client, row),
    help: () => parts.setHelpOpen(true),
    close: () => {
      if (chosen.selection.isOpen) {
        chosen.setOpen(false)
        controller.focus()
      }
    },
  }
}

async function copyRow(client: LogClient, row: number | null): Promise<void> {
  const detail = row === null ? null : await client.ask({ type: 'detail', row })
  if (detail) {
    await navigator.clipboard.writeText(detail.text).catch(() => undefined)
  }
}
