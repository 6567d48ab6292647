/** Partition and DNS suffix follow from the region (agentcore facts, section 7). */
export function partitionOf(region: string): string {
  if (region.startsWith('us-gov-')) {
    return 'aws-us-gov'
  }
  if (region.startsWith('cn-')) {
    return 'aws-cn'
  }
  return region.startsWith('eusc-') ? 'aws-eusc' : 'aws'
}

export function dnsSuffix(region: string): string {
  if (region.startsWith('cn-')) {
    return 'amazonaws.com.cn'
  }
  return region.startsWith('eusc-') ? 'amazonaws.eu' : 'amazonaws.com'
}

export type Arn = { partition: string; service: string; region: string; accountId: string; resource: string }

/** The parts of `arn:partition:service:region:account:resource`; undefined when it isn't one. The resource keeps its colons. */
export function parseArn(text: string): Arn | undefined {
  const match = /^arn:([^:]+):([^:]+):([^:]*):([^:]*):(.+)$/s.exec(text)

  if (!match) {
    return undefined
  }
  const [, partition = '', service = '', region = '', accountId = '', resource = ''] = match
  return { partition, service, region, accountId, resource }
}
