import { counted } from '@/lib/format/counted'
import type { PracticeFault, PracticeStatus } from '@/lib/practice-account/admin'
import { FAULT_SERVICES, TROUBLES } from '@/lib/practice-account/fault-presets'

/** The practice account's faults as one line: what is on; undefined when nothing is. */
export function faultLine({ faults, left, switches }: Pick<PracticeStatus, 'faults' | 'left' | 'switches'>) {
  const wire = faults.flatMap((fault, at) => {
    const times = left[at] === undefined ? fault.match.times : left[at]
    return times === 0 ? [] : [wireFault(fault, times)]
  })
  const inside = TROUBLES.filter(({ name }) => switches[name] !== null && switches[name] !== false)
  const [first, ...more] = [...wire, ...inside.map(({ label }) => label)]

  if (first === undefined) {
    return undefined
  }
  return more.length === 0
    ? { short: 'A fault is on', text: `${first}.` }
    : { short: `${more.length + 1} faults are on`, text: '' }
}

function wireFault({ match, effect }: PracticeFault, left: number | null): string {
  const { service = '', operation, percent } = match
  const name = FAULT_SERVICES.find(({ value }) => value === service)?.label ?? service
  const isEvery = left === null && percent === undefined && operation === undefined
  const where = operation === undefined ? name : `${name} (${operation})`
  return `${where} ${deed(effect, isEvery)}${left === null ? '' : `, ${counted(left, 'more time')}`}`
}

function deed({ type, code }: PracticeFault['effect'], isEvery: boolean): string {
  switch (type) {
    case 'access-denied':
      return `refuses ${isEvery ? 'every call' : 'calls'} (access denied)`
    case 'throttle':
      return 'asks to slow down'
    case 'server-error':
      return 'answers with an error of its own'
    case 'reset':
      return 'cuts the connection'
    case 'timeout':
      return 'does not answer'
    case 'slow':
      return 'answers slowly'
    case 'expired-credentials':
      return 'says that the credentials have expired'
    default:
      return `answers ${code ?? 'with an error'}`
  }
}
