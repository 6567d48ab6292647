import 'server-only'
import { loadCatalogue } from '@/lib/policies/catalogue'
import { parsePolicy } from '@/lib/policies/document'
import { neededServices } from '@/lib/policies/needed-services'
import { diffPermissions } from '@/lib/policies/permission-diff'
import type { Failure } from '@/lib/result'
import type { SaveDocumentInput } from '@/lib/roles/schema'

/** A failure when the new text allows more than the old one and nobody said why. A changed trust policy counts as wider. */
export async function wideningWithoutReason(
  before: string | null,
  { document, text, reason }: Pick<SaveDocumentInput, 'document' | 'text' | 'reason'>,
): Promise<Failure | null> {
  if (reason !== '' || (document !== 'trust' && !(await widens(before, text)))) {
    return null
  }
  return {
    code: 'invalid-input',
    message: document === 'trust' ? 'This changes who may assume the role.' : 'This allows more than before.',
    remedy: 'Say why in the review, then save.',
    fields: { reason: ['Say in a few words why this is needed.'] },
  }
}

async function widens(before: string | null, after: string): Promise<boolean> {
  const [old, next] = [parsePolicy(before ?? ''), parsePolicy(after)]
  const all = await loadCatalogue([])
  const catalogue = await loadCatalogue(neededServices(`${before ?? ''}\n${after}`, all))
  // A text that can't be read allows nothing that is known, so everything in the new one counts.
  const from = old.ok ? [{ name: 'policy', document: old.data }] : []
  return (
    !next.ok ||
    diffPermissions({ policies: from }, { policies: [{ name: 'policy', document: next.data }] }, catalogue).widens
  )
}
