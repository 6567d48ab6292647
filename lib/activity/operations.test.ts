import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  eventKeysOf,
  eventSourceOf,
  isDataOperation,
  mayBeIn,
  operationKey,
  operationWords,
} from '@/lib/activity/operations'
import SIGNING_NAMES from '@/lib/activity/testing/data/signing-names.json'

/** CloudTrail's names that are not those of botocore's signatures, and services that have no event history. */
const OTHERWISE = new Set([
  'sso',
  'iotsecuretunneling',
  'mturk',
  'finspace-data',
  'apigatewaymanagementapi',
  'connectparticipant',
])

describe('the source of events', () => {
  it.each([
    ['s3api', 's3'],
    ['s3', 's3'],
    ['elbv2', 'elasticloadbalancing'],
    ['cloudwatch', 'monitoring'],
    ['stepfunctions', 'states'],
    ['sesv2', 'ses'],
    ['configservice', 'config'],
    ['deploy', 'codedeploy'],
    ['opensearch', 'es'],
    ['cognito-idp', 'cognito-idp'],
    ['resourcegroupstaggingapi', 'tagging'],
    ['efs', 'elasticfilesystem'],
  ])('of %s is %s', (service, source) => {
    expect(eventSourceOf(service)).toBe(source)
  })

  it('is what botocore signs for, for every service of the CLI that has another name', () => {
    const wrong = Object.entries(SIGNING_NAMES).filter(
      ([service, signed]) => !OTHERWISE.has(service) && eventSourceOf(service) !== signed,
    )
    expect(wrong).toEqual([])
  })
})

describe('the name of an operation', () => {
  it.each([
    ['list-buckets', 'ListBuckets'],
    ['describe-db-instances', 'DescribeDBInstances'],
    ['create-cached-iscsi-volume', 'CreateCachediSCSIVolume'],
    ['list-functions', 'ListFunctions20150331'],
    ['update-function-code', 'UpdateFunctionCode20150331v2'],
    ['create-distribution', 'CreateDistribution2020_05_31'],
    ['list-objects-v2', 'ListObjectsV2'],
  ])('%s is %s', (command, event) => {
    expect(operationKey(command)).toBe(operationKey(event))
  })

  it('is told in words', () => {
    expect(operationWords('DescribeDBInstances')).toBe('Describe DB instances')
    expect(operationWords('ListFunctions20150331')).toBe('List functions')
    expect(operationWords('ls')).toBe('Ls')
  })

  it('is words of its own letters', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^([A-Z][a-z]+){1,5}$/), (name) => {
        expect(operationWords(name).replaceAll(' ', '').toLowerCase()).toBe(name.toLowerCase())
      }),
    )
  })
})

describe('what the event history has', () => {
  it.each([
    ['s3', 'GetObject', true],
    ['s3', 'ListObjectsV2', true],
    ['s3', 'GetObjectLockConfiguration', false],
    ['s3', 'ListBuckets', false],
    ['s3', 'PutBucketPolicy', false],
    ['s3', 'ListMultipartUploads', true],
    ['dynamodb', 'Scan', true],
    ['dynamodb', 'DescribeTable', false],
    ['lambda', 'Invoke', true],
    ['lambda', 'ListFunctions', false],
    ['kms', 'Decrypt', false],
    ['secretsmanager', 'GetSecretValue', false],
    ['sqs', 'SendMessage', true],
    ['sqs', 'DeleteMessageBatch', true],
    ['sqs', 'DeleteQueue', false],
    ['sns', 'Publish', true],
    ['bedrock', 'InvokeModel', false],
  ])('%s %s: data %s', (source, operation, isData) => {
    expect(isDataOperation(source, operation)).toBe(isData)
  })

  it('is of a command of the CLI’s own what it calls', () => {
    expect(eventKeysOf({ service: 's3', operation: 'ls' })).toEqual(['s3 listbuckets'])
    expect(eventKeysOf({ service: 's3', operation: 'cp' })).toEqual([])
    expect(eventKeysOf({ service: 's3api', operation: 'get-object' })).toEqual([])
    expect(eventKeysOf({ service: 'elbv2', operation: 'describe-rules' })).toEqual([
      'elasticloadbalancing describerules',
    ])
  })

  it('is in one place for services that are nowhere', () => {
    expect(mayBeIn('iam', 'eu-west-1', 'us-east-1')).toBe(true)
    expect(mayBeIn('ec2', 'eu-west-1', 'us-east-1')).toBe(false)
    expect(mayBeIn('ec2', 'eu-west-1', 'eu-west-1')).toBe(true)
  })
})
