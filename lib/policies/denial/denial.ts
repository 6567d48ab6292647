/** Which kind of policy said no. `trust` is the trust policy of the role that was to be assumed. */
export type DenyingPolicy = 'identity' | 'boundary' | 'scp' | 'rcp' | 'session' | 'vpc-endpoint' | 'resource' | 'trust'

/** What an AWS message says about a refused request. What the message doesn't say is absent. */
export type Denial = {
  /** `implicit`: nothing allows it; `explicit`: a Deny statement matched; `unknown`: the wording doesn't tell. */
  effect: 'implicit' | 'explicit' | 'unknown'
  policy?: DenyingPolicy | undefined
  /** ARN of the policy that denied, in the newest wordings. */
  policyArn?: string | undefined
  principal?: string | undefined
  /** `service:Action`, the prefix in lower case. */
  action?: string
  /** An ARN, or `*`. */
  resource?: string | undefined
  /** Name of the API operation, where a CLI or SDK put it before the message. */
  operation?: string | undefined
  /** Ciphertext for `aws sts decode-authorization-message`. */
  encodedMessage?: string | undefined
}

/**
 * Reads a refused request out of pasted text: a bare message, a log line, several lines, JSON or XML. Null when it isn't about
 * authorization. Wordings: IAM user guide, "Troubleshoot access denied error messages", and the older forms without a reason.
 */
export function readDenial(text: string): Denial | null {
  const line = plain(text.slice(0, TEXT_LIMIT))
  const encoded = ENCODED.exec(line)?.[1]
  const operation = OPERATION.exec(line)?.[1]
  const told = readSentence(line) ?? readDecoded(line)

  if (!(told || encoded || REFUSED.test(line))) {
    return null
  }
  return {
    ...(told ?? { effect: 'unknown' }),
    operation,
    encodedMessage: encoded,
  }
}

/** Longer pastes are whole log files; the message is looked for at their start. */
const TEXT_LIMIT = 200_000
/** Ciphertexts are URL-safe base64 with `-` and `_`. */
const ENCODED = /encoded authorization failure message: ?([\w+/=-]{20,})/i
const OPERATION = /when calling the (\w+) operation/i
const REFUSED =
  /\b(access ?denied(exception)?|unauthorizedoperation|accessdeniedfault|authorizationerror|not authorized to|access to the resource \S+ is denied|explicit deny in an?)\b/i

