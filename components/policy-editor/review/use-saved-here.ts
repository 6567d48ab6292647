'use client'

import { useMemo, useState } from 'react'
import { inlineDocument, type RoleDocument } from '@/lib/roles/document'

/** The documents as loaded, with what was saved since: else the old text would be there again until the page has reloaded them. */
export function useSavedHere(loaded: RoleDocument[]) {
  const [since, setSince] = useState<{ loaded: RoleDocument[]; texts: Record<string, string> }>({ loaded, texts: {} })
  const texts = since.loaded === loaded ? since.texts : NONE

  const documents = useMemo(() => {
    const known = new Set(loaded.map(({ id }) => id))
    const fresh = Object.entries(texts).filter(([id]) => !known.has(id))
    return [
      ...fresh.map(([id, text]) => inlineDocument(id.slice('inline:'.length), text)),
      ...loaded.map((document) => ({ ...document, text: texts[document.id] ?? document.text })),
    ]
  }, [loaded, texts])

  return {
    documents,
    keepSaved: (id: string, text: string) => setSince({ loaded, texts: { ...texts, [id]: text } }),
  }
}

const NONE: Record<string, string> = {}
