import { type Case, EC2, LISTING, ONE_ROLE, TAGGED, when } from '@/lib/policies/findings/testing/rule-cases'

/** What the rules say of conditions: a bad one and a good one for each code. */
export const CONDITION_CASES: Case[] = [
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
]
