import type { PracticeFault, PracticeFaults, PracticeFaultsChange } from '@/lib/practice-account/admin'
import {
  DELAYS,
  FAULT_PRESETS,
  PRESET_PREFIX,
  type PresetType,
  SLOW_MS,
  TROUBLES,
} from '@/lib/practice-account/fault-presets'

/** What the form sends: which wire troubles, where, how often (null: until switched off), which others, and times in seconds. */
export type FaultChoice = {
  wire: PresetType[]
  service: string
  times: number | null
  troubles: string[]
  delays: Record<(typeof DELAYS)[number]['name'], number>
}

/** The state of the form for what the practice account has now. */
export function choiceOf({ faults, switches }: PracticeFaults): FaultChoice {
  const own = faults.filter(isOwn)
  const first = own[0]?.match

  return {
    wire: FAULT_PRESETS.filter(({ type }) => own.some(({ effect }) => effect.type === type)).map(({ type }) => type),
    service: first?.service ?? '',
    times: first === undefined ? 1 : first.times,
    troubles: TROUBLES.filter(({ name }) => switches[name] !== null && switches[name] !== false).map(
      ({ name }) => name,
    ),
    delays: Object.fromEntries(DELAYS.map(({ name }) => [name, switches[name] / 1000])) as FaultChoice['delays'],
  }
}

/** What the practice account is told. Faults that something else put there stay. */
export function changeFor(choice: FaultChoice, { faults }: PracticeFaults): PracticeFaultsChange {
  return {
    faults: [...faults.filter((fault) => !isOwn(fault)), ...choice.wire.map((type) => presetFault(type, choice))],
    switches: {
      ...Object.fromEntries(TROUBLES.map(({ name, on }) => [name, choice.troubles.includes(name) ? on : off(on)])),
      ...Object.fromEntries(DELAYS.map(({ name }) => [name, Math.round(choice.delays[name] * 1000)])),
    },
  }
}

function presetFault(type: PresetType, { service, times }: FaultChoice): PracticeFault {
  return {
    id: `${PRESET_PREFIX}${type}`,
    match: { ...(service === '' ? {} : { service }), skip: 0, times },
    effect: { type, when: 'before', ...(type === 'slow' ? { ms: SLOW_MS } : {}) },
  }
}

function isOwn({ id }: PracticeFault): boolean {
  return id.startsWith(PRESET_PREFIX)
}

function off(on: string | boolean): null | false {
  return typeof on === 'string' ? null : false
}
