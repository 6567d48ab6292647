import { rulesOf } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'

export const NETWORK_RULES = rulesOf('network', [
  {
    id: 'aws-unreachable',
    hints: [
      'could not connect to the endpoint',
      'endpointconnectionerror',
      'connect timeout on endpoint',
      'connecttimeouterror',
    ],
    pattern:
      /Could not connect to the endpoint URL|EndpointConnectionError|Connect timeout on endpoint URL|ConnectTimeoutError/i,
    sources: [SOURCES.vpc],
    explain: {
      title: 'The server cannot reach an AWS service.',
      cause:
        'In a VPC without a NAT gateway or an endpoint, calls never arrive; a service may also not exist in that region.',
      remedy: ['Check the network of the runtime and the region of the command.'],
      actions: [{ type: 'edit-runtime' }],
    },
  },
])
