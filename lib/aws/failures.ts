import { redact } from '@/lib/log'
import type { Failure } from '@/lib/result'

export type AwsErrorFacts = {
  /** Exception name as the SDK gives it: `AccessDeniedException`, `Throttling`, `CredentialsProviderError`. */
  name: string
  message: string
  status?: number | undefined
  requestId?: string | undefined
  isNetwork: boolean
}

type Rule = {
  matches: (facts: AwsErrorFacts) => boolean
  failure: (facts: AwsErrorFacts) => Omit<Failure, 'details' | 'requestId'>
}

/** What an AWS error means for the person in front of it. AWS's own words stay in `details`. */
export function failureOfAwsError(facts: AwsErrorFacts): Failure {
  const rule = RULES.find(({ matches }) => matches(facts))
  const failure = rule?.failure(facts) ?? {
    code: 'aws-rejected' as const,
    message: `AWS refused the request: ${facts.message}`,
  }

  return {
    ...failure,
    // A credential helper's message can quote its own command line.
    details: `${facts.name}: ${fromProvider(facts) ? redact(facts.message) : facts.message}`,
    requestId: facts.requestId,
  }
}

const NOT_IMITATED = /^The practice account does not imitate .+/

const named = (pattern: RegExp) => (facts: AwsErrorFacts) => pattern.test(facts.name)

const fromProvider = ({ name }: AwsErrorFacts) => /CredentialsProviderError|TokenProviderError/.test(name)

const RULES: Rule[] = [
  {
    // What lib/practice/wire/not-imitated.ts says, whatever its code. AWS never does.
    matches: (facts) => NOT_IMITATED.test(facts.message),
    failure: ({ message }) => ({
      code: 'aws-rejected',
      message: NOT_IMITATED.exec(message)?.[0] ?? message,
      remedy:
        'AWS has it: connect an AWS account to use it. The practice account holds what Slipway needs, and no more.',
      link: { label: 'Connections', href: '/settings' },
    }),
  },
  {
    matches: (facts) =>
      fromProvider(facts) && /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT)\b/.test(facts.message),
    failure: () => ({
      code: 'unavailable',
      message: 'The service that hands out these AWS credentials could not be reached.',
      remedy: 'Check the network, then try again. Nothing was lost.',
    }),
  },
  {
    // What `tooSlow` and lib/aws/credential-process.ts say; the SDK keeps nothing else of it.
    matches: (facts) => fromProvider(facts) && /did not finish its answer within/.test(facts.message),
    failure: () => ({
      code: 'timeout',
      message: 'What hands out these AWS credentials took too long.',
      remedy: 'Check the network, then try again. SLIPWAY_AWS_TIMEOUT_MS gives it more time.',
    }),
  },
  {
    matches: (facts) => fromProvider(facts) && /multi-factor/i.test(facts.message),
    failure: () => ({
      code: 'credentials-missing',
      message: 'This profile asks for an MFA code, which only a terminal can enter.',
      remedy: 'Choose a profile that signs in with SSO or aws login, or export temporary credentials.',
    }),
  },
  {
    matches: named(/^(ExpiredToken(Exception)?|RequestExpired|TokenRefreshRequired)$/),
    failure: () => ({
      code: 'credentials-expired',
      message: 'The AWS credentials of this connection have expired.',
      remedy: 'Sign in to AWS again in a terminal, then try once more. Nothing was lost.',
    }),
  },
  {
    matches: (facts) =>
      fromProvider(facts) && /expired|sso login|aws login|re-?authenticate|SSO session/i.test(facts.message),
    failure: () => ({
      code: 'credentials-expired',
      message: 'The AWS sign-in of this connection has expired.',
      remedy: 'Sign in to AWS again in a terminal, then try once more. Nothing was lost.',
    }),
  },
  {
    matches: named(/^(CredentialsProviderError|TokenProviderError)$/),
    failure: () => ({
      code: 'credentials-missing',
      message: 'This connection has no AWS credentials.',
      remedy: 'Choose another connection, or configure credentials in a terminal and try again.',
    }),
  },
  {
    matches: named(
      /UnrecognizedClientException|InvalidClientTokenId|InvalidSignatureException|SignatureDoesNotMatch|IncompleteSignature|MissingAuthenticationToken/,
    ),
    failure: () => ({
      code: 'credentials-missing',
      message: 'AWS does not accept the credentials of this connection.',
      remedy: 'Choose another connection, or configure credentials in a terminal and try again.',
    }),
  },
  {
    matches: (facts) =>
      facts.status === 429 ||
      /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|PriorRequestNotComplete/i.test(facts.name),
    failure: () => ({
      code: 'throttled',
      message: 'AWS asks to slow down.',
      remedy: 'Wait a few seconds and try again.',
    }),
  },
  {
    matches: (facts) => /AccessDenied|UnauthorizedOperation|NotAuthorized$|^Forbidden/.test(facts.name),
    failure: (facts) => ({
      code: 'access-denied',
      message: deniedSentence(facts.message),
      remedy: 'Ask an administrator of the account to allow it.',
      link: { label: 'Policy for an administrator', href: '/settings#operator-policy' },
    }),
  },
  {
    matches: named(/ResourceNotFound|NoSuchEntity|UserNotFound|^NotFound/),
    failure: () => ({
      code: 'not-found',
      message: 'AWS does not find it. It may have been deleted elsewhere.',
      remedy: 'Look again to see what AWS has now.',
    }),
  },
  {
    matches: named(/ServiceQuotaExceeded|LimitExceeded/),
    failure: () => ({
      code: 'quota',
      message: 'A quota of the AWS account is used up.',
      remedy: 'Delete what is no longer needed, or ask AWS for a higher quota, then try again.',
    }),
  },
  {
    matches: named(/Conflict|EntityAlreadyExists|UsernameExists|ResourceInUse|ConcurrentModification|AlreadyExists/),
    failure: () => ({
      code: 'conflict',
      message: 'Something in AWS stands in the way: it exists already, or is being changed right now.',
      remedy: 'Wait a moment and try again; Slipway looks at AWS first.',
    }),
  },
  {
    matches: (facts) => facts.isNetwork,
    failure: (facts) => ({
      code: /timeout/i.test(facts.name + facts.message) ? 'timeout' : 'unavailable',
      message: 'AWS could not be reached.',
      remedy: 'Check the network and the region, then try again. Nothing was lost.',
    }),
  },
  {
    matches: (facts) => (facts.status ?? 0) >= 500,
    failure: () => ({
      code: 'unavailable',
      message: 'AWS had an error of its own.',
      remedy: 'Wait a few seconds and try again.',
    }),
  },
]

function deniedSentence(message: string): string {
  const action = /not authorized to perform: ([\w-]+:\w+)/.exec(message)?.[1]
  return action ? `You are not allowed to call ${action}.` : 'AWS denies this to the current credentials.'
}
