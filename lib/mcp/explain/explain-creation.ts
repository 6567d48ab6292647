import type { Explanation } from '@/lib/mcp/model'

type CreationRule = { pattern: RegExp; explanation: Explanation }

/**
 * What AWS says when it refuses a runtime or fails to make one, which is also what `failureReason` holds. The
 * messages are from the failure catalogue (agentcore facts, section 3.4).
 */
export function explanationOfCreation(text: string): Explanation | undefined {
  return RULES.find(({ pattern }) => pattern.test(text))?.explanation
}

const RULES: CreationRule[] = [
  {
    pattern: /Role validation failed/i,
    explanation: {
      what: 'AgentCore could not assume the execution role.',
      why: 'The role is new and not known everywhere yet, or its trust policy does not name AgentCore for this account and region.',
      remedy: 'Wait a minute and launch again; if it stays, check the trust policy under Permissions.',
    },
  },
  {
    pattern: /Access denied while validating ECR URI/i,
    explanation: {
      what: 'AgentCore may not read the image.',
      why: 'The role lacks the three ECR permissions, the Marketplace subscription is missing, or the tag does not exist.',
      remedy: 'Subscribe to the server in AWS Marketplace, check the tag, and launch again.',
    },
  },
  {
    pattern: /Architecture incompatible/i,
    explanation: {
      what: 'The image is for another processor.',
      why: 'AgentCore runs arm64 images only.',
      remedy: 'Build the image for linux/arm64, and launch again.',
    },
  },
  {
    pattern: /Ecr uri region .{0,100} does not match/i,
    explanation: {
      what: 'The image is in another region than the runtime.',
      why: 'AgentCore takes private images of its own region only; the Marketplace image is in us-east-1.',
      remedy: 'Use us-east-1, or copy the image to a repository of your own in this region.',
    },
  },
  {
    pattern: /already exists/i,
    explanation: {
      what: 'There is a runtime of this name already.',
      why: 'Names are unique in an account and region, and stay taken for a moment after a deletion.',
      remedy: 'Edit the existing one, or choose another name.',
    },
  },
  {
    pattern: /idleRuntimeSessionTimeout must be less/i,
    explanation: {
      what: 'The idle time-out is longer than the maximum lifetime.',
      why: 'AWS requires the idle time-out to be the shorter one.',
      remedy: 'Set a shorter idle time-out under Settings, Edit.',
    },
  },
  {
    pattern: /failed to satisfy constraint/i,
    explanation: {
      what: 'A value is outside what AWS allows.',
      why: 'AWS names the field and the constraint in its message; a hyphen in the name is the usual one.',
      remedy: 'Correct that value under Settings, Edit.',
    },
  },
]
