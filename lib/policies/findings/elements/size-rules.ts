import { policySize } from '@/lib/policies/document/document'
import { INLINE_POLICIES_LIMIT, MANAGED_POLICY_LIMIT, TRUST_POLICY_LIMIT } from '@/lib/policies/document/limits'
import type { RuleFamily } from '@/lib/policies/findings/rule'

type Code =
  | 'POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA'
  | 'POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA'
  | 'SLIPWAY_SIZE_EXCEEDS_MANAGED_POLICY_QUOTA'

/** Sizes as IAM counts them: without white space. */
export const sizeRules: RuleFamily<Code> = {
  rules: {
    POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA: {
      type: 'warning',
      about: `More than ${INLINE_POLICIES_LIMIT} characters: too much for the inline policies of a role.`,
    },
    POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA: {
      type: 'warning',
      about: `A trust policy of more than ${TRUST_POLICY_LIMIT} characters.`,
    },
    SLIPWAY_SIZE_EXCEEDS_MANAGED_POLICY_QUOTA: {
      type: 'suggestion',
      about: `More than ${MANAGED_POLICY_LIMIT} characters: fits as an inline policy, but not as a managed policy.`,
    },
  },
  checkPolicy({ text, root, kind }, say) {
    const size = policySize(text)
    const place = { node: { offset: root.offset, length: 1 }, path: [] }

    if (kind === 'trust') {
      if (size > TRUST_POLICY_LIMIT) {
        const message = `The policy has ${size} characters without white space; a trust policy can have ${TRUST_POLICY_LIMIT}, unless the quota was raised.`
        say('POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA', place, message)
      }
    } else if (size > INLINE_POLICIES_LIMIT) {
      const message = `The policy has ${size} characters without white space; all inline policies of a role together can have ${INLINE_POLICIES_LIMIT}.`
      say('POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA', place, message)
    } else if (size > MANAGED_POLICY_LIMIT) {
      const message = `The policy has ${size} characters without white space: as a managed policy it could have ${MANAGED_POLICY_LIMIT}.`
      say('SLIPWAY_SIZE_EXCEEDS_MANAGED_POLICY_QUOTA', place, message)
    }
  },
}
