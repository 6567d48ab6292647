'use client'

import { useState } from 'react'
import type { LogClient } from '@/components/log-viewer/client'
import type { Found } from '@/components/log-viewer/engine/protocol'
import type { ListController } from '@/components/log-viewer/list/list-controller'

export type Selection = {
  row: number | null
  /** Which of the matches it is, from 1; 0 when it was chosen otherwise. */
  ordinal: number
  isOpen: boolean
  expanded: ReadonlySet<number>
}

const NOTHING: Selection = { row: null, ordinal: 0, isOpen: false, expanded: new Set() }

/** The chosen line, whether its drawer is open, and which lines are unfolded. */
export function useSelection(client: LogClient, controller: ListController) {
  const [selection, setSelection] = useState<Selection>(NOTHING)

  function go(found: Found | null): void {
    if (found) {
      controller.show(found.row)
      setSelection((known) => ({ ...known, row: found.row, ordinal: found.ordinal }))
    }
  }

  function stepTo(what: 'match' | 'error', direction: 1 | -1): void {
    void client
      .ask({ type: 'step', what, row: selection.row, direction })
      // Behind the last one the first one comes again.
      .then((found) => found ?? client.ask({ type: 'step', what, row: null, direction }))
      .then(go)
  }

  /** By so many rows among those that are drawn; without a chosen one, to the first or last of them. */
  function move(by: number): void {
    const { rows } = controller.get()
    const at = rows.findIndex(({ row }) => row === selection.row)
    const next = at === -1 ? rows.at(by > 0 ? 0 : -1) : rows[Math.max(0, Math.min(rows.length - 1, at + by))]
    if (next) {
      controller.show(next.row)
      setSelection((known) => ({ ...known, row: next.row, ordinal: 0 }))
    }
  }

  return {
    selection,
    go,
    stepTo,
    move,
    reset: () => setSelection(NOTHING),
    select: (row: number) => setSelection((known) => ({ ...known, row, ordinal: 0, isOpen: true })),
    setOpen: (isOpen: boolean) => setSelection((known) => ({ ...known, isOpen })),
    toggle: (row: number) =>
      setSelection((known) => {
        const expanded = new Set(known.expanded)
        if (!expanded.delete(row)) {
          expanded.add(row)
        }
        return { ...known, expanded }
      }),
  }
}
