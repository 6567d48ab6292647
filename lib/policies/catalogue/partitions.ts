import { nearestNames } from '@/lib/policies/findings/nearest'

/** AWS's partitions with their regions. Source: AWS's endpoint data (partitions.json of botocore), late 2026. */
const REGIONS: Record<string, string> = {
  aws: `us-east-1 us-east-2 us-west-1 us-west-2 af-south-1 ap-east-1 ap-east-2 ap-northeast-1 ap-northeast-2 ap-northeast-3
    ap-south-1 ap-south-2 ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6 ap-southeast-7
    ca-central-1 ca-west-1 eu-central-1 eu-central-2 eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-2 eu-west-3 il-central-1
    me-central-1 me-south-1 mx-central-1 sa-east-1`,
  'aws-cn': 'cn-north-1 cn-northwest-1',
  'aws-us-gov': 'us-gov-east-1 us-gov-west-1',
  'aws-iso': 'us-iso-east-1 us-iso-west-1',
  'aws-iso-b': 'us-isob-east-1 us-isob-west-1',
  'aws-iso-e': 'eu-isoe-west-1',
  'aws-iso-f': 'us-isof-east-1 us-isof-south-1',
  'aws-eusc': 'eusc-de-east-1',
}

const PARTITION_OF = new Map(
  Object.entries(REGIONS).flatMap(([partition, regions]) =>
    regions.split(/\s+/).map((region) => [region, partition] as const),
  ),
)

export const PARTITIONS: readonly string[] = Object.keys(REGIONS)

/** How the regions of a partition begin; new ones do as well. */
const BEGINNINGS: readonly [RegExp, string][] = [
  [/^cn-/, 'aws-cn'],
  [/^us-gov-/, 'aws-us-gov'],
  [/^us-iso-/, 'aws-iso'],
  [/^us-isob-/, 'aws-iso-b'],
  [/^eu-isoe-/, 'aws-iso-e'],
  [/^us-isof-/, 'aws-iso-f'],
  [/^eusc-/, 'aws-eusc'],
]

/** `new`: reads like a region, but the table has none of this name. `wrong`: can be no region. */
export type RegionName = { status: 'known' | 'new'; partition: string } | { status: 'wrong' }

const AREA = '(us|eu|ap|ca|sa|me|af|il|mx|cn|us-gov|us-iso[bf]?|eu-isoe|eusc-[a-z]{2})'
const LIKE_REGION = new RegExp(
  `^${AREA}-(north|south|east|west|central|northeast|northwest|southeast|southwest)-\\d{1,2}$`,
)

export function readRegion(name: string): RegionName {
  const partition = PARTITION_OF.get(name)

  if (partition) {
    return { status: 'known', partition }
  }
  const begins = BEGINNINGS.find(([form]) => form.test(name))?.[1] ?? 'aws'
  return LIKE_REGION.test(name) ? { status: 'new', partition: begins } : { status: 'wrong' }
}

/** The region that was meant, if one is nearer than all others. */
export function nearestRegion(name: string): string | undefined {
  const found = nearestNames(name, [...PARTITION_OF.keys()], 3)
  return found.find((region) => region.at(-1) === name.at(-1)) ?? found[0]
}
