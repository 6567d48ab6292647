import { agentCoreRegion } from '@/lib/aws/regions'
import type { SpecCheck } from '@/lib/deployments/check/check-notes'
import { refusal, warning } from '@/lib/deployments/check/check-notes'
import type { PlanWarning } from '@/lib/deployments/model'
import { idleCost } from '@/lib/deployments/spec/lifecycle'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'

const VPC_DOCS = 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/agentcore-vpc.html'
const SUCCESSOR_DOCS = 'https://docs.aws.amazon.com/aws-mcp/'

/** Region, network, cost, and the advice that goes with running this server at all. */
export function checkSurroundings(spec: DeploymentSpec): SpecCheck {
  const { region, network, lifecycle, logRetentionDays, server, executionRole } = spec
  const notes: [boolean, PlanWarning][] = [
    [server.preset === 'aws-api-mcp-server', endOfLife],
    [true, singleUser],
    [true, promptInjection],
    [!agentCoreRegion(region), unknownRegion],
    [network.mode === 'VPC' && server.preset === 'aws-api-mcp-server', egress],
    [network.mode === 'VPC', zones(region, network.mode === 'VPC' ? network.subnets : [])],
    [
      lifecycle.idleSeconds > 0,
      {
        ...idle,
        text: `${idleCost(lifecycle.idleSeconds).text} A shorter idle time-out costs less and starts cold more often.`,
      },
    ],
    [logRetentionDays === null, forever],
    [logRetentionDays !== null, retentionCaution],
    [server.preset === 'container', containerContract],
  ]
  const inChina = region.startsWith('cn-')
  const adoptedElsewhere = executionRole.mode === 'adopt' && partitionMismatch(executionRole.arn, region)

  return {
    refusals: [
      ...(inChina
        ? [refusal('region', 'AgentCore is not available in the China regions.', 'Choose another region.')]
        : []),
      ...(adoptedElsewhere
        ? [
            refusal(
              'executionRole.arn',
              'This role belongs to another AWS partition than the region.',
              'Choose a role of the same partition.',
            ),
          ]
        : []),
    ],
    warnings: notes.flatMap(([applies, note]) => (applies ? [note] : [])),
  }
}

function partitionMismatch(arn: string, region: string): boolean {
  return (arn.split(':')[1] === 'aws-us-gov') !== region.startsWith('us-gov-')
}

const endOfLife = warning(
  'warning',
  'end-of-life',
  'This server is to be removed on 15 July 2027',
  'AWS ended its development in July 2026. The managed AWS MCP Server takes its place; running your own still makes sense for a role of its own, callers without AWS credentials, or a pinned version.',
  { link: { label: 'AWS MCP Server', href: SUCCESSOR_DOCS } },
)
const singleUser = warning(
  'warning',
  'single-user',
  'For one person only',
  'Everybody who can call the runtime acts with the same role. Deploy one for each person.',
)
const promptInjection = warning(
  'warning',
  'prompt-injection',
  'Text that an assistant reads can steer it',
  'A log line or a tag written by somebody else may hold instructions. The role’s permissions are the limit of the damage, so keep them small.',
)
const unknownRegion = warning(
  'warning',
  'region-unknown',
  'AgentCore may not be available in this region',
  'It is not in the list that Slipway knows. The list grows; AWS will say so at the first call.',
)
const egress = warning(
  'warning',
  'vpc-egress',
  'The subnets need a way out',
  'At start the server fetches https://servicereference.us-east-1.amazonaws.com, and it calls AWS APIs. Use private subnets with a NAT gateway; a public subnet gives a runtime no public address.',
)

/** Zone names differ between accounts, so AWS tells zones by id. Slipway does not ask EC2: the command does. */
function zones(region: string, subnets: string[]): PlanWarning {
  const ids = agentCoreRegion(region)?.zoneIds
  return warning(
    'warning',
    'vpc-zones',
    ids ? `Subnets must be in ${listed(ids)}` : 'Subnets must be in zones that AgentCore supports',
    `AgentCore refuses subnets of other availability zones, and says so only after minutes. ${ids ? 'This shows the zone ids of yours:' : 'AWS’s page on VPCs has the list of this region; this shows the zone ids of yours:'}`,
    {
      link: { label: 'Supported zones', href: `${VPC_DOCS}#agentcore-supported-azs` },
      code: `aws ec2 describe-subnets --region ${region} --subnet-ids ${subnets.join(' ')} --query 'Subnets[].[SubnetId,AvailabilityZoneId]' --output text`,
    },
  )
}

function listed(ids: readonly string[]): string {
  return `${ids.slice(0, -1).join(', ')} or ${ids.at(-1)}`
}
const idle = warning('info', 'idle-cost', 'Idle sessions cost a little', '')
const forever = warning(
  'warning',
  'log-retention',
  'Log lines are kept, and billed, for ever',
  'Choose a number of days unless a rule asks for all of them.',
)
const retentionCaution = warning(
  'info',
  'log-retention-caution',
  'The log group is made ahead',
  'There is one report of a log stream that broke after the retention had been set by another tool. AWS itself recommends setting it.',
)
const containerContract = warning(
  'info',
  'container-contract',
  'What AgentCore expects of an MCP image',
  'linux/arm64, MCP over streamable HTTP on 0.0.0.0:8000/mcp or the port and path that you gave, up within two minutes.',
)
