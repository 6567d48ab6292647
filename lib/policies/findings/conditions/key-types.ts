import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import { lookUpConditionKey } from '@/lib/policies/catalogue/condition-keys'

/** `multiple`: a request carries a list of values. */
export type KeyType = { base: string; multiple: boolean }

/** The type of a known condition key: String, ARN, Bool, Date, Numeric, IPAddress or Binary. */
export function keyType(catalogue: Catalogue, key: string): KeyType | undefined {
  const found = lookUpConditionKey(catalogue, key)

  if (found.status !== 'known') {
    return undefined
  }
  const multiple = found.type.startsWith('ArrayOf')
  return { base: multiple ? found.type.slice('ArrayOf'.length) : found.type, multiple }
}
