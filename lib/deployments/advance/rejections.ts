import { MARKETPLACE_LISTING } from '@/lib/deployments/spec/image'
import type { Failure } from '@/lib/result'

type Meaning = Pick<Failure, 'message' | 'remedy' | 'link'>

/** What AgentCore's own words mean. Source of the words: AWS's troubleshooting pages and field reports. */
const MEANINGS: [pattern: RegExp, meaning: Meaning][] = [
  [
    /Ecr uri region .* does not match/i,
    {
      message: 'The image is in another region than the runtime.',
      remedy: 'Deploy in the region of the image, or copy the image to a repository in this region.',
    },
  ],
  [
    /Architecture incompatible/i,
    { message: 'The image is not built for arm64.', remedy: 'Build it for linux/arm64, or choose another image.' },
  ],
  [
    /idleRuntimeSessionTimeout must be less/i,
    {
      message: 'The idle time-out is longer than the maximum lifetime.',
      remedy: 'Shorten the idle time-out under Server.',
    },
  ],
  [
    /Authorizer already exists/i,
    {
      message: 'AWS does not accept the same authorizer again.',
      remedy: 'Try again; if it stays like this, switch to SigV4, launch, and switch back.',
    },
  ],
  [
    /iam:PassRole/,
    {
      message: 'You may not hand the execution role to AgentCore (iam:PassRole).',
      remedy: 'Ask an administrator to allow it; the preflight has a policy to hand over.',
    },
  ],
  [
    /CreateServiceLinkedRole|service-linked role/i,
    {
      message: 'The account’s first runtime needs a service-linked role, and you may not create it.',
      remedy: 'Ask an administrator to allow iam:CreateServiceLinkedRole; the preflight has a policy to hand over.',
    },
  ],
  [
    /explicit deny in a service control policy/i,
    {
      message: 'A rule of your organization forbids this (service control policy).',
      remedy: 'Ask the administrator of the organization, or deploy in another account.',
    },
  ],
  [
    /not subscribed|SubscriptionRequired/i,
    {
      message: 'The account has not accepted the AWS Marketplace listing of the image.',
      remedy: 'Accept the free listing once, then launch again.',
      link: { label: 'AWS Marketplace listing', href: MARKETPLACE_LISTING },
    },
  ],
]

/** The failure in plainer words, where AWS's are known. They stay in `details`. */
export function explainRejection(failure: Failure): Failure {
  const meaning = MEANINGS.find(([pattern]) => pattern.test(failure.details ?? ''))?.[1]
  return meaning ? { ...failure, ...meaning } : withRemedy(failure)
}

function withRemedy(failure: Failure): Failure {
  return failure.remedy === undefined
    ? { ...failure, remedy: 'Correct what AWS names under Setup, then launch again. What is made already stays.' }
    : failure
}
