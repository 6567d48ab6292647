import { looksSecret } from '@/lib/deployments/spec/secret-names'
import type { DriftRow } from '@/lib/drift/model'
import { counted } from '@/lib/format/counted'
import { differingPaths, isObject, type Json } from '@/lib/json'

const SHOWN = 3
const LONGEST = 120

/** What differs, in one line. */
export function whatOf({ state, before, after }: Pick<DriftRow, 'state' | 'before' | 'after'>): string {
  if (state === 'removed') {
    return 'It is gone.'
  }
  if (state === 'added') {
    return 'Slipway did not put it there.'
  }
  if (before === undefined) {
    return `Now ${short(after)}; what it was is not known.`
  }
  const paths = differingPaths(before, after)
  const rest = paths.length - SHOWN
  const said = paths.slice(0, SHOWN).map((path) => pathText(path, before, after))
  return [...said, ...(rest > 0 ? [`${counted(rest, 'more difference')}`] : [])].join('; ')
}

/** The same environment without the values that nobody is to see; two different values stay different. */
export function withoutSecretValues(environment: Json, other: Json): Json {
  return isObject(environment)
    ? Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, shownValue(name, value, other)]))
    : environment
}

function shownValue(name: string, value: Json, other: Json): Json {
  if (!looksSecret(name)) {
    return value
  }
  return isObject(other) && Object.hasOwn(other, name) && other[name] !== value ? '(another value)' : '(a value)'
}

function pathText(path: string, before: Json, after: Json): string {
  const [was, is] = [before, after].map((value) => at(value, path))
  return `${path === '' ? '' : `${path}: `}${short(was)} → ${short(is)}`
}

/** The value at a path of `differingPaths`. A name may have dots of its own, so the longest that fits is taken. */
function at(value: Json | undefined, path: string): Json | undefined {
  if (path === '' || value === null || typeof value !== 'object') {
    return path === '' ? value : undefined
  }
  const names = Object.keys(value).toSorted((one, other) => other.length - one.length)
  const name = names.find((one) => path === one || path.startsWith(`${one}.`))
  return name === undefined ? undefined : at((value as Record<string, Json>)[name], path.slice(name.length + 1))
}

function short(value: Json | undefined): string {
  const text =
    value === undefined || value === null ? 'none' : typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
