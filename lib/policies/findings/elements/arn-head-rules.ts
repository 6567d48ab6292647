import { arnTemplates } from '@/lib/policies/catalogue/arn-templates'
import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import { nearestRegion, PARTITIONS, readRegion } from '@/lib/policies/catalogue/partitions'
import { type ArnParts, arnParts, fixPart, isOpen } from '@/lib/policies/findings/elements/arn-parts'
import type { QuickFix } from '@/lib/policies/findings/model'
import { nearestNames } from '@/lib/policies/findings/nearest'
import type { RuleFamily, Say } from '@/lib/policies/findings/rule'
import type { ItemView, PolicyAccount } from '@/lib/policies/findings/view'

type Code =
  | 'INVALID_PARTITION'
  | 'INVALID_ARN_REGION'
  | 'INVALID_ARN_ACCOUNT'
  | 'SLIPWAY_UNKNOWN_REGION'
  | 'SLIPWAY_VARIABLE_BEFORE_RESOURCE'

/** Partition, region and account of the ARNs in Resource and NotResource: what stands left of the fifth colon. */
export const arnHeadRules: RuleFamily<Code> = {
  rules: {
    INVALID_PARTITION: {
      type: 'error',
      about: 'A partition that AWS does not have, that the region is not in, or that is not the one of the account.',
    },
    INVALID_ARN_REGION: { type: 'error', about: 'The region of an ARN is not one.' },
    INVALID_ARN_ACCOUNT: { type: 'error', about: 'The account of an ARN is not 12 digits.' },
    SLIPWAY_UNKNOWN_REGION: { type: 'warning', about: 'A region that reads like one, but is in no table of AWS.' },
    SLIPWAY_VARIABLE_BEFORE_RESOURCE: {
      type: 'error',
      about: 'A variable before the fifth colon of an ARN, where IAM takes it for plain text.',
    },
  },
  checkStatement({ resources }, { catalogue, account }, say) {
    for (const item of resources?.items ?? []) {
      const parts = item.text.startsWith('arn:') ? arnParts(item.text) : undefined

      if (parts && parts.resource !== '') {
        checkPartition(item, parts, account, say)
        checkRegion(item, parts, say)
        checkAccount(item, parts, catalogue, account, say)
        checkVariables(item, parts, say)
      }
    }
  },
}

function checkPartition(
  item: ItemView,
  { partition, region }: ArnParts,
  own: PolicyAccount | undefined,
  say: Say<Code>,
): void {
  if (isOpen(partition)) {
    return
  }
  if (!PARTITIONS.includes(partition)) {
    const [meant] = nearestNames(partition, PARTITIONS, 2)
    const fixes = meant === undefined ? [] : [fixPart(item, 'partition', meant)]
    say('INVALID_PARTITION', item, `AWS has no partition ${partition || '(empty)'}.`, fixes)
    return
  }
  const read = isOpen(region) || region === '' ? undefined : readRegion(region)
  const belongs = read && read.status !== 'wrong' ? read.partition : partition

  if (belongs !== partition) {
    const message = `Partition "${partition}" is not valid for ${region}, which is in ${belongs}.`
    say('INVALID_PARTITION', item, message, [fixPart(item, 'partition', belongs)])
  } else if (own && own.partition !== partition) {
    const message = `Partition "${partition}" is not valid here: the account is in ${own.partition}.`
    say('INVALID_PARTITION', item, message, [fixPart(item, 'partition', own.partition)])
  }
}

function checkRegion(item: ItemView, { region }: ArnParts, say: Say<Code>): void {
  const read = region === '' || isOpen(region) ? undefined : readRegion(region)

  if (!read || read.status === 'known') {
    return
  }
  const meant = nearestRegion(region)
  const hint = meant === undefined ? '' : ` ${meant} may be meant.`
  const fixes: QuickFix[] = meant === undefined ? [] : [fixPart(item, 'region', meant)]

  if (read.status === 'wrong') {
    say('INVALID_ARN_REGION', item, `${region} is not a region.${hint}`, fixes)
  } else {
    say('SLIPWAY_UNKNOWN_REGION', item, `Slipway knows no region ${region}.${hint}`, fixes)
  }
}

/** Whose resources AWS's own are, beside the accounts that the catalogue's templates name. */
const AWS_OWNERS = new Set(['aws', 'amazon', 'aws-managed', 'aws-marketplace', 'cloudfront', 'third-party'])

function checkAccount(
  item: ItemView,
  { account, service }: ArnParts,
  catalogue: Catalogue,
  own: PolicyAccount | undefined,
  say: Say<Code>,
): void {
  const info = catalogue.service(service)
  const isOwner = () =>
    AWS_OWNERS.has(account) ||
    (info ? arnTemplates(info).some(({ type }) => type.arn.split(':')[4] === account) : false)

  if (account !== '' && !isOpen(account) && !/^\d{12}$/.test(account) && !isOwner()) {
    const fixes = own ? [fixPart(item, 'account', own.accountId)] : []
    say('INVALID_ARN_ACCOUNT', item, `${account.slice(0, 80)} is not an account: it has 12 digits.`, fixes)
  }
}

const CLOUDFORMATION = /\$\{AWS::(\w+)\}/

function checkVariables(item: ItemView, parts: ArnParts, say: Say<Code>): void {
  const named = (['partition', 'service', 'region', 'account'] as const).find((name) => parts[name].includes('${'))

  if (!named) {
    return
  }
  const foreign = CLOUDFORMATION.exec(parts[named])?.[0]
  const why = foreign ? ` ${foreign} is CloudFormation's, and IAM never fills it in.` : ''
  const message = `A variable stands only in the resource part of an ARN, after the fifth colon, not in its ${named}.${why}`
  const fixes = named === 'region' || named === 'account' ? [fixPart(item, named, '*')] : []
  say('SLIPWAY_VARIABLE_BEFORE_RESOURCE', item, message, fixes)
}
