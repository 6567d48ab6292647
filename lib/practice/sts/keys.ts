import { ACCOUNT_ID } from '@/lib/practice/account'
import { findKey, openUserSession } from '@/lib/practice/iam/access/identity'
import { credentialsOf } from '@/lib/practice/sts/credentials'
import { notImitatedText } from '@/lib/practice/wire/not-imitated'
import { operation } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'

const DEFAULT_SECONDS = 43_200

export const keyOperations = {
  /** For a user's own long-lived keys. Needs no permission, as on AWS. */
  GetSessionToken: operation<{ DurationSeconds?: number; SerialNumber?: string }, unknown>({
    authorization: () => [],
    run: ({ DurationSeconds = DEFAULT_SECONDS, SerialNumber }, call) => {
      const { identity } = call

      if (identity.type !== 'user' || findKey(call.state, identity.accessKeyId)?.isUserSession) {
        throw new ServiceError('AccessDenied', 'Cannot call GetSessionToken with session credentials', 403)
      }
      if (SerialNumber !== undefined) {
        throw new ServiceError(
          'AccessDenied',
          'MultiFactorAuthentication failed with invalid MFA one time pass code. ',
          403,
        )
      }
      return { Credentials: credentialsOf(openUserSession(call.state, { seconds: DurationSeconds, now: call.now() })) }
    },
  }),
  GetAccessKeyInfo: operation<{ AccessKeyId: string }, unknown>({
    run: ({ AccessKeyId }, call) => {
      if (!findKey(call.state, AccessKeyId)) {
        throw new ServiceError('ValidationError', `The access key ID ${AccessKeyId} is none of this account.`)
      }
      return { Account: ACCOUNT_ID }
    },
  }),
  /** AWS decodes what its services encoded. None that is imitated encodes its refusals, so there is nothing to decode. */
  DecodeAuthorizationMessage: operation<{ EncodedMessage: string }, unknown>({
    run: () => {
      throw new ServiceError('InvalidAuthorizationMessageException', notImitatedText('encoded authorization messages'))
    },
  }),
}
