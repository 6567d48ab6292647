import { type Explained, rulesOf } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'

/** A name that is refused, for its length or its letters, or an idle time-out. */
function refusedValue(isIdle: boolean, isLong: boolean): Explained {
  if (isIdle) {
    return {
      title: 'The idle time-out is longer than the maximum lifetime.',
      cause: 'A session cannot be idle for longer than it may live.',
      remedy: ['Shorten idleRuntimeSessionTimeout, or raise maxLifetime (28,800 seconds at most), and launch again.'],
      actions: [{ type: 'edit-runtime' }],
    }
  }
  return {
    title: isLong ? 'AWS refused the name: it is too long or empty.' : 'AWS refused the name: it may have no hyphen.',
    cause: 'A name starts with a letter, and has letters, digits and underscores only, 48 at most.',
    remedy: ['Use a short name with underscores in place of hyphens, such as my_runtime, and launch again.'],
    actions: [{ type: 'edit-runtime' }],
  }
}

const REQUESTS = ['aws', 'call', 'paste'] as const

export const CONTROL_PLANE_RULES = rulesOf('control-plane', [
  {
    id: 'role-refused',
    over: ['access-denied'],
    hints: [
      'role validation failed',
      'assume the execution role',
      'assume execution role',
      'unable to as...',
      'bedrock-agentcore.amazonaws.com is not authorized',
    ],
    pattern:
      /Role validation failed|(Failed|Unable) to assume (the )?execution role|Unable to as\.\.\.(ex)?e?cution role|bedrock-agentcore\.amazonaws\.com is not authorized to perform: sts:AssumeRole/i,
    sources: [SOURCES.permissions],
    explain: {
      title: 'AgentCore cannot assume the execution role.',
      cause: 'The role is gone or too new, or its trust policy does not name AgentCore for this account and region.',
      remedy: [
        'If the role is new, wait a minute and try again.',
        'Else check that it exists, and that its trust policy allows sts:AssumeRole to bedrock-agentcore.amazonaws.com, with aws:SourceAccount of this account and aws:SourceArn of this region.',
      ],
      actions: [{ type: 'edit-role' }],
    },
  },
  {
    id: 'value-refused',
    hints: [
      "agentruntimename' failed to satisfy",
      '[a-za-z][a-za-z0-9_]',
      'idleruntimesessiontimeout must be',
      'agent_runtime_name',
      '#/agentruntimename',
      'invalid agent name',
      'runtime name must',
    ],
    pattern:
      /at '(agentRuntimeName)' failed to satisfy constraint: Member must (have length)?|(\[a-zA-Z\]\[a-zA-Z0-9_\])|(agent_runtime_name).{0,80}(?:must match|must start with|invalid|regular expression)|(#\/AgentRuntimeName): ?(?:failed|string)|(Invalid agent name|Runtime name must)|idleRuntimeSessionTimeout must be less/i,
    over: ['constraint-refused'],
    sources: [SOURCES.troubleshooting],
    about: ([words]) => (/idle/i.test(words) ? 'idle' : 'name'),
    explain: (match) => refusedValue(/idle/i.test(match[0]), match[2] !== undefined),
  },
  {
    id: 'lifetime-refused',
    hints: ['maxlifetime must be', 'idleruntimesessiontimeout must be'],
    pattern: /(maxLifetime|idleRuntimeSessionTimeout) must be (?:less|greater) than or equal to (\d{1,8})/i,
    over: ['value-refused'],
    sources: [SOURCES.troubleshooting],
    about: ([, field = '']) => field,
    explain: ([words, field, limit]) => ({
      title: `${field} is out of its range.`,
      cause: `AgentCore counts it in seconds, and takes ${/less/i.test(words) ? 'at most' : 'at least'} ${limit}.`,
      remedy: [`Set ${field} to ${limit} or ${/less/i.test(words) ? 'less' : 'more'}, and launch again.`],
      actions: [{ type: 'edit-runtime' }],
    }),
  },
  {
    id: 'constraint-refused',
    hints: ['failed to satisfy constraint'],
    pattern:
      /(?:Value (?:'([^']{0,60})'[^']{0,20})?)?at '([\w.[\]-]{1,120})' failed to satisfy constraint: (Member must [^;"]{1,160})/i,
    where: [...REQUESTS],
    certainty: 'likely',
    sources: [SOURCES.troubleshooting],
    about: ([, , field = '']) => field,
    explain: ([, , field, must]) => ({
      title: `AWS refused the value of ${field}.`,
      cause: `AWS says what it takes there: ${must?.trim().replace(/[.,]$/, '')}.`,
      remedy: [
        /arn:/i.test(must ?? '')
          ? `Give ${field} as a whole ARN (arn:aws:…), not as a name. Then try again.`
          : `Correct ${field}; capitals count. Then try again.`,
      ],
      actions: [{ type: 'edit-runtime' }],
    }),
  },
  {
    id: 'env-limit',
    hints: ['environment variables', 'environmentvariables'],
    pattern:
      /total size of environment variables.{0,60}exceeds|environment ?variables.{0,60}(exceeds? the (limit|maximum)|too (many|large))|at 'environmentVariables[^']{0,80}' failed to satisfy constraint/i,
    over: ['constraint-refused'],
    where: [...REQUESTS],
    sources: [SOURCES.troubleshooting],
    explain: {
      title: 'The environment variables of the runtime are too many or too long.',
      cause:
        'AgentCore takes 50 of them, 5,000 characters in each value, and 4 KB of all names and values together (2.5 KB on platform V2).',
      remedy: [
        'Remove environment variables that the server does not need.',
        'Put long values into Parameter Store or Secrets Manager, or into an image of your own.',
      ],
      actions: [{ type: 'edit-runtime' }],
    },
  },
  {
    id: 'authorizer-exists',
    hints: ['authorizer already exists'],
    pattern: /Authorizer already exists/i,
    sources: [SOURCES.oauth],
    explain: {
      title: 'AWS does not accept the same authorizer again.',
      cause:
        'A fault of AWS: an update that sends the unchanged JWT settings is at times taken for a second authorizer.',
      remedy: [
        'Wait a minute and try again.',
        'If it stays like this, switch inbound sign-in to SigV4, launch, and switch back to JWT.',
        'In Terraform or CloudFormation: remove the authorizer configuration, apply, and add it again.',
      ],
      actions: [{ type: 'edit-runtime' }],
    },
  },
  {
    id: 'authorizer-incomplete',
    hints: ['allowedaudience', 'allowedclients'],
    pattern:
      /At least one of.{0,120}allowed(Audience|Clients)|allowed(Audience|Clients).{0,80}(must be (provided|specified|set)|is required|are required|must not be empty)/i,
    where: [...REQUESTS],
    sources: [SOURCES.oauth],
    explain: {
      title: 'The JWT authorizer does not say whose tokens it takes.',
      cause: 'It needs an allowed client id, audience, scope or claim beside the discovery URL.',
      remedy: [
        'Cognito access tokens have no audience: set allowedClients to the app client id.',
        'Other issuers: set allowedAudience to the aud of the token, or allowedClients to its client_id.',
      ],
      actions: [{ type: 'edit-runtime' }],
    },
  },
  {
    id: 'discovery-url',
    hints: ['discoveryurl', 'discovery url', 'openid configuration from', 'openid-configuration'],
    pattern:
      /discoveryUrl[^']{0,40}' failed to satisfy constraint|(?:Reason: |ValidationException.{0,200})(?:Failed|Unable) to (?:fetch|retrieve|load) .{0,60}(?:OpenID configuration|openid-configuration)|\b(invalid|fail\w*|unable|could not|cannot|unreachable|not reachable)\b.{0,120}discovery ?url|discovery ?url.{0,120}(is invalid|not valid|fail(ed|s)|could not|cannot|unreachable|not reachable|timed out)/i,
    over: ['constraint-refused', 'oauth-metadata'],
    where: [...REQUESTS],
    sources: [SOURCES.oauth],
    explain: {
      title: 'AgentCore cannot use the discovery URL.',
      cause:
        'It must have /.well-known/openid-configuration behind the issuer, and AgentCore must reach it from the public internet.',
      remedy: [
        'Open the URL in a browser: it must show JSON with issuer and jwks_uri.',
        'For Cognito it is https://cognito-idp.REGION.amazonaws.com/POOL_ID/.well-known/openid-configuration, not the sign-in domain.',
      ],
      actions: [{ type: 'edit-runtime' }],
    },
  },
  {
    id: 'header-refused',
    hints: ['requestheaderallowlist', 'authorization header is only allowed'],
    pattern:
      /Authorization header is only allowed with|is not allowed in requestHeaderAllowlist|requestHeaderAllowlist[^']{0,40}' failed to satisfy constraint/i,
    over: ['constraint-refused'],
    sources: [SOURCES.contract],
    explain: {
      title: 'AgentCore refuses a header of the allow-list.',
      cause:
        'Authorization is handed on with JWT sign-in only; other names begin with X-Amzn-Bedrock-AgentCore-Runtime-Custom-.',
      remedy: ['Remove the header from the list, or sign callers in by JWT if the server needs their token.'],
      actions: [{ type: 'edit-runtime' }],
    },
  },
  {
    id: 'not-subscribed',
    hints: ['subscriptionrequired', 'not subscribed', 'needs a subscription', 'subscribe to this product'],
    pattern:
      /SubscriptionRequired(Exception)?\b|(?:need|have|must) (?:to )?subscribe to this product|not subscribed to.{0,80}(marketplace|product|image)|not subscribed\b.{0,80}marketplace|marketplace.{0,80}\bnot subscribed/i,
    over: ['access-denied'],
    sources: [SOURCES.image],
    certainty: 'likely',
    explain: {
      title: 'The account has not accepted the AWS Marketplace listing of the image.',
      cause: 'AgentCore may pull the Marketplace image only for accounts that subscribed to its free listing.',
      remedy: [
        'Accept the listing once in AWS Marketplace, wait a minute, then launch again.',
        'If the image is your own: the account may not be fully signed up; look for open steps under AWS Billing.',
      ],
      actions: [{ type: 'subscribe' }],
    },
  },
  {
    id: 'image-too-large',
    hints: ['image size', 'image is too large'],
    pattern:
      /image size.{0,60}exceed\w{0,3}.{0,40}(?:maximum|limit|allowed|2 ?GB)\b(?!.{0,30}\b\d{1,3}(?:\.\d)? ?[KM]B\b)|image (is too large|size (must|limit))|exceeds the maximum (allowed )?image size/i,
    sources: [SOURCES.troubleshooting],
    explain: {
      title: 'The image is larger than 2 GB.',
      cause: 'AgentCore takes images of up to 2 GB.',
      remedy: [
        'Make it smaller: a slim base image, a build in several stages, no caches or build tools in the last one.',
        'docker history IMAGE shows which layer is large.',
      ],
      actions: [{ type: 'edit-runtime' }],
    },
  },
  {
    id: 'kms-key',
    hints: ['kms key', 'kmsinvalidstate', 'kmsdisabled', 'kmsnotfound'],
    pattern:
      /\bKMS key.{0,160}(is (disabled|pending deletion|invalid)|does not exist|not found|is not enabled)|KMS(InvalidState|Disabled|NotFound)Exception/i,
    where: [...REQUESTS],
    sources: [SOURCES.troubleshooting],
    explain: {
      title: 'The KMS key cannot be used.',
      cause: 'It is switched off, waits to be deleted, or is in another region or account.',
      remedy: [
        'Enable the key or cancel its deletion in KMS, or choose another key of this region.',
        'aws kms describe-key --key-id KEY shows its state.',
      ],
    },
  },
  {
    id: 'throttled',
    severity: 'warning',
    hints: ['throttl', 'rate exceeded', 'toomanyrequests', 'rate limit exceeded', 'requestlimitexceeded'],
    pattern:
      /\b(Throttling(Exception)?|TooManyRequestsException|RequestLimitExceeded|ThrottledException)\b|Rate exceeded|(?<!\b(?:GitHub|GitLab|OpenAI|npm)\b.{0,80})Rate limit exceeded(?! for (?:installation|user|organization) )/i,
    sources: [SOURCES.contract],
    explain: {
      title: 'AWS asked to slow down: too many calls.',
      cause: 'Too many calls in a short time, by this server or by others in the account.',
      remedy: [
        'Wait a little, then try again.',
        'Ask the assistant for fewer calls at once; of a limit that is hit often, Service Quotas may have an increase.',
      ],
    },
  },
])
