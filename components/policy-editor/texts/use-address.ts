'use client'

import { useSearchParams } from 'next/navigation'
import { useMemo } from 'react'
import { refusedIn } from '@/components/policy-editor/texts/refused'
import { firstDocument, type RoleDocument } from '@/lib/roles/document'

export const PANELS = ['findings', 'access', 'risk', 'simulate'] as const
export type Panel = (typeof PANELS)[number]

/** Which document and which panel are open is in the address, so that both can be linked to. */
export function useAddress(documents: RoleDocument[]) {
  const query = useSearchParams()
  const wanted = query.get('document')
  const document = documents.find(({ id }) => id === wanted) ?? firstDocument(documents)
  const panel = PANELS.find((name) => name === query.get('panel')) ?? 'findings'

  if (!document) {
    throw new Error('A role always has a trust policy.')
  }
  function change(changes: Record<string, string | null>) {
    const next = new URLSearchParams(window.location.search)

    for (const [name, value] of Object.entries(changes)) {
      value === null ? next.delete(name) : next.set(name, value)
    }
    window.history.replaceState(null, '', `?${next}`)
  }
  return {
    document,
    panel,
    /** What the log or the simulator says is refused; a statement for it is proposed. */
    refused: useMemo(() => refusedIn(query), [query]),
    /** Statements that this tab has put by are proposed. */
    isProposingKept: query.get('propose') === 'kept',
    /** Which dialog a link wants open. */
    add: query.get('add'),
    forgetAdd: () => change({ add: null }),
    select: (id: string) => change({ document: id }),
    forgetRefused: () => change({ propose: null, on: null }),
    openPanel: (name: Panel) => change({ panel: name }),
  }
}
