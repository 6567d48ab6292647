import { createHash } from 'node:crypto'
import { looksSecret } from '@/lib/deployments/spec/secret-names'
import { canonicalJson } from '@/lib/format/diff'
import { isObject, type Json } from '@/lib/json'

/** On the runtime: what Slipway left there, a short hash for each part. AWS allows 256 characters. */
export const SPEC_TAG = 'slipway:spec'

const SCHEME = '1'
const MOST = 256

/** The parts of a deployment that have one hash each, by the letter that stands for them. */
const LETTERS = {
  image: 'i',
  settings: 's',
  environment: 'e',
  network: 'n',
  auth: 'a',
  role: 'r',
  trust: 't',
  logs: 'l',
  pool: 'u',
} as const

export type PartName = keyof typeof LETTERS
const PART_NAMES = Object.keys(LETTERS) as PartName[]

/** What a fingerprint is taken of, in one form for all that is equal. What a deployment doesn't have, or Slipway doesn't manage, is absent. */
export type Parts = {
  plain: Partial<Record<PartName, Json>>
  /** Absent for a role that Slipway leaves as it is. */
  policies?: { inline: Record<string, Json>; managed: string[] } | undefined
}

/** `policies` is the hash of all policies where there was no room for one each; `inline`: text by name, both hashed. */
export type Fingerprint = {
  plain: Partial<Record<PartName, string>>
  inline: Record<string, string>
  managed: string[]
  policies?: string
  hasPolicies: boolean
}

/** The hashes of a deployment. Values of variables that look secret are left out: a hash of few possible values can be guessed. */
export function fingerprintOf({ plain, policies }: Parts): Fingerprint {
  const entries = PART_NAMES.flatMap((name): [PartName, string][] => {
    const value = plain[name]
    return value === undefined ? [] : [[name, hashOf(name, value)]]
  })
  const inline = Object.entries(policies?.inline ?? {}).map(([name, text]) => [nameHash(name), hashOf('inline', text)])
  return {
    plain: Object.fromEntries(entries),
    inline: Object.fromEntries(inline),
    managed: (policies?.managed ?? []).map(managedHash),
    hasPolicies: policies !== undefined,
  }
}

export function hashOf(name: PartName | 'inline', value: Json): string {
  return digest(`${name}\n${canonicalJson(name === 'environment' ? withoutSecrets(value) : value)}`, 6)
}

export function nameHash(name: string): string {
  return digest(`name\n${name}`, 4)
}

export function managedHash(arn: string): string {
  return digest(`managed\n${arn}`, 6)
}

/** All policies in one. */
export function policiesHash({ inline, managed }: Pick<Fingerprint, 'inline' | 'managed'>): string {
  return digest(canonicalJson([inline, managed.toSorted()]), 6)
}

/** The text of the tag. */
export function fingerprintTag(print: Fingerprint): string {
  const plain = PART_NAMES.flatMap((name) => (print.plain[name] ? [`${LETTERS[name]}=${print.plain[name]}`] : []))
  const each = [
    ...Object.entries(print.inline).map(([name, text]) => `p/${name}=${text}`),
    ...print.managed.map((arn) => `m/${arn}`),
  ].sort()
  const text = [SCHEME, ...plain, ...(print.policies ? [`P=${print.policies}`] : each)].join(' ')
  return text.length <= MOST ? text : [SCHEME, ...plain, `P=${policiesHash(print)}`].join(' ')
}

/** Null for a tag that is absent, of another scheme, or written by somebody else. */
export function readFingerprint(tag: string | undefined): Fingerprint | null {
  const [scheme, ...words] = (tag ?? '').split(' ')
  const read: Fingerprint = { plain: {}, inline: {}, managed: [], hasPolicies: false }

  if (scheme !== SCHEME || words.length === 0) {
    return null
  }
  for (const word of words) {
    const [, letter, name, hash] = /^(?:([itsenarlu])=|(?:p\/([\w-]{4})=)|P=|m\/)([\w-]{6})$/.exec(word) ?? []

    if (hash === undefined) {
      return null
    }
    const part = PART_NAMES.find((one) => LETTERS[one] === letter)

    if (part) {
      read.plain[part] = hash
    } else if (name !== undefined) {
      read.inline[name] = hash
    } else if (word.startsWith('P=')) {
      read.policies = hash
    } else {
      read.managed.push(hash)
    }
  }
  // The trust policy is kept of Slipway's own roles only, and so are policies.
  return { ...read, hasPolicies: read.plain.trust !== undefined }
}

function withoutSecrets(environment: Json): Json {
  return isObject(environment)
    ? Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, looksSecret(name) ? null : value]))
    : environment
}

/** Of 36 bits, or 24: enough to tell two texts apart, too little to rebuild one. */
function digest(text: string, length: number): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, length)
}
