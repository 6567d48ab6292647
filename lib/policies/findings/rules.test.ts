// biome-ignore-all lint/suspicious/noTemplateCurlyInString: IAM writes its policy variables like this.
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '@/lib/policies/catalogue'
import { checkPolicy } from '@/lib/policies/findings/check-policy'
import { RULE_FAMILIES } from '@/lib/policies/findings/rules'
import { TEXT_RULES } from '@/lib/policies/findings/text-rules'

const catalogue = await loadCatalogue('all')

type Statement = Record<string, unknown>
/** A whole text, or a statement put over a good one (`undefined` takes an element away). */
type Policy = string | Statement | Statement[]
type Case = [code: string, bad: Policy, good: Policy]

const OBJECT = 'arn:aws:s3:::bucket/key'
const START: Statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: OBJECT }
const TRUST: Statement = {
  Effect: 'Allow',
  Action: 'sts:AssumeRole',
  Principal: { Service: 'bedrock-agentcore.amazonaws.com' },
  Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
}

function write(policy: Policy, base: Statement): string {
  if (typeof policy === 'string') {
    return policy
  }
  const Statement = [policy].flat().map((statement) => ({ ...base, ...statement }))
  return JSON.stringify({ Version: '2012-10-17', Statement })
}

function codes(policy: Policy, kind: 'identity' | 'trust'): string[] {
  const text = write(policy, kind === 'identity' ? START : TRUST)
  return checkPolicy(text, { kind, catalogue }).map(({ code }) => code)
}

function when(operator: string, key: string, value: unknown, more: Statement = {}): Statement {
  return { ...more, Condition: { [operator]: { [key]: value } } }
}

const PLAIN =
  '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/k"}}'
const TAGGED = 'aws:ResourceTag/team'
const LISTING = { Action: 's3:ListBucket', Resource: 'arn:aws:s3:::bucket' }
const EC2 = { Action: 'ec2:StartInstances', Resource: 'arn:aws:ec2:*:*:instance/*' }
const PASS = { Action: 'iam:PassRole', Resource: '*' }
const SLR = { Action: 'iam:CreateServiceLinkedRole', Resource: '*' }
const ONE_ROLE = { Action: 'iam:PassRole', Resource: 'arn:aws:iam::123456789012:role/agent' }
const TABLE = { Action: 'dynamodb:GetItem', Resource: 'arn:aws:dynamodb:us-east-1:123456789012:table/t' }
const NO_IAM = { Action: undefined, NotAction: 'iam:*' }
const OTHERS = { Resource: undefined, NotResource: 'arn:aws:iam::123456789012:role/admin' }
const TOO_MANY = Array.from({ length: 260 }, (_, index) => `arn:aws:s3:::bucket-of-some-length-${index}/*`)
const MANY = Array.from({ length: 160 }, (_, index) => `arn:aws:s3:::bucket-of-some-length-${index}/*`)

