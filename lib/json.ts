/** Any JSON value, as AWS requests and documents are made of. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** A plain JSON copy of an SDK shape: undefined members vanish, dates become ISO text. */
export function toJson(value: unknown): Json {
  return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as Json)
}

/** Equal as JSON, whatever the order of keys; an absent member equals an empty object, array or null. */
export function sameJson(left: Json, right: Json): boolean {
  return differingPaths(left, right).length === 0
}

/** Paths where two JSON values differ, such as `environmentVariables.AUTH_TYPE`; the empty path is the whole value. */
export function differingPaths(left: Json | undefined, right: Json | undefined, path = ''): string[] {
  if (isEmpty(left) && isEmpty(right)) {
    return []
  }
  if (isObject(left) && isObject(right)) {
    const keys = new Set([...Object.keys(left), ...Object.keys(right)])
    return [...keys].sort().flatMap((key) => differingPaths(own(left, key), own(right, key), join(path, key)))
  }
  if (Array.isArray(left) && Array.isArray(right) && left.length === right.length) {
    return left.flatMap((item, index) => differingPaths(item, right[index], join(path, String(index))))
  }
  return left === right ? [] : [path]
}

export function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Parses JSON text; undefined when it isn't JSON. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

/** A text as it is, anything else as JSON. `String()` throws for what came as `{"toString": 1}`; this never does. */
export function toText(value: unknown): string {
  if (typeof value !== 'object' || value === null) {
    return String(value)
  }
  try {
    return JSON.stringify(value)
  } catch {
    // A circle, or a number that JSON has no place for.
    return Object.prototype.toString.call(value)
  }
}

// A key such as `constructor` must not find what every object inherits.
function own(value: { [key: string]: Json }, key: string): Json | undefined {
  return Object.hasOwn(value, key) ? value[key] : undefined
}

function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null) {
    return true
  }
  return typeof value === 'object' && Object.keys(value).length === 0
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}
