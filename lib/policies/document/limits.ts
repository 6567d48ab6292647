/** Characters of all inline policies of one role together, white space not counted. A hard limit. Source: AWS, IAM quotas. */
export const INLINE_POLICIES_LIMIT = 10_240

/** Characters of one managed policy, white space not counted. A hard limit. Source: AWS, IAM quotas. */
export const MANAGED_POLICY_LIMIT = 6_144

/** Characters of a role's trust policy without a quota increase. Source: AWS, IAM quotas. */
export const TRUST_POLICY_LIMIT = 2_048

/** Characters that IAM's API takes in a policy parameter, white space included. Source: IAM API reference, PutRolePolicy. */
export const DOCUMENT_TEXT_LIMIT = 131_072

/** The deepest policy that means anything has 6 levels; the limit keeps a hostile text from exhausting the stack. */
export const NESTING_LIMIT = 32

/** The highest quota for a trust policy that this console reckons with. Source: AWS, IAM quotas. */
export const TRUST_POLICY_LIMIT_RAISED = 4_096
