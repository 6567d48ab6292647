import type { CompletionSource } from '@/components/code-editor/model'
import { browserCatalogue } from '@/components/policies/browser-catalogue'
import { completionsAt } from '@/lib/policies/completion/complete'
import type { PolicyAccount } from '@/lib/policies/findings/view'
import type { RoleDocument } from '@/lib/roles/document'

/** Completions for a document; a service that is typed for the first time is fetched meanwhile. */
export function completionSource({ kind }: RoleDocument, account: PolicyAccount): CompletionSource {
  return async (text, offset) => {
    try {
      const catalogue = await browserCatalogue(servicesBefore(text, offset))
      return completionsAt(text, offset, { kind: kind === 'trust' ? 'trust' : 'identity', catalogue, account })
    } catch {
      // Without the catalogue there is nothing to offer; the page says so elsewhere.
      return null
    }
  }
}

/** The service that is being typed, and those that the nearest lines name. */
function servicesBefore(text: string, offset: number): string[] {
  const near = text.slice(Math.max(0, offset - 4000), offset + 1000)
  return [...near.matchAll(/"([a-z0-9-]{1,64}):/g)].map(([, prefix = '']) => prefix)
}
