/** Account and region of the AWS Marketplace repository; its image is published nowhere else. */
export const MARKETPLACE_ACCOUNT = '709825985650'
export const MARKETPLACE_REGION = 'us-east-1'
export const MARKETPLACE_REPOSITORY = `${MARKETPLACE_ACCOUNT}.dkr.ecr.${MARKETPLACE_REGION}.amazonaws.com/amazon-web-services/aws-api-mcp-server`
export const PUBLIC_REPOSITORY = 'public.ecr.aws/awslabs-mcp/awslabs/aws-api-mcp-server'

/** A tag that is known to exist in the Marketplace repository; there is no list of tags to ask for. */
export const DEFAULT_TAG = '1.2.0'

export type Image = {
  repository: string
  tag?: string | undefined
  digest?: string | undefined
} & ({ registry: 'public' } | { registry: 'private'; accountId: string; region: string })

/** The parts of an ECR image address; undefined when it isn't one. */
export function parseImage(uri: string): Image | undefined {
  const match =
    /^(?:(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?|public\.ecr\.aws)\/([^:@]+)(?::([^:@]+))?(?:@(.+))?$/.exec(
      uri,
    )

  if (!match) {
    return undefined
  }
  const [, accountId, region, repository = '', tag, digest] = match
  const parts = { repository, tag, digest }
  return accountId && region ? { registry: 'private', accountId, region, ...parts } : { registry: 'public', ...parts }
}

export function isMarketplaceImage(image: Image): boolean {
  return image.registry === 'private' && image.accountId === MARKETPLACE_ACCOUNT
}
