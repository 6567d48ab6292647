import { isObject, type Json, parseJson, toText } from '@/lib/json'

/** What one session took in one stretch of time. `at` in milliseconds since 1970, `seconds` of the stretch. */
export type UsageRecord = {
  at: number
  sessionId: string
  /** DEFAULT, or the endpoint's name. */
  endpoint: string
  seconds: number
  vcpuHours: number
  gbHours: number
}

/**
 * A record of USAGE_LOGS; undefined for a text that is none. Records as they were seen nest their members, AWS's page shows them flat,
 * and the two differ in the name of the time: both are read (observability facts).
 */
export function parseUsageRecord(text: string): UsageRecord | undefined {
  const record = parseJson(text)
  const attributes = member(record, 'attributes') ?? record
  const metrics = member(record, 'metrics') ?? record
  const sessionId = textIn(attributes, ['session.id', 'session_id'])
  const at = timeOf(member(record, 'event_timestamp') ?? member(attributes, 'event_timestamp'))
  const vcpuHours = numberIn(metrics, ['agent.runtime.vcpu.hours.used'])
  const gbHours = numberIn(metrics, ['agent.runtime.memory.gb_hours.used'])

  if (!sessionId || at === undefined || (vcpuHours === undefined && gbHours === undefined)) {
    return undefined
  }
  return {
    at,
    sessionId,
    endpoint: textIn(attributes, ['resource.id', 'resource_id'])?.split('/runtime-endpoint/')[1] ?? 'DEFAULT',
    seconds: numberIn(attributes, ['time_elapsed_seconds', 'elapsed_time_seconds']) ?? 0,
    vcpuHours: vcpuHours ?? 0,
    gbHours: gbHours ?? 0,
  }
}

function member(value: Json | null | undefined, name: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

function textIn(value: Json | null | undefined, names: string[]): string | undefined {
  const found = names.map((name) => member(value, name)).find((one) => typeof one === 'string' && one !== '')
  return found === undefined ? undefined : toText(found)
}

/** Numbers may come as text; anything that is not a number of at least 0 is none. */
function numberIn(value: Json | null | undefined, names: string[]): number | undefined {
  const found = names.map((name) => member(value, name)).find((one) => one !== undefined)
  const number = typeof found === 'number' || typeof found === 'string' ? Number(found) : Number.NaN
  return Number.isFinite(number) && number >= 0 ? number : undefined
}

/** What a Date can hold. */
const LATEST = 8.64e15

/** Milliseconds, as number or text, or ISO 8601. */
function timeOf(value: Json | undefined): number | undefined {
  const number = typeof value === 'string' && !/^\d+$/.test(value) ? Date.parse(value) : Number(value ?? Number.NaN)
  return number > 0 && number <= LATEST ? number : undefined
}
