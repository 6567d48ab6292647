'use client'

import { useDeferredValue, useMemo } from 'react'
import type { Texts } from '@/components/policy-editor/texts/use-texts'
import { parsePolicy } from '@/lib/policies/document/document'
import type { NamedPolicy } from '@/lib/policies/evaluate/evaluate'

/** The role's permissions as they stand in the editor, saved or not. `unreadable` lists documents that are left out. */
export type Reading = { policies: NamedPolicy[]; boundary?: NamedPolicy; unreadable: string[] }

export function useReading({ documents, workingOf }: Texts): Reading {
  const texts = documents
    .filter(({ kind }) => kind !== 'trust')
    .map((document) => ({ name: document.name, kind: document.kind, text: workingOf(document).text }))
  const key = useDeferredValue(JSON.stringify(texts))

  return useMemo(() => read(JSON.parse(key) as typeof texts), [key])
}

/** The same as IAM has it. */
export function useSavedReading({ saved }: Texts): Reading {
  return useMemo(
    () =>
      read(saved.flatMap(({ name, kind, text }) => (kind === 'trust' || text === null ? [] : [{ name, kind, text }]))),
    [saved],
  )
}

function read(texts: { name: string; kind: string; text: string }[]): Reading {
  const reading: Reading = { policies: [], unreadable: [] }

  for (const { name, kind, text } of texts) {
    const parsed = parsePolicy(text)

    if (!parsed.ok) {
      reading.unreadable.push(name)
    } else if (kind === 'boundary') {
      reading.boundary = { name, document: parsed.data }
    } else {
      reading.policies.push({ name, document: parsed.data })
    }
  }
  return reading
}