const CASES: Case[] = [
  ['JSON_SYNTAX_ERROR', '{"Version":"2012-10-17",}', PLAIN],
  ['SLIPWAY_CHARACTER', PLAIN.replace('b/k', 'b\u2013k'), PLAIN.replace('b/k', 'b/\u00e9')],
  ['SLIPWAY_TEXT_TOO_LONG', `${PLAIN}${' '.repeat(131_072)}`, `${PLAIN}${' '.repeat(1000)}`],
  ['SLIPWAY_NESTED_TOO_DEEPLY', '['.repeat(40) + ']'.repeat(40), PLAIN],
  ['DATA_TYPE_MISMATCH', { Action: 7 }, {}],
  ['DATA_TYPE_MISMATCH', '[]', PLAIN],
  ['DATA_TYPE_MISMATCH', { Condition: { StringEquals: 'x' } }, {}],
  ['INVALID_POLICY_ELEMENT', { Actions: 's3:GetObject' }, {}],
  ['INVALID_POLICY_ELEMENT', PLAIN.replace('"Version"', '"__proto__"'), PLAIN],
  ['MISSING_STATEMENT', '{"Version":"2012-10-17"}', PLAIN],
  ['MISSING_EFFECT', { Effect: undefined }, {}],
  ['MISSING_ACTION', { Action: undefined }, {}],
  ['MISSING_RESOURCE', { Resource: undefined }, {}],
  ['INVALID_EFFECT', { Effect: 'allow' }, { Effect: 'Deny' }],
  ['UNSUPPORTED_ELEMENT_COMBINATION', { NotAction: 's3:PutObject' }, {}],
  ['UNSUPPORTED_PRINCIPAL', { Principal: '*' }, {}],
  ['INVALID_VERSION', PLAIN.replace('2012-10-17', '2026-11-23'), PLAIN],
  ['MISSING_VERSION', PLAIN.replace('"Version":"2012-10-17",', ''), PLAIN],
  ['SLIPWAY_OLD_VERSION', PLAIN.replace('2012', '2008'), PLAIN],
  ['UNSUPPORTED_SID', { Sid: 'read it' }, { Sid: 'ReadIt1' }],
  ['UNIQUE_SIDS_REQUIRED', [{ Sid: 'A' }, { Sid: 'A', Effect: 'Deny' }], [{ Sid: 'A' }, { Sid: 'B', Effect: 'Deny' }]],
  ['EMPTY_SID_VALUE', { Sid: '' }, { Sid: 'A' }],
  ['SLIPWAY_DUPLICATE_KEY', PLAIN.replace('{"Effect"', '{"Effect":"Allow","Effect"'), PLAIN],
  [
    'DUPLICATE_KEYS_WITH_DIFFERENT_CASE',
    { Condition: { StringEquals: { 'aws:username': 'a', 'aws:UserName': 'a' } } },
    { Condition: { StringEquals: { 'aws:username': 'a' }, StringLike: { 'aws:UserName': 'a*' } } },
  ],
  ['EMPTY_ARRAY_ACTION', { Action: [] }, {}],
  ['EMPTY_ARRAY_RESOURCE', { Resource: [] }, {}],
  ['EMPTY_ARRAY_CONDITION', when('StringEquals', 'aws:username', []), when('StringEquals', 'aws:username', 'a')],
  ['EMPTY_ARRAY_CONDITION_IFEXISTS', when('StringEqualsIfExists', 'aws:username', []), {}],
  ['EMPTY_ARRAY_CONDITION_FORALLVALUES', when('ForAllValues:StringEquals', 'aws:TagKeys', []), {}],
  ['EMPTY_ARRAY_CONDITION_FORANYVALUE', when('ForAnyValue:StringEquals', 'aws:TagKeys', []), {}],
  ['EMPTY_OBJECT_CONDITION', { Condition: {} }, {}],
  ['EMPTY_OBJECT_CONDITION', { Condition: { StringEquals: {} } }, {}],
  ['POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA', { Resource: TOO_MANY }, { Resource: MANY }],
  ['SLIPWAY_SIZE_EXCEEDS_MANAGED_POLICY_QUOTA', { Resource: MANY }, { Resource: TOO_MANY }],
  ['INVALID_ACTION', { Action: 's3:ListBuckets', Resource: '*' }, { Action: 's3:ListAllMyBuckets', Resource: '*' }],
  ['INVALID_ACTION', { Action: 's3' }, { Action: 's3:Get*' }],
  ['INVALID_SERVICE_IN_ACTION', { Action: 'dyanmodb:GetItem' }, {}],
  ['WILDCARD_IN_SERVICE_NAME', { Action: 'ec*:Describe*' }, {}],
  ['SLIPWAY_RETIRED_SERVICE', { Action: 'deepracer:ListModels' }, {}],
  ['SLIPWAY_RETIRED_ACTION', { Action: 'cloud9:ValidateEnvironmentName' }, {}],
  ['INVALID_ARN_PREFIX', { Resource: 'bucket' }, { Resource: '*' }],
  ['MISSING_ARN_FIELD', { Resource: 'arn:aws:s3:bucket' }, {}],
  ['INVALID_PARTITION', { Resource: 'arn:amazon:s3:::b/k' }, { Resource: 'arn:aws-cn:s3:::b/k' }],
  ['INVALID_SERVICE', { Resource: 'arn:aws:s33:::b/k' }, {}],
  ['INVALID_SERVICE', when('StringEquals', 's33:prefix', 'a'), {}],
  ['INVALID_ARN_SERVICE_CASE', { Resource: 'arn:aws:S3:::b/k' }, {}],
  [
    'INVALID_ARN_REGION',
    { Resource: 'arn:aws:ec2:useast1:*:instance/*' },
    { Resource: 'arn:aws:ec2:us-east-1:*:instance/*' },
  ],
  [
    'INVALID_ARN_ACCOUNT',
    { Resource: 'arn:aws:ec2:*:12345:instance/*' },
    { Resource: 'arn:aws:ec2:*:123456789012:instance/*' },
  ],
  ['INVALID_ARN_RESOURCE', { Resource: 'arn:aws:s3:::' }, {}],
  ['SLIPWAY_UNKNOWN_ARN_FORM', { Resource: 'arn:aws:ec2:*:*:machine/*' }, EC2],
  ['ARN_REGION_NOT_ALLOWED', { Resource: 'arn:aws:iam:us-east-1:123456789012:role/a' }, ONE_ROLE],
  [
    'ARN_ACCOUNT_NOT_ALLOWED',
    { Resource: 'arn:aws:route53::123456789012:hostedzone/Z1' },
    { Resource: 'arn:aws:route53:::hostedzone/Z1' },
  ],
  ['MISSING_ARN_REGION', { Resource: 'arn:aws:ec2::123456789012:instance/*' }, EC2],
  ['MISSING_ARN_ACCOUNT', { Resource: 'arn:aws:iam:::role/a' }, ONE_ROLE],
  ['INVALID_CONDITION_OPERATOR', when('StringEqualz', 'aws:username', 'a'), when('StringEquals', 'aws:username', 'a')],
  ['NULL_WITH_IF_EXISTS', when('NullIfExists', 'aws:username', 'true'), when('Null', 'aws:username', 'true')],
  ['NULL_WITH_QUALIFIER', when('ForAnyValue:Null', 'aws:TagKeys', 'true'), when('Null', 'aws:TagKeys', 'true')],
  [
    'INVALID_CONDITION_DATA_TYPE',
    when('StringEquals', 'aws:username', ['a', 1]),
    when('StringEquals', 'aws:username', ['a', '1']),
  ],
  ['INVALID_CONDITION_KEY_FORMAT', when('StringEquals', 'username', 'a'), when('StringEquals', 'aws:username', 'a')],
  ['INVALID_GLOBAL_CONDITION_KEY', when('StringEquals', 'aws:usernam', 'a'), when('StringEquals', 'aws:username', 'a')],
  [
    'INVALID_SERVICE_CONDITION_KEY',
    when('StringEquals', 's3:prefx', 'a', LISTING),
    when('StringEquals', 's3:prefix', 'a', LISTING),
  ],
  ['DEPRECATED_GLOBAL_CONDITION_KEY', when('ArnLike', 'aws:ARN', 'arn:aws:iam::*:role/a'), {}],
  [
    'MISSING_TAG_KEY_IN_CONDITION',
    when('StringEquals', 'aws:ResourceTag/', 'a', EC2),
    when('StringEquals', TAGGED, 'a', EC2),
  ],
  ['TYPE_MISMATCH', when('StringEquals', 'aws:ViaAWSService', 'true'), when('Bool', 'aws:ViaAWSService', 'true')],
  [
    'STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS',
    when('StringLike', 'aws:SourceArn', 'arn:aws:s3:::b*'),
    when('ArnLike', 'aws:SourceArn', 'arn:aws:s3:::b*'),
  ],
  [
    'WILDCARD_WITHOUT_LIKE_OPERATOR',
    when('StringEquals', 'aws:username', 'a*'),
    when('StringLike', 'aws:username', 'a*'),
  ],
  ['MISSING_QUALIFIER', when('StringEquals', 'aws:TagKeys', 'a'), when('ForAnyValue:StringEquals', 'aws:TagKeys', 'a')],
  [
    'FORALLVALUES_WITH_SINGLE_VALUED_KEY',
    when('ForAllValues:StringEquals', 'aws:username', 'a'),
    when('ForAllValues:StringEquals', 'aws:TagKeys', 'a'),
  ],
  ['TYPE_MISMATCH_BOOLEAN', when('Bool', 'aws:SecureTransport', 'yes'), when('Bool', 'aws:SecureTransport', true)],
  [
    'TYPE_MISMATCH_DATE',
    when('DateLessThan', 'aws:CurrentTime', 'soon'),
    when('DateLessThan', 'aws:CurrentTime', '2026-11-23T10:00:00Z'),
  ],
  [
    'TYPE_MISMATCH_NUMBER',
    when('NumericLessThan', 'aws:MultiFactorAuthAge', 'x'),
    when('NumericLessThan', 'aws:MultiFactorAuthAge', 60),
  ],
  [
    'TYPE_MISMATCH_IP_RANGE',
    when('IpAddress', 'aws:SourceIp', '203.0.113'),
    when('IpAddress', 'aws:SourceIp', '203.0.113.0/24'),
  ],
  [
    'TYPE_MISMATCH_STRING',
    when('BinaryEquals', 'kms:RecipientAttestation:ImageSha384', '?'),
    when('BinaryEquals', 'aws:username', 'QUJD'),
  ],
  [
    'INVALID_DATE_VALUE',
    when('DateLessThan', 'aws:CurrentTime', '1700000000'),
    when('DateLessThan', 'aws:CurrentTime', '2026-11-23'),
  ],
  ['INVALID_CONDITION_MULTIPLE_BOOLEAN', when('Bool', 'aws:SecureTransport', ['true', 'false']), {}],
  [
    'REDUNDANT_CONDITION_VALUE_NUM',
    when('NumericLessThan', 'aws:MultiFactorAuthAge', ['1', '2']),
    when('NumericEquals', 'aws:MultiFactorAuthAge', ['1', '2']),
  ],
  [
    'SLIPWAY_CONDITION_VALUE_NO_ARN',
    when('ArnLike', 'aws:SourceArn', 'bucket'),
    when('ArnLike', 'aws:SourceArn', 'arn:aws:s3:::b'),
  ],
  [
    'INVALID_VPC_FORMAT',
    when('StringEquals', 'aws:SourceVpc', 'my-vpc'),
    when('StringEquals', 'aws:SourceVpc', 'vpc-0a1b2c3d'),
  ],
  [
    'INVALID_VPCE_FORMAT',
    when('StringEquals', 'aws:SourceVpce', 'vpc-0a1b2c3d'),
    when('StringEquals', 'aws:SourceVpce', 'vpce-0a1b2c3d'),
  ],
  [
    'INVALID_REGION',
    when('StringEquals', 'aws:RequestedRegion', 'Frankfurt'),
    when('StringEquals', 'aws:RequestedRegion', 'eu-central-1'),
  ],
  [
    'INVALID_SERVICE_PRINCIPAL_FORMAT',
    when('StringEquals', 'iam:PassedToService', 'lambda', ONE_ROLE),
    when('StringEquals', 'iam:PassedToService', 'lambda.amazonaws.com', ONE_ROLE),
  ],
  [
    'INVALID_KMS_KEY_VALUE',
    when('StringEquals', 's3:x-amz-server-side-encryption-aws-kms-key-id', 'alias/a', { Action: 's3:PutObject' }),
    when('StringEquals', 's3:x-amz-server-side-encryption-aws-kms-key-id', 'arn:aws:kms:us-east-1:1:key/a', {
      Action: 's3:PutObject',
    }),
  ],
  [
    'PRIVATE_IP_ADDRESS',
    when('IpAddress', 'aws:SourceIp', '10.0.0.0/16'),
    when('IpAddress', 'aws:SourceIp', '203.0.113.0/24'),
  ],
  [
    'PRIVATE_NOT_IP_ADDRESS',
    when('NotIpAddress', 'aws:SourceIp', '10.0.0.0/16'),
    when('NotIpAddress', 'aws:SourceIp', '9.0.0.0/8'),
  ],
  ['PRIVATE_IP_ADDRESS_SUBSET', when('IpAddress', 'aws:SourceIp', ['10.0.0.1', '203.0.113.1']), {}],
  ['PRIVATE_NOT_IP_ADDRESS_SUBSET', when('NotIpAddress', 'aws:SourceIp', ['10.0.0.1', '203.0.113.1']), {}],
  [
    'IMPROVE_IP_RANGE',
    when('IpAddress', 'aws:SourceIp', '203.0.113.5/24'),
    when('IpAddress', 'aws:SourceIp', '203.0.113.0/24'),
  ],
  ['EQUIVALENT_TO_NULL_FALSE', when('StringLike', TAGGED, '*', EC2), when('StringLike', TAGGED, 'a*', EC2)],
  ['EQUIVALENT_TO_NULL_TRUE', when('StringNotLike', TAGGED, '*', EC2), when('StringNotLike', TAGGED, 'a*', EC2)],
  [
    'MISSING_BRACE_IN_VARIABLE',
    { Resource: 'arn:aws:s3:::b/${aws:username' },
    { Resource: 'arn:aws:s3:::b/${aws:username}' },
  ],
  [
    'MISSING_QUOTE_IN_VARIABLE',
    { Resource: 'arn:aws:s3:::b/${aws:username, me}' },
    { Resource: "arn:aws:s3:::b/${aws:username, 'me'}" },
  ],
  [
    'UNSUPPORTED_SPACE_IN_VARIABLE',
    { Resource: 'arn:aws:s3:::b/${aws: username}' },
    { Resource: 'arn:aws:s3:::b/${aws:username}' },
  ],
  ['EMPTY_VARIABLE', { Resource: 'arn:aws:s3:::b/${}' }, { Resource: 'arn:aws:s3:::b/${*}' }],
  ['VARIABLE_UNSUPPORTED_IN_ELEMENT', { Action: 's3:${aws:username}' }, {}],
  [
    'VARIABLE_UNSUPPORTED_IN_VERSION',
    PLAIN.replace('2012', '2008').replace('b/k', 'b/${aws:username}'),
    PLAIN.replace('b/k', 'b/${aws:username}'),
  ],
  [
    'INVALID_VARIABLE_FOR_OPERATOR',
    when('Bool', 'aws:SecureTransport', '${aws:username}'),
    when('StringEquals', 'aws:username', '${aws:userid}'),
  ],
  [
    'ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE',
    when('StringEquals', TAGGED, 'a', { Action: 's3:ListAllMyBuckets', Resource: '*' }),
    when('StringEquals', TAGGED, 'a', EC2),
  ],
  ['ALLOW_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE', when('StringEquals', TAGGED, 'a', NO_IAM), {}],
  [
    'DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE',
    when('StringEquals', TAGGED, 'a', { Effect: 'Deny', Action: 's3:ListAllMyBuckets', Resource: '*' }),
    when('StringNotEquals', TAGGED, 'a', { Effect: 'Deny', Action: 's3:ListAllMyBuckets', Resource: '*' }),
  ],
  [
    'DENY_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE',
    when('StringEquals', TAGGED, 'a', { ...NO_IAM, Effect: 'Deny' }),
    {},
  ],
  ['PASS_ROLE_WITH_STAR_IN_RESOURCE', PASS, when('StringEquals', 'iam:PassedToService', 'ec2.amazonaws.com', PASS)],
  ['PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE', { ...PASS, Action: 'iam:*' }, ONE_ROLE],
  [
    'PASS_ROLE_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION',
    { ...PASS, Action: undefined, NotAction: 's3:*' },
    { ...PASS, ...NO_IAM },
  ],
  ['PASS_ROLE_WITH_NOT_RESOURCE', { ...PASS, ...OTHERS }, ONE_ROLE],
  ['PASS_ROLE_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE', { ...OTHERS, Action: '*' }, { ...OTHERS, Action: 's3:*' }],
  [
    'PASS_ROLE_WITH_NOT_ACTION_AND_NOT_RESOURCE',
    { ...OTHERS, Action: undefined, NotAction: 's3:*' },
    { ...OTHERS, ...NO_IAM },
  ],
  ['CREATE_SLR_WITH_STAR_IN_RESOURCE', SLR, when('StringEquals', 'iam:AWSServiceName', 'ecs.amazonaws.com', SLR)],
  ['CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE', { ...SLR, Action: 'iam:Create*' }, { ...SLR, Action: 'iam:Get*' }],
  [
    'CREATE_SLR_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION',
    { ...SLR, Action: undefined, NotAction: 's3:*' },
    { ...SLR, ...NO_IAM },
  ],
  ['CREATE_SLR_WITH_NOT_RESOURCE', { ...SLR, ...OTHERS }, { ...SLR, Effect: 'Deny' }],
  ['CREATE_SLR_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE', { ...OTHERS, Action: '*' }, { ...OTHERS, Action: 's3:*' }],
  [
    'CREATE_SLR_WITH_NOT_ACTION_AND_NOT_RESOURCE',
    { ...OTHERS, Action: undefined, NotAction: 's3:*' },
    { ...OTHERS, ...NO_IAM },
  ],
  ['REDUNDANT_ACTION', { Action: ['s3:Get*', 's3:GetObject'] }, { Action: ['s3:Get*', 's3:PutObject'] }],
  [
    'REDUNDANT_RESOURCE',
    { Resource: ['arn:aws:s3:::b*', 'arn:aws:s3:::b/k'] },
    { Resource: ['arn:aws:s3:::b*', 'arn:aws:s3:::c/k'] },
  ],
  [
    'REDUNDANT_STATEMENT',
    [{ Sid: 'A' }, { Sid: 'B', Action: ['S3:getobject'] }],
    [{ Sid: 'A' }, { Sid: 'B', Effect: 'Deny' }],
  ],
  [
    'MISSING_PAIRED_CONDITION_KEYS',
    when('IpAddress', 'aws:VpcSourceIp', '10.0.0.1'),
    when('IpAddress', 'aws:SourceIp', '9.0.0.1'),
  ],
  [
    'MISSING_ACTION_FOR_CONDITION_KEY',
    when('StringEquals', 'sts:SourceIdentity', 'a', { Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::1:role/a' }),
    when('StringEquals', 'sts:SourceIdentity', 'a', {
      Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
      Resource: 'arn:aws:iam::1:role/a',
    }),
  ],
  [
    'UNTRUSTWORTHY_CONDITION_KEY',
    when('StringLike', 'aws:UserAgent', 'me*'),
    when('StringLike', 'aws:username', 'me*'),
  ],
  [
    'DYNAMODB_ATTRIBUTES_WITHOUT_SELECT',
    when('ForAllValues:StringEquals', 'dynamodb:Attributes', ['a'], TABLE),
    {
      ...TABLE,
      Condition: {
        'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['a'] },
        StringEqualsIfExists: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
      },
    },
  ],
  [
    'S3_PREFIX_IN_NEGATIVE_CONTEXT',
    when('StringNotLike', 's3:prefix', 'secret/*', LISTING),
    when('StringLike', 's3:prefix', 'open/*', LISTING),
  ],
  [
    'REDUNDANT_KEY_DUE_TO_WILDCARD_IN_CONDITION',
    when('StringLikeIfExists', 'aws:username', '*'),
    when('StringLike', 'aws:username', '*'),
  ],
  [
    'REDUNDANT_STATEMENT_DUE_TO_WILDCARD_IN_CONDITION',
    when('ForAnyValue:StringNotLike', 'aws:TagKeys', '*'),
    when('ForAnyValue:StringNotLike', 'aws:TagKeys', 'a*'),
  ],
  ['SLIPWAY_ALLOW_NOT_ACTION', NO_IAM, { ...NO_IAM, Effect: 'Deny' }],
  ['SLIPWAY_ALLOW_NOT_RESOURCE', OTHERS, { ...OTHERS, Effect: 'Deny' }],
  [
    'SLIPWAY_STAR_RESOURCE',
    { Action: 'lambda:InvokeFunction', Resource: '*' },
    { Action: 's3:ListAllMyBuckets', Resource: '*' },
  ],
  ['SLIPWAY_RESOURCE_NOT_FOR_ACTION', { Resource: 'arn:aws:s3:::bucket' }, {}],
  ['SLIPWAY_ACTION_NEEDS_STAR', { Action: 's3:ListAllMyBuckets' }, { Action: 's3:ListAllMyBuckets', Resource: '*' }],
  [
    'SLIPWAY_CONDITION_KEY_NOT_FOR_ACTIONS',
    when('StringEquals', 's3:prefix', 'a'),
    when('StringEquals', 's3:prefix', 'a', LISTING),
  ],
]

const TRUST_CASES: Case[] = [
  ['MISSING_PRINCIPAL', { Principal: undefined }, {}],
  ['ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE', { Resource: '*' }, {}],
  ['POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA', when('StringEquals', 'aws:SourceArn', TOO_MANY), {}],
  ['INVALID_PRINCIPAL_FORMAT', { Principal: 'ec2.amazonaws.com' }, {}],
  ['INVALID_PRINCIPAL_FORMAT', { Principal: { AWS: 'me' } }, { Principal: { AWS: '123456789012' } }],
  ['INVALID_PRINCIPAL_KEY', { Principal: { Services: 'ec2.amazonaws.com' } }, {}],
  ['EMPTY_ARRAY_PRINCIPAL', { Principal: { Service: [] } }, {}],
  ['EMPTY_OBJECT_PRINCIPAL', { Principal: {} }, {}],
  ['ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL', { Principal: undefined, NotPrincipal: { AWS: '123456789012' } }, {}],
  ['ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL', { Principal: { AWS: 'arn:aws:iam::1:role/*' } }, {}],
  ['INVALID_SERVICE_PRINCIPAL_FORMAT', { Principal: { Service: 'agentcore' } }, {}],
  ['MISMATCHED_ACTION_FOR_PRINCIPAL', { Action: 'sts:AssumeRoleWithSAML' }, {}],
  ['RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL', { Condition: undefined }, {}],
  ['SLIPWAY_TRUST_EVERYONE', { Principal: '*', Condition: undefined }, { Principal: '*' }],
  [
    'SLIPWAY_TRUST_ACTION',
    { Action: ['sts:AssumeRole', 's3:GetObject'] },
    { Action: ['sts:AssumeRole', 'sts:TagSession'] },
  ],
]

describe('rules', () => {
  it.each(CASES)('%s', (code, bad, good) => {
    expect(codes(bad, 'identity')).toContain(code)
    expect(codes(good, 'identity')).not.toContain(code)
  })

  it.each(TRUST_CASES)('%s in a trust policy', (code, bad, good) => {
    expect(codes(bad, 'trust')).toContain(code)
    expect(codes(good, 'trust')).not.toContain(code)
  })

  it('have a case each', () => {
    const tested = new Set([...CASES, ...TRUST_CASES].map(([code]) => code))
    const all = [...Object.keys(TEXT_RULES), ...RULE_FAMILIES.flatMap(({ rules }) => Object.keys(rules))]
    expect(all.filter((code) => !tested.has(code))).toEqual([])
    expect(new Set(all).size).toBeGreaterThanOrEqual(100)
  })

  it('say nothing of good policies', () => {
    expect(codes({}, 'identity')).toEqual([])
    expect(codes({}, 'trust')).toEqual([])
  })
})
