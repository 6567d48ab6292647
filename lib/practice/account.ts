export const ACCOUNT_ID = '000000000000'
export const PARTITION = 'aws'
/** The region that the launcher prints; every other one works as well, with the same account behind it. */
export const DEFAULT_REGION = 'us-east-1'
export const OPERATOR_NAME = 'practice-operator'
