import type { Credentials as Answered } from '@aws-sdk/client-sts'
import type { Credentials } from '@/lib/practice/iam/access/identity'

export function credentialsOf({ accessKeyId, secretAccessKey, sessionToken, expiration }: Credentials): Answered {
  return {
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: sessionToken,
    Expiration: expiration,
  }
}
