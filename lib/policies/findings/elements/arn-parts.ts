import { replaceString } from '@/lib/policies/findings/edits'
import type { QuickFix } from '@/lib/policies/findings/model'
import type { ItemView } from '@/lib/policies/findings/view'

/** The six parts of an ARN pattern; the resource keeps its colons. */
export type ArnParts = {
  prefix: string
  partition: string
  service: string
  region: string
  account: string
  resource: string
}

/** Splits at the first five colons that do not stand in a `${variable}`; fewer parts come back as undefined. */
export function arnParts(text: string): ArnParts | undefined {
  const parts: string[] = []
  let start = 0
  let inVariable = false

  for (let index = 0; index < text.length && parts.length < 5; index++) {
    const character = text.charAt(index)

    if (character === '$' && text.charAt(index + 1) === '{') {
      inVariable = true
    } else if (character === '}') {
      inVariable = false
    } else if (character === ':' && !inVariable) {
      parts.push(text.slice(start, index))
      start = index + 1
    }
  }
  const [prefix, partition, service, region, account] = parts

  if (prefix === undefined || partition === undefined || service === undefined || region === undefined) {
    return undefined
  }
  return account === undefined
    ? undefined
    : { prefix, partition, service, region, account, resource: text.slice(start) }
}

/** A wildcard or a variable: could be anything. */
export function isOpen(part: string): boolean {
  return /[*?]|\$\{/.test(part)
}

/** Puts another text into one of the parts of the ARN. */
export function fixPart(item: ItemView, name: keyof ArnParts, put: string): QuickFix {
  const parts = arnParts(item.text) ?? NO_PARTS
  const changed: ArnParts = { ...parts }
  changed[name] = put
  const { prefix, partition, service, region, account, resource } = changed
  const from = parts[name]
  const title = put === '' ? `Remove ${from}` : from === '' ? `Put in ${put}` : `Replace ${from} with ${put}`
  const text = [prefix, partition, service, region, account, resource].join(':')
  return { title, edits: [replaceString(item.node, text)] }
}

const NO_PARTS: ArnParts = { prefix: '', partition: '', service: '', region: '', account: '', resource: '' }
