export type AgentCoreRegion = {
  name: string
  /** Where it is, as AWS calls it. */
  place: string
  /** Must be enabled in the account before it answers to its credentials. */
  isOptIn?: true
  /** Ids of the availability zones that a runtime in a VPC may have subnets in, as AWS's page on VPCs had them in August 2026. */
  zoneIds?: readonly string[]
}

/**
 * Regions with AgentCore Runtime, as AWS's region table had them in late 2026; us-east-1 first, because the Marketplace
 * image is only there. The table grows: wherever it is offered, another region may be typed in.
 */
export const agentCoreRegions: readonly AgentCoreRegion[] = [
  { name: 'us-east-1', place: 'N. Virginia', zoneIds: ['use1-az1', 'use1-az2', 'use1-az4'] },
  { name: 'us-east-2', place: 'Ohio', zoneIds: ['use2-az1', 'use2-az2', 'use2-az3'] },
  { name: 'us-west-1', place: 'N. California' },
  { name: 'us-west-2', place: 'Oregon', zoneIds: ['usw2-az1', 'usw2-az2', 'usw2-az3'] },
  { name: 'ca-central-1', place: 'Canada, Central', zoneIds: ['cac1-az1', 'cac1-az2', 'cac1-az4'] },
  { name: 'sa-east-1', place: 'São Paulo', zoneIds: ['sae1-az1', 'sae1-az2', 'sae1-az3'] },
  { name: 'eu-central-1', place: 'Frankfurt', zoneIds: ['euc1-az1', 'euc1-az2', 'euc1-az3'] },
  { name: 'eu-west-1', place: 'Ireland', zoneIds: ['euw1-az1', 'euw1-az2', 'euw1-az3'] },
  { name: 'eu-west-2', place: 'London', zoneIds: ['euw2-az1', 'euw2-az2', 'euw2-az3'] },
  { name: 'eu-west-3', place: 'Paris', zoneIds: ['euw3-az1', 'euw3-az2', 'euw3-az3'] },
  { name: 'eu-south-1', place: 'Milan', isOptIn: true, zoneIds: ['eus1-az1', 'eus1-az2', 'eus1-az3'] },
  { name: 'eu-south-2', place: 'Spain', isOptIn: true, zoneIds: ['eus2-az1', 'eus2-az2', 'eus2-az3'] },
  { name: 'eu-north-1', place: 'Stockholm', zoneIds: ['eun1-az1', 'eun1-az2', 'eun1-az3'] },
  { name: 'ap-south-1', place: 'Mumbai', zoneIds: ['aps1-az1', 'aps1-az2', 'aps1-az3'] },
  { name: 'ap-south-2', place: 'Hyderabad', isOptIn: true },
  { name: 'ap-southeast-1', place: 'Singapore', zoneIds: ['apse1-az1', 'apse1-az2', 'apse1-az3'] },
  { name: 'ap-southeast-2', place: 'Sydney', zoneIds: ['apse2-az1', 'apse2-az2', 'apse2-az3'] },
  { name: 'ap-southeast-5', place: 'Malaysia', isOptIn: true, zoneIds: ['apse5-az1', 'apse5-az2', 'apse5-az3'] },
  { name: 'ap-southeast-7', place: 'Thailand', isOptIn: true, zoneIds: ['apse7-az1', 'apse7-az2', 'apse7-az3'] },
  { name: 'ap-northeast-1', place: 'Tokyo', zoneIds: ['apne1-az1', 'apne1-az2', 'apne1-az4'] },
  { name: 'ap-northeast-2', place: 'Seoul', zoneIds: ['apne2-az1', 'apne2-az2', 'apne2-az3'] },
  { name: 'us-gov-west-1', place: 'GovCloud, US-West', zoneIds: ['usgw1-az1', 'usgw1-az2', 'usgw1-az3'] },
]

export function agentCoreRegion(name: string): AgentCoreRegion | undefined {
  return agentCoreRegions.find((region) => region.name === name)
}
