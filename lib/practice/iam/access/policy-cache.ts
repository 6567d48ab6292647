import { parsePolicy, parseResourcePolicy } from '@/lib/policies/document/document'
import type { PolicyDocument } from '@/lib/policies/document/model'

const LIMIT = 200
const parsed = new Map<string, PolicyDocument>()

/** The document of a policy text that was checked when it came in. A text that is broken all the same grants nothing. */
export function policyDocument(text: string, kind: 'identity' | 'resource' = 'identity'): PolicyDocument {
  const key = `${kind} ${text}`
  const known = parsed.get(key)

  if (known) {
    return known
  }
  const result = kind === 'identity' ? parsePolicy(text) : parseResourcePolicy(text)
  const document: PolicyDocument = result.ok ? result.data : { Version: '2012-10-17', Statement: [] }

  if (parsed.size >= LIMIT) {
    parsed.clear()
  }
  parsed.set(key, document)
  return document
}
