import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import { matchesAction } from '@/lib/policies/evaluate/match'

/**
 * The prefixes of the services that a policy's text names: in actions (wildcards such as `ec*:` too), condition keys and ARNs.
 * Reads broken JSON as well, and may name a service more than needed. A lone `*` brings in none: no rule needs to know what it
 * stands for.
 */
export function neededServices(text: string, catalogue: Pick<Catalogue, 'prefixes' | 'isKnown'>): string[] {
  const found = new Set<string>()

  for (const [, string = ''] of text.matchAll(/"((?:[^"\\]|\\.){1,2048})"/g)) {
    for (const prefix of prefixesIn(string)) {
      if (/[*?]/.test(prefix)) {
        for (const known of catalogue.prefixes()) {
          if (matchesAction(prefix, known)) {
            found.add(known)
          }
        }
      } else if (catalogue.isKnown(prefix)) {
        found.add(prefix.toLowerCase())
      }
    }
  }
  return [...found].toSorted()
}

/** `s3:GetObject` and `s3:prefix` name what stands before the colon, an ARN what stands third. */
function prefixesIn(string: string): string[] {
  const [first = '', , third = ''] = string.split(':', 3)

  if (first === string) {
    return []
  }
  return first === 'arn' ? (/[*?]/.test(third) ? [] : [third]) : [first]
}
