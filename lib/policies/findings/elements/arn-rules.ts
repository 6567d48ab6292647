import { type ArnTemplate, arnTemplates, isArnService } from '@/lib/policies/catalogue/arn-templates'
import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import { isRetiredService } from '@/lib/policies/catalogue/retired'
import { replaceString } from '@/lib/policies/findings/edits'
import { type ArnParts, arnParts, fixPart, isOpen } from '@/lib/policies/findings/elements/arn-parts'
import { nearestNames } from '@/lib/policies/findings/nearest'
import type { RuleFamily, Say } from '@/lib/policies/findings/rule'
import type { ItemView, PolicyAccount } from '@/lib/policies/findings/view'
import { patternsMeet } from '@/lib/policies/language/patterns'

type Code =
  | 'INVALID_ARN_PREFIX'
  | 'MISSING_ARN_FIELD'
  | 'INVALID_SERVICE'
  | 'INVALID_ARN_SERVICE_CASE'
  | 'INVALID_ARN_RESOURCE'
  | 'SLIPWAY_UNKNOWN_ARN_FORM'
  | 'ARN_REGION_NOT_ALLOWED'
  | 'ARN_ACCOUNT_NOT_ALLOWED'
  | 'MISSING_ARN_REGION'
  | 'MISSING_ARN_ACCOUNT'

/** Elsewhere AWS has public resources of its own, without account: `arn:aws:ssm:*::document/AWS-RunShellScript`. */
const ALWAYS_OWNED = new Set(
  'athena cognito-idp dynamodb ecr ecs events firehose glue iam kinesis kms lambda logs secretsmanager sns sqs states'.split(
    ' ',
  ),
)

/** The shape of the ARNs in Resource and NotResource, against the forms that the services know. */
export const arnRules: RuleFamily<Code> = {
  rules: {
    INVALID_ARN_PREFIX: { type: 'error', about: 'A resource that is neither * nor starts with arn:.' },
    MISSING_ARN_FIELD: { type: 'error', about: 'An ARN of fewer than six parts.' },
    INVALID_SERVICE: { type: 'error', about: 'An ARN or a condition key of a service that AWS does not have.' },
    INVALID_ARN_SERVICE_CASE: { type: 'error', about: 'The service of an ARN in capital letters.' },
    INVALID_ARN_RESOURCE: { type: 'error', about: 'An ARN that names no resource.' },
    SLIPWAY_UNKNOWN_ARN_FORM: {
      type: 'warning',
      about: "An ARN of a form that the service's reference does not list.",
    },
    ARN_REGION_NOT_ALLOWED: { type: 'error', about: 'A region in an ARN that has none.' },
    ARN_ACCOUNT_NOT_ALLOWED: { type: 'error', about: 'An account in an ARN that has none.' },
    MISSING_ARN_REGION: { type: 'error', about: 'No region in an ARN that needs one.' },
    MISSING_ARN_ACCOUNT: { type: 'error', about: 'No account in an ARN that needs one.' },
  },
  checkStatement({ resources }, { catalogue, account }, say) {
    for (const item of resources?.items ?? []) {
      if (item.text !== '*') {
        checkArn(item, catalogue, account, say)
      }
    }
  },
}

function checkArn(item: ItemView, catalogue: Catalogue, account: PolicyAccount | undefined, say: Say<Code>): void {
  const { text } = item

  if (!/^arn:/.test(text)) {
    sayNoArn(item, account, say)
    return
  }
  const parts = arnParts(text)

  if (!parts) {
    // A star that ends a part goes on past the colons: `arn:aws:s3*` means something.
    if (!text.endsWith('*')) {
      say('MISSING_ARN_FIELD', item, 'An ARN has six parts: arn:partition:service:region:account:resource.')
    }
    return
  }
  if (parts.resource === '') {
    say('INVALID_ARN_RESOURCE', item, 'The ARN names no resource: nothing stands after the fifth colon.')
    return
  }
  checkService(item, parts, catalogue, account, say)
}

