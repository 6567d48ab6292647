import { parsePolicy } from '@/lib/policies/document/document'
import type { NamedPolicy } from '@/lib/policies/evaluate/evaluate'

/** The policy of a text. Null where there is none or it can't be read: what it allows is not known. */
export function namedPolicy(name: string, text: string | null): NamedPolicy | null {
  const parsed = text === null ? null : parsePolicy(text)
  return parsed?.ok ? { name, document: parsed.data } : null
}
