import * as exported from '@aws-sdk/client-cloudwatch-logs'
import { LOGS_CONSTRAINTS } from '@/lib/practice/logs/constraints'
import { deliveryOperations } from '@/lib/practice/logs/delivery/deliveries'
import { destinationOperations } from '@/lib/practice/logs/delivery/destinations'
import { sourceOperations } from '@/lib/practice/logs/delivery/sources'
import { filterOperations } from '@/lib/practice/logs/filter-events'
import { getOperations } from '@/lib/practice/logs/get-events'
import { groupOperations } from '@/lib/practice/logs/groups'
import { insightsOperations } from '@/lib/practice/logs/insights/insights'
import { liveTailOperations } from '@/lib/practice/logs/live-tail'
import { metricFilterOperations } from '@/lib/practice/logs/metric-filters'
import { putOperations } from '@/lib/practice/logs/put-events'
import { streamOperations } from '@/lib/practice/logs/streams'
import { tagOperations } from '@/lib/practice/logs/tags'
import { jsonModel } from '@/lib/practice/wire/models'
import type { ServiceDefinition } from '@/lib/practice/wire/service'

/** CloudWatch Logs: groups, streams, events, filter patterns, retention, tags, Logs Insights, Live Tail and deliveries. */
export const logsService: ServiceDefinition = {
  model: jsonModel({
    id: 'logs',
    signingName: 'logs',
    targetPrefix: 'Logs_20140328',
    exported,
    constraints: LOGS_CONSTRAINTS,
  }),
  iamPrefix: 'logs',
  command: { name: 'logs', fullName: 'Amazon CloudWatch Logs' },
  operations: {
    ...groupOperations,
    ...streamOperations,
    ...putOperations,
    ...getOperations,
    ...filterOperations,
    ...insightsOperations,
    ...liveTailOperations,
    ...metricFilterOperations,
    ...tagOperations,
    ...sourceOperations,
    ...destinationOperations,
    ...deliveryOperations,
  },
}
