import { filterOperations } from '@/lib/practice/logs/filter-events'
import { getOperations } from '@/lib/practice/logs/get-events'
import { groupOperations } from '@/lib/practice/logs/groups'
import { insightsOperations } from '@/lib/practice/logs/insights'
import { liveTailOperations } from '@/lib/practice/logs/live-tail'
import { putOperations } from '@/lib/practice/logs/put-events'
import { streamOperations } from '@/lib/practice/logs/streams'
import { tagOperations } from '@/lib/practice/logs/tags'
import type { ServiceDefinition } from '@/lib/practice/wire/service'

/** CloudWatch Logs: groups, streams, events, filter patterns, retention, tags and Live Tail. */
export const logsService: ServiceDefinition = {
  id: 'logs',
  signingName: 'logs',
  iamPrefix: 'logs',
  operations: {
    ...groupOperations,
    ...streamOperations,
    ...putOperations,
    ...getOperations,
    ...filterOperations,
    ...insightsOperations,
    ...liveTailOperations,
    ...tagOperations,
  },
}
