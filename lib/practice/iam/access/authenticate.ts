import { timingSafeEqual } from 'node:crypto'
import { findKey } from '@/lib/practice/iam/access/identity'
import { type CommonError, commonError } from '@/lib/practice/wire/common-errors'
import type { ProtocolName } from '@/lib/practice/wire/models'
import type { Identity } from '@/lib/practice/wire/service'
import { isSigned, parseSignature, type Signed, signatureMatches } from '@/lib/practice/wire/sigv4'
import type { StateStore } from '@/lib/practice/wire/state'
import type { WireRequest } from '@/lib/practice/wire/wire'

const MAX_SKEW_MS = 15 * 60_000

const WRONG_SIGNATURE =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.'

export type Authentication = {
  request: WireRequest
  state: StateStore
  protocol: ProtocolName
  signingName: string
  /** The account's clock, for the expiry of sessions. Skew is measured on the real one, which the signers use. */
  now: number
}

/** Who signed, and for which region. Throws the protocol's own error when nobody valid did. */
export function authenticate(attempt: Authentication): { identity: Identity; region: string } {
  const { request, state, protocol } = attempt

  if (!isSigned(request)) {
    throw commonError(protocol, 'missing-authentication', 'Missing Authentication Token')
  }
  const signed = parseSignature(request)

  if (!signed) {
    throw commonError(
      protocol,
      'wrong-signature',
      'Authorization header requires Credential, SignedHeaders and Signature parameters of AWS4-HMAC-SHA256.',
    )
  }
  const key = findKey(state, signed.accessKeyId)
  // AWS takes a user's session without MFA for IAM as an unknown one.
  const isUnknown = !key || (key.isUserSession && attempt.signingName === 'iam')

  if (isUnknown || !sameText(signed.token ?? '', key.sessionToken ?? '')) {
    throw commonError(protocol, 'unknown-key', 'The security token included in the request is invalid.')
  }
  refuseScope(attempt, signed)

  if (!signatureMatches(request, signed, key.secretAccessKey)) {
    throw commonError(protocol, 'wrong-signature', WRONG_SIGNATURE)
  }
  if (key.expiresAt !== undefined && key.expiresAt <= attempt.now) {
    throw commonError(protocol, 'expired-token', 'The security token included in the request is expired')
  }
  return { identity: key.identity, region: signed.region }
}

function refuseScope({ protocol, signingName }: Authentication, signed: Signed): void {
  const wrong = (message: string, kind: CommonError = 'wrong-signature') => commonError(protocol, kind, message)
  const { at } = signed
  const skew = at - Date.now()

  if (Number.isNaN(at)) {
    throw wrong("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.")
  }
  if (Math.abs(skew) > MAX_SKEW_MS) {
    const limit = new Date(Date.now() - Math.sign(-skew) * MAX_SKEW_MS)
    throw wrong(
      skew < 0
        ? `Signature expired: ${compact(new Date(at))} is now earlier than ${compact(limit)} (${compact(new Date())} - 15 min.)`
        : `Signature not yet current: ${compact(new Date(at))} is still later than ${compact(limit)} (${compact(new Date())} + 15 min.)`,
    )
  }
  if (signed.date !== compact(new Date(at)).slice(0, 8)) {
    throw wrong('Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP.')
  }
  if (signed.service !== signingName) {
    throw wrong(`Credential should be scoped to correct service: '${signingName}'. `)
  }
  if (!/^[a-z]{2,8}(-[a-z]{2,12}){1,2}-\d{1,2}$/.test(signed.region)) {
    throw wrong('Credential should be scoped to a valid region. ')
  }
}

function compact(date: Date): string {
  return date.toISOString().replace(/[-:]|\.\d{3}/g, '')
}

function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
