import * as exported from '@aws-sdk/client-cost-explorer'
import { getCostAndUsage } from '@/lib/practice/cost-explorer/get-cost-and-usage'
import { jsonModel } from '@/lib/practice/wire/models'
import { operation, type ServiceDefinition } from '@/lib/practice/wire/service'

/** The bill of what the runtimes' sessions took, in all regions, derived from what they did. */
export const costExplorerService: ServiceDefinition = {
  model: jsonModel({ id: 'cost-explorer', signingName: 'ce', targetPrefix: 'AWSInsightsIndexService', exported }),
  iamPrefix: 'ce',
  command: { name: 'ce', fullName: 'AWS Cost Explorer' },
  operations: { GetCostAndUsage: operation({ run: getCostAndUsage }) },
}
