import { type Explained, type Layer, type Rule, rulesOf } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'

/** Families of AWS's error codes, by their names. The first that fits is taken. */
const FAMILIES: { id: string; code: string; what: (operation: string) => Omit<Explained, 'cause'>; why: string }[] = [
  {
    id: 'not-found',
    code: String.raw`\w*(?:NotFound|NoSuch)\w*`,
    what: (operation) => ({
      title: `AWS does not find what ${operation} names.`,
      remedy: [
        'Compare the name or id with a list of what there is, in the region and the account that the call uses.',
        'It may also have been deleted meanwhile: look again, or make it again.',
      ],
    }),
    why: 'It is not in this account and region, or not any more.',
  },
  {
    id: 'in-the-way',
    code: String.raw`\w*(?:Conflict|AlreadyExists|InUse|ConcurrentModification|OperationAborted|UsernameExists|GroupExists)\w*`,
    what: (operation) => ({
      title: `Something stands in the way of ${operation}.`,
      remedy: [
        'Wait until the change before it is done, and try again.',
        'If it exists already, change that one, or take another name.',
      ],
    }),
    why: 'It exists already, is in use, or is being changed right now.',
  },
  {
    id: 'quota',
    code: String.raw`\w*(?:QuotaExceeded|LimitExceeded)\w*`,
    what: (operation) => ({
      title: `${operation} would go over a limit of AWS.`,
      remedy: [
        'Delete what nobody uses.',
        'Or ask for more under Service Quotas, in this region, if that limit can be raised.',
      ],
    }),
    why: 'AWS limits how many or how large these may be.',
  },
  {
    id: 'value',
    code: String.raw`\w*(?:Validation|InvalidParameter|InvalidInput|InvalidRequest|Malformed|SerializationException|MissingParameter|BadRequest|ParamValidation|Unsupported)\w*`,
    what: (operation) => ({
      title: `AWS does not accept a value of ${operation}.`,
      remedy: ['Correct what its message names, and send it again.'],
    }),
    why: 'Its message names the value and what it may be.',
  },
  {
    id: 'refused',
    code: '(?:NotAuthorized|Unauthorized)Exception',
    what: (operation) => ({
      title: `AWS refuses ${operation}.`,
      remedy: ['Read its message: it names the state of the user, or the token, that does not fit; change that first.'],
    }),
    why: 'Who or what the call is about is in no state for it.',
  },
  {
    id: 'own-error',
    code: String.raw`(?:InternalServer|InternalFailure|InternalError|ServiceUnavailable|ServiceFailure|ServiceException|\w*InternalErrorException|500|503)\w*`,
    what: (operation) => ({
      title: `AWS had an error of its own at ${operation}.`,
      remedy: [
        'Wait a few seconds and try again.',
        'If it stays for more than a few minutes, look at the AWS Health Dashboard.',
      ],
    }),
    why: 'The request was well formed, and AWS could not carry it out.',
  },
]

/** Whose operations: the rest belongs to the service that a command called. */
const OPERATIONS: [Layer, string][] = [
  ['inbound', 'InvokeAgentRuntime\\w*|StopRuntimeSession'],
  ['control-plane', '\\w*(?:AgentRuntime|WorkloadIdentit|ApiKeyCredential|Oauth2Credential)\\w*'],
  ['iam', '\\w*(?:Role|RolePolic|UserPolic|GroupPolic|PolicyVersion|InstanceProfile|AccessKey)\\w*'],
  [
    'cognito',
    'Admin\\w+|InitiateAuth|RespondToAuthChallenge|GetTokensFromRefreshToken|RevokeToken|\\w*(?:UserPool|ResourceServer|SoftwareToken|UserAttribute)\\w*',
  ],
  [
    'logs',
    '\\w*(?:LogGroup|LogStream|LogEvent|LogRecord|LiveTail|RetentionPolicy|MetricFilter|SubscriptionFilter)\\w*|(?:Start|Stop|Describe|Get)Quer(?:y|ies)\\w*',
  ],
  ['aws-cli', '\\w+'],
]

/** What AWS answers to an operation, where no rule knows the words themselves: the code says what kind of refusal it is. */
export const SAID_RULES: Rule[] = OPERATIONS.flatMap(([layer, operation], at) => {
  const others = OPERATIONS.slice(0, at).map(([, names]) => names)
  const not = others.length > 0 ? `(?!(?:${others.join('|')}) operation)` : ''
  return rulesOf(
    layer,
    FAMILIES.map(({ id, code, what, why }) => ({
      id: `said-${id}-${layer}`,
      isFallback: true,
      certainty: 'possible',
      hints: ['when calling the'],
      pattern: new RegExp(
        String.raw`An error occurred \((${code})\) when calling the ${not}(${operation}) operation(?: \([^)]{1,80}\))?:? ?([^\n]{0,240})`,
      ),
      about: ([, name = '', called = '']) => `${called} ${name}`,
      sources: [SOURCES.commonErrors],
      explain: ([, name = '', called = '', words = '']) => ({
        ...what(called),
        cause: words.trim() === '' ? why : `${why} AWS says: ${words.trim()} (${name})`,
      }),
    })),
  )
})