function sayNoArn(item: ItemView, account: PolicyAccount | undefined, say: Say<Code>): void {
  const bucket = /^[a-z0-9][a-z0-9.-]{2,62}(\/.*)?$/.test(item.text)
  const arn = `arn:${account?.partition ?? 'aws'}:s3:::${item.text}`
  const fixes = bucket ? [{ title: `Replace with ${arn}`, edits: [replaceString(item.node, arn)] }] : []
  const reference = /^\$\{/.test(item.text)
    ? ' A reference of Terraform or CloudFormation must be filled in first.'
    : ''
  const message = `"${item.text.slice(0, 80)}" is neither * nor an ARN, which starts with arn:.${reference}`
  say('INVALID_ARN_PREFIX', item, message, fixes)
}

function checkService(
  item: ItemView,
  parts: ArnParts,
  catalogue: Catalogue,
  account: PolicyAccount | undefined,
  say: Say<Code>,
): void {
  const { service } = parts
  const lower = service.toLowerCase()

  if (isOpen(service)) {
    return
  }
  if (!isArnService(catalogue, lower)) {
    if (!isRetiredService(lower)) {
      const meant = nearestNames(service, catalogue.prefixes(), 2).slice(0, 2)
      const fixes = meant.map((name) => fixPart(item, 'service', name))
      say('INVALID_SERVICE', item, `AWS has no service ${service || '(empty)'} in an ARN.`, fixes)
    }
    return
  }
  if (service !== lower) {
    const fix = fixPart(item, 'service', lower)
    say('INVALID_ARN_SERVICE_CASE', item, `The service of an ARN is written in small letters: ${lower}.`, [fix])
    return
  }
  const known = (catalogue.service(service) ? arnTemplates(catalogue.service(service) ?? NO_SERVICE) : []).filter(
    (template) => template.service === service,
  )

  if (known.length > 0) {
    checkForm(item, parts, known, account, say)
  }
}

const NO_SERVICE = { prefix: '', name: '', actions: [], resourceTypes: [], conditionKeys: [] }

/** Says only what is so for every form that the resource part could have. */
function checkForm(
  item: ItemView,
  parts: ArnParts,
  known: ArnTemplate[],
  own: PolicyAccount | undefined,
  say: Say<Code>,
): void {
  const { region, account, service } = parts
  const resource = parts.resource.replace(/\$\{[^}]*\}/g, '*')
  const possible = known.filter((template) => patternsMeet(resource, template.resource))
  const every = (test: (template: ArnTemplate) => boolean) => possible.length > 0 && possible.every(test)

  if (possible.length === 0) {
    say(
      'SLIPWAY_UNKNOWN_ARN_FORM',
      item,
      `${service} lists no ARN of the form ${shorten(parts.resource)}: ${forms(known)}.`,
    )
    return
  }
  if (region !== '' && region !== '*' && every((template) => template.region === 'none')) {
    const message = `ARNs of ${possible[0]?.type.name} have no region.`
    say('ARN_REGION_NOT_ALLOWED', item, message, [fixPart(item, 'region', '')])
  }
  if (account !== '' && account !== '*' && every((template) => template.account === 'none')) {
    const message = `ARNs of ${possible[0]?.type.name} have no account.`
    say('ARN_ACCOUNT_NOT_ALLOWED', item, message, [fixPart(item, 'account', '')])
  }
  if (region === '' && every(({ region: wanted, type }) => wanted === 'given' && !isGlobalForm(service, type.name))) {
    const fixes = [...new Set([own?.region, '*'])].flatMap((put) => (put ? [fixPart(item, 'region', put)] : []))
    say('MISSING_ARN_REGION', item, `ARNs of ${possible[0]?.type.name} name a region.`, fixes)
  }
  if (account === '' && ALWAYS_OWNED.has(service) && every((template) => template.account === 'given')) {
    const fixes = [...new Set([own?.accountId, '*'])].flatMap((put) => (put ? [fixPart(item, 'account', put)] : []))
    say('MISSING_ARN_ACCOUNT', item, `ARNs of ${possible[0]?.type.name} name an account.`, fixes)
  }
}

/**
 * Global inference needs the model's ARN without a region beside the one with it. Source: Bedrock user guide, "Prerequisites for
 * inference profiles".
 */
function isGlobalForm(service: string, type: string): boolean {
  return service === 'bedrock' && (type === 'foundation-model' || type === 'inference-profile')
}

function forms(known: ArnTemplate[]): string {
  const some = [...new Set(known.map(({ type }) => type.arn.split(':').slice(5).join(':')))].slice(0, 4)
  return `it has ${some.join(', ')}${known.length > some.length ? ' and others' : ''}`
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
