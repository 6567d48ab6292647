import type { AccessSummary } from '@/lib/policies/access/model'
import { labelsOf, type RiskGroup } from '@/lib/policies/risk/classes'
import { dataServices } from '@/lib/policies/risk/groups'
import type { RiskClass } from '@/lib/policies/risk/model'
import { serviceWord } from '@/lib/policies/risk/service-words'

/** Services in which something can be changed. `isComplete`: the catalogue knew all that the policies reach. */
export type Changeable = { services: string[]; writesRecords: boolean; isComplete: boolean }

/** What a server writes about itself: logs, traces, metrics. */
const RECORDS =
  /^(logs:(CreateLogGroup|CreateLogStream|PutLogEvents)|xray:Put(TraceSegments|TelemetryRecords)|cloudwatch:PutMetricData)$/
/** Managed Blockchain's `GET`, which AWS lists as a write and every `Get*` takes along. */
const GET = /:get$/i
const CHANGING = new Set(['write', 'tagging', 'permissions'])
/** What is called `nearly everything`, as a share of the services with data. */
const NEARLY = 0.8
const NAMED = 3

/** By AWS's own access levels. */
export function changeable({ services, notLoaded, unknown }: AccessSummary): Changeable {
  const open = services.map(({ prefix, levels }) => ({
    prefix,
    actions: levels
      .filter(({ access }) => CHANGING.has(access))
      .flatMap(({ actions }) =>
        actions.flatMap(({ action, status }) => (status === 'denied' || GET.test(action) ? [] : [action])),
      ),
  }))
  return {
    services: open.filter(({ actions }) => actions.some((action) => !RECORDS.test(action))).map(({ prefix }) => prefix),
    writesRecords: open.some(({ actions }) => actions.some((action) => RECORDS.test(action))),
    isComplete: notLoaded.length === 0 && unknown.length === 0,
  }
}

/** One sentence: `Reads nearly everything, changes nothing, reaches secrets in 13 services.` */
export function riskVerdict(groups: RiskGroup[], changes: Changeable): string {
  const labels = (name: RiskClass) => {
    const group = groups.find((one) => one.class === name)
    return group ? labelsOf(group) : []
  }

  if (labels('everything').length > 0) {
    return 'Does practically everything in this account.'
  }
  const ways = labels('itself').length
  const opened = labels('opens')
  const secrets = labels('secrets')
  const parts = [
    readsWords(labels('data')),
    changesWords(changes, labels('changes')),
    ...(ways > 0 ? [`can give itself more in ${ways} ${ways === 1 ? 'way' : 'ways'}`] : []),
    ...(labels('agents').length > 0 ? ['reaches other agents'] : []),
    ...(opened.length > 0 ? [`can open ${named(opened)} to others`] : []),
    secrets.length > 0 ? `reaches secrets in ${named(secrets)}` : 'reaches no secrets that Slipway knows of',
  ]
  const sentence = parts.join(', ')
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`
}

function readsWords(data: string[]): string {
  if (data.length === 0) {
    return 'reads no stored data that Slipway knows of'
  }
  return data.length >= dataServices() * NEARLY ? 'reads nearly everything' : `reads data in ${named(data)}`
}

function changesWords({ services, writesRecords, isComplete }: Changeable, risky: string[]): string {
  const all = [...new Set([...risky, ...services.map(serviceWord)])]

  if (all.length > 0) {
    return `changes ${all.length > NAMED ? 'things in ' : ''}${named(all)}${isComplete ? '' : ' and perhaps more'}`
  }
  if (!isComplete) {
    return 'may change things'
  }
  return writesRecords ? 'changes nothing but logs and metrics' : 'changes nothing'
}

function named(services: string[]): string {
  return services.length > NAMED ? `${services.length} services` : services.join(', ').replace(/, ([^,]+)$/, ' and $1')
}