/** JSON escapes and XML entities undone, white space made single: a terminal wraps, a log escapes. */
function plain(text: string): string {
  return text
    .replace(/(?<!\\)\\+(["'/])/g, '$1')
    .replace(/(?<!\\)\\+[nrt]/g, ' ')
    .replace(/\\u003c/gi, '<')
    .replace(/\\u003e/gi, '>')
    .replace(/&quot;|&#34;/g, '"')
    .replace(/&#39;|&apos;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
}

const SENTENCE = /not authorized to perform(?: action)?: ?["']?([A-Za-z][\w-]*:[A-Za-z]\w*)["']?/i

function readSentence(line: string): Denial | undefined {
  const found = SENTENCE.exec(line)

  if (!found?.[1]) {
    return undefined
  }
  const [service = '', name = ''] = found[1].split(':')
  const before = line.slice(0, found.index)
  const principal = /(?:User: ["']?(\S+?)["']?|(?<![\w:/])["']?(arn:aws[\w-]*:(?:iam|sts)::\S+?)["']?) is $/i.exec(
    before,
  )
  const after = untilNext(line.slice(found.index + found[0].length))
  const who = principal?.[1] ?? principal?.[2]
  return {
    ...readReason(after),
    principal: who,
    action: `${service.toLowerCase()}:${name}`,
    resource: readResource(after, who),
  }
}

/** What `aws sts decode-authorization-message` answers. */
function readDecoded(line: string): Denial | undefined {
  const explicit = /"explicitDeny" ?: ?(true|false)/.exec(line)?.[1]
  const [, service, name] = /"action" ?: ?"([\w-]+):(\w+)"/.exec(line) ?? []
  const resource = /"resource" ?: ?"([^"]+)"/.exec(line)?.[1]
  const principal = /"arn" ?: ?"(arn:[^"]+)"/.exec(line)?.[1]

  if (!(explicit && service && name)) {
    return undefined
  }
  return {
    effect: explicit === 'true' ? 'explicit' : 'implicit',
    principal,
    action: `${service.toLowerCase()}:${name}`,
    resource,
  }
}

/** A paste can hold many messages; the reason belongs to the first. */
function untilNext(after: string): string {
  const next = SENTENCE.exec(after)
  return next ? after.slice(0, next.index) : after
}

const REASON_STARTS = String.raw`(?= because no | with an explicit deny| as an? \S+ policy)`
const QUOTED = /^ on resources?(?:\(s\))?: ?(?:"([^"]+)"|'([^']+)')/i
const REASONED = new RegExp(String.raw`^ on resources?(?:\(s\))?: ?([^"'<>{}]{1,2048}?)${REASON_STARTS}`, 'i')
const NAMED = /^ on resources?(?:\(s\))?: ?((?:role|user|group|policy|instance profile) [\w+=,.@/-]+)/i
const BARE = /^ on resources?(?:\(s\))?: ?([^\s"'<>{}]+)/i

function readResource(after: string, principal: string | undefined): string | undefined {
  const quoted = QUOTED.exec(after)
  const found =
    quoted?.[1] ?? quoted?.[2] ?? REASONED.exec(after)?.[1] ?? NAMED.exec(after)?.[1] ?? BARE.exec(after)?.[1]
  const text = found?.trim().replace(/(?<![,;.)\]])[,;.)\]]+$/, '')

  if (!text || text === '*' || text === '***') {
    return text ? '*' : undefined
  }
  return text.startsWith('arn:') ? unmasked(text) : iamArn(text, principal)
}

/** API Gateway writes an account as `********1234`; as a pattern, one star says the same. */
function unmasked(arn: string): string {
  return arn.replace(/:\*{2,}(\d{0,12}):/, ':*$1:')
}

/** Old IAM messages name `role deploy` or `policy path /x` instead of an ARN. */
function iamArn(text: string, principal: string | undefined): string | undefined {
  const [, partition, account] = /^arn:([\w-]+):\w+::(\d{12}):/.exec(principal ?? '') ?? []
  const [, type, name] = /^(role|user|group|policy|instance profile) (?:path )?(\S+)$/i.exec(text) ?? []
  return account && type && name
    ? `arn:${partition}:iam::${account}:${type.toLowerCase().replace(' ', '-')}/${name.replace(/^\//, '')}`
    : undefined
}

const POLICIES: [RegExp, DenyingPolicy][] = [
  [/^identity[- ]based/i, 'identity'],
  [/^permissions? boundar/i, 'boundary'],
  [/^service control/i, 'scp'],
  [/^resource control/i, 'rcp'],
  [/^session/i, 'session'],
  [/^(vpc )?endpoint/i, 'vpc-endpoint'],
  [/^resource[- ]based/i, 'resource'],
  [/^(role )?trust/i, 'trust'],
]

function readReason(after: string): Denial {
  const implicit = / because no ([\w -]{3,40}?) (?:policy )?allows/i.exec(after)
  const explicit = / with an explicit deny(?: in (?:an?|the) ([\w-]+(?: [\w-]+){0,3}))?/i.exec(after)
  const named = (implicit ?? explicit)?.[1] ?? ''
  const policy = POLICIES.find(([name]) => name.test(named))?.[1]
  const policyArn = / polic(?:y|ies): ?["']?(arn:[\w-]+:(?:organizations|iam)::[\w:/+=,.@-]+)/i.exec(after)?.[1]
  return {
    effect: implicit ? 'implicit' : explicit ? 'explicit' : 'unknown',
    policy,
    policyArn: policyArn?.replace(/[.,]$/, ''),
  }
}
