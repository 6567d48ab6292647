import type { SpecCheck } from '@/lib/deployments/check/check-notes'
import { refusal, warning } from '@/lib/deployments/check/check-notes'
import { imageFaults } from '@/lib/deployments/check/image-faults'
import { isMarketplaceImage, MARKETPLACE_REGION, PUBLIC_REPOSITORY, parseImage } from '@/lib/deployments/spec/image'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { MARKETPLACE_LISTING } from '@/lib/routes'

const FIELD = 'server.image'

export function checkImage(spec: DeploymentSpec): SpecCheck {
  const { server, region } = spec
  const image = parseImage(server.image)

  if (!image) {
    return {
      refusals: [refusal(FIELD, 'This is not an Amazon ECR image.', 'Use an image from Amazon ECR.')],
      warnings: [],
    }
  }
  const marketplace = isMarketplaceImage(image)
  const elsewhere = image.registry === 'private' && image.region !== region
  const wayOut = marketplace
    ? `Deploy in ${MARKETPLACE_REGION}, copy the image to a repository of your own in ${region}, or use ${PUBLIC_REPOSITORY}.`
    : `Copy the image to a repository in ${region}, or deploy in ${elsewhere ? image.region : region}.`

  return {
    refusals: [
      ...(elsewhere
        ? [
            refusal(
              FIELD,
              `AgentCore takes images from the runtime's own region only; this one is in ${image.region}.`,
              wayOut,
            ),
          ]
        : []),
      ...(image.tag === 'LATEST_VERSION'
        ? [
            refusal(
              FIELD,
              'LATEST_VERSION is a placeholder, not a tag.',
              'Use a tag from the Marketplace listing, such as 1.2.0.',
            ),
          ]
        : []),
      ...(image.tag === undefined && image.digest === undefined
        ? [
            refusal(
              FIELD,
              'The image has no tag.',
              'Add the version to deploy, such as :1.2.0, so that it is the same every time.',
            ),
          ]
        : []),
    ],
    warnings: [
      ...(marketplace && !elsewhere ? [subscription] : []),
      ...(image.tag === 'latest' ? [movingTag] : []),
      ...(image.registry === 'public' ? [publicImage] : []),
      ...imageFaults(spec, image),
    ],
  }
}

const subscription = warning(
  'info',
  'marketplace-subscription',
  'The AWS Marketplace subscription can’t be checked beforehand',
  'The image is free, but the account must have accepted the listing once. If it has not, AWS will say “Access denied while validating ECR URI”.',
  { link: { label: 'AWS Marketplace listing', href: MARKETPLACE_LISTING } },
)

const movingTag = warning(
  'warning',
  'moving-tag',
  'The tag latest can change under you',
  'A new session may get another version than the one that was tried. A version number stays what it is.',
)

const publicImage = warning(
  'info',
  'public-image',
  'A public image',
  'AWS accepts addresses of the public registry; whether it can start this image on AgentCore shows only at launch.',
)
