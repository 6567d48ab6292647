/** What boto3's tables ask and the practice account says that it does not imitate: each a decision, and no other is refused. */
export const HONEST: readonly string[] = []
