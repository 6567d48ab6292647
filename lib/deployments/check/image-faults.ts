import { isTruthy, warning } from '@/lib/deployments/check/check-notes'
import type { PlanWarning } from '@/lib/deployments/model'
import { type Image, isMarketplaceImage } from '@/lib/deployments/spec/image'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'

/** The parts of a spec that a fault depends on. */
type Faulty = Pick<DeploymentSpec, 'environment'> & {
  server: Pick<DeploymentSpec['server'], 'preset'>
  network: { mode: string }
}

type Fault = {
  /** First and last version that has it; from the beginning without `first`. */
  first?: string
  last: string
  /** Whether it shows in such a deployment. */
  matters: (spec: Faulty, image: Image) => boolean
  note: PlanWarning
}

/** Known faults of images of the AWS API MCP Server. Source: its change log, wheels 1.3.46 to 1.5.6 compared, and awslabs/mcp #4507. */
const FAULTS: Fault[] = [
  {
    first: '1.4.0',
    last: '1.5.3',
    matters: () => true,
    note: warning(
      'danger',
      'fault:host-421',
      'This version may answer every call with 421 Invalid Host',
      'Images 1.4.0 to 1.5.3 may refuse the host name that AgentCore sends, even with all hosts allowed. Take 1.5.4 or later, or one before 1.4.0.',
    ),
  },
  {
    last: '1.3.46',
    matters: ({ network, environment }) => network.mode === 'VPC' && isTruthy(environment.READ_OPERATIONS_ONLY),
    note: warning(
      'warning',
      'fault:read-index',
      'Without a way out, this version refuses reads too',
      'At start it fetches the list of read operations from servicereference.us-east-1.amazonaws.com. Up to 1.3.46, a server that can’t says of every command that read only mode is enabled.',
    ),
  },
  {
    last: '1.5.5',
    // A policy file can only come with an image of one's own.
    matters: (_, image) => image.registry === 'private' && !isMarketplaceImage(image),
    note: warning(
      'warning',
      'fault:deny-list',
      'A security policy file of this version lets through what it names',
      'Before 1.5.6, entries of denyList and elicitList such as aws s3api delete-bucket never match. If the image has such a file, take 1.5.6.',
    ),
  },
]

export function imageFaults(spec: Faulty, image: Image): PlanWarning[] {
  const version = /^v?(\d+)\.(\d+)\.(\d+)$/.exec(image.tag ?? '')
  const isServer = spec.server.preset === 'aws-api-mcp-server' || /(^|\/)aws-api-mcp-server$/.test(image.repository)

  if (!version || !isServer) {
    return []
  }
  const [, major, minor, patch] = version
  const number = ordinal(`${major}.${minor}.${patch}`)
  return FAULTS.filter(
    ({ first = '0.0.0', last, matters }) => number >= ordinal(first) && number <= ordinal(last) && matters(spec, image),
  ).map(({ note }) => note)
}

/** A version as a number that compares as versions do, with parts up to 999. */
function ordinal(version: string): number {
  return version.split('.').reduce((sum, part) => sum * 1000 + Math.min(999, Number(part)), 0)
}
