export type AgentCoreRegion = {
  name: string
  /** Where it is, as AWS calls it. */
  place: string
  /** Must be enabled in the account before it answers to its credentials. */
  isOptIn?: true
}

/**
 * Regions with AgentCore Runtime, as AWS's region table had them in late 2026; us-east-1 first, because the Marketplace
 * image is only there. The table grows: wherever it is offered, another region may be typed in.
 */
export const agentCoreRegions: readonly AgentCoreRegion[] = [
  { name: 'us-east-1', place: 'N. Virginia' },
  { name: 'us-east-2', place: 'Ohio' },
  { name: 'us-west-1', place: 'N. California' },
  { name: 'us-west-2', place: 'Oregon' },
  { name: 'ca-central-1', place: 'Canada, Central' },
  { name: 'sa-east-1', place: 'São Paulo' },
  { name: 'eu-central-1', place: 'Frankfurt' },
  { name: 'eu-west-1', place: 'Ireland' },
  { name: 'eu-west-2', place: 'London' },
  { name: 'eu-west-3', place: 'Paris' },
  { name: 'eu-south-1', place: 'Milan', isOptIn: true },
  { name: 'eu-south-2', place: 'Spain', isOptIn: true },
  { name: 'eu-north-1', place: 'Stockholm' },
  { name: 'ap-south-1', place: 'Mumbai' },
  { name: 'ap-south-2', place: 'Hyderabad', isOptIn: true },
  { name: 'ap-southeast-1', place: 'Singapore' },
  { name: 'ap-southeast-2', place: 'Sydney' },
  { name: 'ap-southeast-5', place: 'Malaysia', isOptIn: true },
  { name: 'ap-southeast-7', place: 'Thailand', isOptIn: true },
  { name: 'ap-northeast-1', place: 'Tokyo' },
  { name: 'ap-northeast-2', place: 'Seoul' },
  { name: 'us-gov-west-1', place: 'GovCloud, US-West' },
]

export function agentCoreRegion(name: string): AgentCoreRegion | undefined {
  return agentCoreRegions.find((region) => region.name === name)
}
