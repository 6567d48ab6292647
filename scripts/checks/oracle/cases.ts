// biome-ignore-all lint/suspicious/noTemplateCurlyInString: IAM writes its policy variables like this.
import { type RandomContext, randomConditions, randomContext } from './conditions'
import { type Chance, chance } from './random'

export type RawStatement = Record<string, unknown>
export type RawPolicy = { Version: string; Statement: RawStatement[] }
export type Case = {
  policies: RawPolicy[]
  boundary?: RawPolicy
  action: string
  resource: string
  context: RandomContext
}

const ACCOUNT = '111122223333'

/** Actions with a resource that fits exactly one of their types. */
const REQUESTS: readonly [[string, string], ...[string, string][]] = [
  ['s3:GetObject', 'arn:aws:s3:::a-bucket/folder/key.txt'],
  ['s3:PutObject', 'arn:aws:s3:::a-bucket/a:b'],
  ['s3:ListBucket', 'arn:aws:s3:::a-bucket'],
  ['s3:ListAllMyBuckets', '*'],
  ['ec2:TerminateInstances', `arn:aws:ec2:us-east-1:${ACCOUNT}:instance/i-0123`],
  ['ec2:DescribeInstances', '*'],
  ['iam:PassRole', `arn:aws:iam::${ACCOUNT}:role/path/app`],
  ['iam:GetUser', `arn:aws:iam::${ACCOUNT}:user/ann`],
  ['dynamodb:GetItem', `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/Orders`],
  ['sqs:SendMessage', `arn:aws:sqs:us-east-1:${ACCOUNT}:queue`],
  ['lambda:InvokeFunction', `arn:aws:lambda:us-east-1:${ACCOUNT}:function:b`],
  ['secretsmanager:GetSecretValue', `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:x-AAAAAA`],
]

export function randomCases(seed: number, count: number): Case[] {
  const source = chance(seed)
  return Array.from({ length: count }, () => randomCase(source))
}

function randomCase(source: Chance): Case {
  const [action, resource] = source.pick(REQUESTS)
  const policy = (least: number, most: number): RawPolicy => ({
    Version: source.next() < 0.9 ? '2012-10-17' : '2008-10-17',
    Statement: source.some(least, most, () => randomStatement(source, action, resource)),
  })
  return {
    policies: source.some(1, 2, () => policy(1, 3)),
    ...(source.next() < 0.25 && { boundary: policy(1, 2) }),
    action,
    resource,
    context: randomContext(source),
  }
}

function randomStatement(source: Chance, action: string, resource: string): RawStatement {
  const { next, some } = source
  const actions = some(1, 3, () => actionPattern(source, action))
  const resources = some(1, 3, () => resourcePattern(source, resource))
  return {
    Effect: next() < 0.72 ? 'Allow' : 'Deny',
    [next() < 0.85 ? 'Action' : 'NotAction']: next() < 0.3 ? actions[0] : actions,
    [next() < 0.85 ? 'Resource' : 'NotResource']: next() < 0.3 ? resources[0] : resources,
    ...(next() < 0.6 && { Condition: randomConditions(source) }),
  }
}

function actionPattern({ next, pick }: Chance, action: string): string {
  const [service = '', name = ''] = action.split(':')
  const cut = Math.floor(next() * name.length)
  const at = Math.floor(next() * name.length)
  return pick([
    action,
    action,
    '*',
    `${service}:*`,
    `${service}:${name.slice(0, cut)}*`,
    `${service}:*${name.slice(cut)}`,
    `${service}:${name.slice(0, at)}?${name.slice(at + 1)}`,
    `${service.toUpperCase()}:${name.toLowerCase()}`,
    pick(REQUESTS)[0],
    `${service}:Get*`,
  ])
}

function resourcePattern(source: Chance, resource: string): string {
  const { pick } = source
  const own = resource === '*' ? pick(REQUESTS)[1] : resource
  const [arn = '', partition = '', service = '', region = '', account = '', ...rest] = own.split(':')
  const name = rest.join(':')
  const of = (...parts: string[]) => [arn, ...parts].join(':')
  return own === '*'
    ? '*'
    : pick([
        own,
        '*',
        pick(REQUESTS)[1],
        of(partition, service, region, account, '*'),
        of(partition, service, '*', '*', name),
        of(partition, service, region && '*', account, inName(source, name)),
        of(partition, service, region, account, inName(source, name)),
        of('*', service, region, account, inName(source, name)),
        of(partition, service, region.slice(0, 3) + (region && '*'), account, name),
        of(partition, service, region, `${account.slice(0, 6)}${account && '*'}`, name),
        of(partition, service),
        of(partition, service, '*'),
        of(partition, service, region, account),
      ])
}

/** Wildcards and variables after the resource type, where AWS allows them. */
function inName({ next, pick }: Chance, name: string): string {
  const type = /^[a-z]+[/:]/.exec(name)?.[0] ?? ''
  const id = name.slice(type.length)
  const from = Math.floor(next() * id.length)
  const to = from + Math.floor(next() * (id.length - from))
  return `${type}${pick([
    `${id.slice(0, from)}*`,
    `${id.slice(0, from)}*${id.slice(to)}`,
    `${id.slice(0, from)}?${id.slice(from + 1)}`,
    `*${id.slice(from)}`,
    '${aws:PrincipalTag/team}',
    "${aws:PrincipalTag/team, 'b'}",
    `${id.slice(0, from)}\${aws:username}*`,
    '${*}',
  ])}`
}
