'use client'

import { useSearchParams } from 'next/navigation'
import type { RoleDocument } from '@/lib/roles/document'

export const PANELS = ['findings', 'access', 'risk', 'simulate'] as const
export type Panel = (typeof PANELS)[number]

/** Which document and which panel are open is in the address, so that both can be linked to. */
export function useAddress(documents: RoleDocument[]) {
  const query = useSearchParams()
  const wanted = query.get('document')
  const document = documents.find(({ id }) => id === wanted) ?? documents[0]
  const panel = PANELS.find((name) => name === query.get('panel')) ?? 'findings'

  if (!document) {
    throw new Error('A role always has a trust policy.')
  }
  function change(name: string, value: string) {
    const next = new URLSearchParams(window.location.search)
    next.set(name, value)
    window.history.replaceState(null, '', `?${next}`)
  }
  return {
    document,
    panel,
    select: (id: string) => change('document', id),
    openPanel: (name: Panel) => change('panel', name),
  }
}
