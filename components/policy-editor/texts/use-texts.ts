'use client'

import { useRouter } from 'next/navigation'
import { type Dispatch, type SetStateAction, useEffect, useMemo, useState } from 'react'
import { type DraftStore, draftStore } from '@/components/policies/draft-store'
import { useSavedHere } from '@/components/policy-editor/review/use-saved-here'
import type { ConnectionKey } from '@/lib/aws/connection'
import { inlineDocument, type RoleDocument } from '@/lib/roles/document'

/** `base` is what IAM had when the editing began; null for a policy that isn't there yet. */
export type Working = { base: string | null; text: string; restoredAt?: string }

/** The texts under the hands of the person: kept in the browser until they are saved, so that no reload or crash loses them. */
export function useTexts(connection: ConnectionKey, roleName: string, loaded: RoleDocument[]) {
  const { documents, keepSaved } = useSavedHere(loaded)
  const store = useMemo(() => draftStore(connection, roleName), [connection, roleName])
  const [drafts, setDrafts] = useState<Record<string, Working>>(() => readDrafts(store, documents))
  const [isFull, setFull] = useState(false)

  useOtherTabs(store, setDrafts)

  const all = useMemo(() => [...documents, ...onlyDrafted(drafts, documents)], [documents, drafts])
  const workingOf = ({ id, text }: RoleDocument): Working => drafts[id] ?? { base: text, text: text ?? '' }

  function edit(document: RoleDocument, text: string) {
    rebase(document, drafts[document.id] ? (drafts[document.id]?.base ?? null) : document.text, text)
  }

  /** Goes on from another text of IAM than the one that the editing began with. */
  function rebase(document: RoleDocument, base: string | null, text: string) {
    setDrafts((last) => ({ ...last, [document.id]: { base, text } }))
    setFull(!store.keepDraft(document.id, { base, text, at: new Date().toISOString() }))
  }

  /** Nothing typed is lost: what is put aside is among the earlier texts. */
  function discard({ id, text: saved }: RoleDocument) {
    const { text } = drafts[id] ?? {}

    if (text && text !== saved) {
      store.addPast(id, { text, at: new Date().toISOString(), reason: '', kind: 'discarded' })
    }
    forget(id)
  }

  /** IAM has it now, and the page's own copy follows in a moment. */
  function settle({ id }: RoleDocument, text: string) {
    keepSaved(id, text)
    forget(id)
  }

  function forget(id: string) {
    store.dropDraft(id)
    setFull(false)
    setDrafts(({ [id]: _, ...rest }) => rest)
  }

  return {
    store,
    /** As IAM has them. */
    saved: documents,
    /** With those that exist as drafts only. */
    documents: all,
    workingOf,
    edit,
    rebase,
    discard,
    forget,
    settle,
    isFull,
    hasDraft: (id: string) => id in drafts,
  }
}

/** Two tabs show one text: what is typed in one is what the other would save. */
function useOtherTabs(store: DraftStore, setDrafts: Dispatch<SetStateAction<Record<string, Working>>>) {
  const router = useRouter()

  useEffect(
    () =>
      store.watchDrafts((id) => {
        const draft = store.readDraft(id)
        setDrafts(({ [id]: _, ...rest }) => (draft ? { ...rest, [id]: { base: draft.base, text: draft.text } } : rest))

        if (!draft) {
          router.refresh()
        }
      }),
    [store, setDrafts, router],
  )
}

function readDrafts(store: DraftStore, documents: RoleDocument[]): Record<string, Working> {
  const ids = new Set([...documents.map(({ id }) => id), ...store.draftIds()])
  return Object.fromEntries(
    [...ids].flatMap((id) => {
      const draft = store.readDraft(id)
      const saved = documents.find((document) => document.id === id)?.text

      if (!draft || draft.text === saved) {
        return []
      }
      return [[id, { base: draft.base, text: draft.text, restoredAt: draft.at }]]
    }),
  )
}

/** New inline policies that IAM doesn't have yet. */
function onlyDrafted(drafts: Record<string, Working>, documents: RoleDocument[]): RoleDocument[] {
  return Object.entries(drafts).flatMap(([id, { text }]) =>
    id.startsWith('inline:') && !documents.some((document) => document.id === id)
      ? [{ ...inlineDocument(id.slice('inline:'.length), text), text: null }]
      : [],
  )
}

export type Texts = ReturnType<typeof useTexts>
