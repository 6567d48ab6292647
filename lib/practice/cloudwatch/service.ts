import * as exported from '@aws-sdk/client-cloudwatch'
import { getMetricData } from '@/lib/practice/cloudwatch/get-metric-data'
import { getMetricStatistics } from '@/lib/practice/cloudwatch/get-metric-statistics'
import { listMetrics } from '@/lib/practice/cloudwatch/list-metrics'
import { threefoldModel } from '@/lib/practice/wire/models'
import { operation, type ServiceDefinition } from '@/lib/practice/wire/service'

/** The metrics of AgentCore's runtimes, derived from what the sessions did. */
export const cloudWatchService: ServiceDefinition = {
  model: threefoldModel({
    id: 'cloudwatch',
    signingName: 'monitoring',
    targetPrefix: 'GraniteServiceVersion20100801',
    version: '2010-08-01',
    xmlNamespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
    exported,
  }),
  iamPrefix: 'cloudwatch',
  command: { name: 'cloudwatch', fullName: 'Amazon CloudWatch' },
  operations: {
    ListMetrics: operation({ run: listMetrics }),
    GetMetricData: operation({ run: getMetricData }),
    GetMetricStatistics: operation({ run: getMetricStatistics }),
  },
}
