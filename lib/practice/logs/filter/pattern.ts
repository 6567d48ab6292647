import { FilterPatternError } from '@/lib/practice/logs/filter/error'
import { parseFieldsPattern } from '@/lib/practice/logs/filter/fields'
import { parseJsonPattern } from '@/lib/practice/logs/filter/json'
import { parseTermsPattern } from '@/lib/practice/logs/filter/terms'

export type FilterMatcher = (message: string) => boolean

const MAX_LENGTH = 1024

/**
 * CloudWatch Logs' filter pattern language: terms, `{ JSON }` and `[space, delimited]`. Throws FilterPatternError.
 * Source: the service's "Filter pattern syntax" page. Case matters; a term also matches inside a word.
 */
export function parseFilterPattern(pattern: string): FilterMatcher {
  const text = pattern.trim()

  if (text.length > MAX_LENGTH) {
    throw new FilterPatternError('Invalid filter pattern')
  }
  if (text.startsWith('{')) {
    return parseJsonPattern(text)
  }
  return text.startsWith('[') ? parseFieldsPattern(text) : parseTermsPattern(text)
}
