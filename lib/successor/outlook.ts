import { partitionOf } from '@/lib/aws/arn'
import { SUCCESSOR, successorTarget } from '@/lib/clients/successor'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import type { Outlook } from '@/lib/successor/model'

const TRUE = /^(true|1|yes|on)$/i

type Judged = Pick<RuntimeDetail, 'image' | 'inboundAuth' | 'network' | 'environment'>

/** Whether a runtime's server has the managed one as its successor, and what a move would lose. */
export function outlookOf({ image = '', inboundAuth, network, environment }: Judged, region: string): Outlook {
  if (!/\/aws-api-mcp-server(?:[:@]|$)/.test(image)) {
    return {
      state: 'none',
      why: `This runtime does not run the AWS API MCP Server, so the ${SUCCESSOR.name} does not succeed it.`,
    }
  }
  if (partitionOf(region) !== 'aws') {
    return { state: 'none', why: `AWS has no endpoint of the ${SUCCESSOR.name} for ${region}.` }
  }
  const target = successorTarget(region)
  const isElsewhere = target.region !== region
  const losses = [
    isElsewhere && `Requests would go through ${target.region}: AWS has no endpoint for it in ${region}.`,
    inboundAuth.type === 'jwt' && 'Callers come with a token now. There, each needs an AWS identity of their own.',
    TRUE.test(environment.READ_OPERATIONS_ONLY ?? '') &&
      'READ_OPERATIONS_ONLY keeps assistants from changes now. There, only IAM does.',
    TRUE.test(environment.REQUIRE_MUTATION_CONSENT ?? '') &&
      'REQUIRE_MUTATION_CONSENT has a person asked before changes now. There, nobody is asked.',
    network.mode === 'VPC' && 'It runs in a network of yours now. There, it does not.',
    'What an assistant may do is bounded by one role now. There, it may do all that the person may, unless a policy says otherwise.',
    'Its log lines end: CloudTrail has the calls, and CloudWatch counts them.',
  ]
  return { state: 'possible', region: target.region, isElsewhere, losses: losses.filter((loss) => loss !== false) }
}
