import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import { lookUpConditionKey } from '@/lib/policies/catalogue/condition-keys'
import type { Comparison } from '@/lib/policies/language/condition-operators'

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

const FAMILIES: Record<Comparison, string> = {
  string: 'String',
  'string-ignore-case': 'String',
  'string-like': 'String',
  number: 'Numeric',
  date: 'Date',
  bool: 'Bool',
  binary: 'Binary',
  ip: 'IPAddress',
  arn: 'ARN',
  null: 'Null',
}

/** The type that the operators of a family are made for. */
export function operatorType(comparison: Comparison): string {
  return FAMILIES[comparison]
}
