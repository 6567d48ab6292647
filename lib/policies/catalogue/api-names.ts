/**
 * API operations (as SDK and CLI call them) that are authorized by an action of another name. The first action is the one that the
 * call always needs. Source: Service Authorization Reference and the services' API references.
 */
const ACTIONS_BY_API: Record<string, Record<string, string[]>> = {
  s3: {
    ListBuckets: ['ListAllMyBuckets'],
    ListObjects: ['ListBucket'],
    ListObjectsV2: ['ListBucket'],
    HeadBucket: ['ListBucket'],
    ListObjectVersions: ['ListBucketVersions'],
    ListMultipartUploads: ['ListBucketMultipartUploads'],
    ListParts: ['ListMultipartUploadParts'],
    HeadObject: ['GetObject'],
    SelectObjectContent: ['GetObject'],
    CopyObject: ['PutObject', 'GetObject'],
    CreateMultipartUpload: ['PutObject'],
    UploadPart: ['PutObject'],
    UploadPartCopy: ['PutObject', 'GetObject'],
    CompleteMultipartUpload: ['PutObject'],
    DeleteObjects: ['DeleteObject'],
    GetBucketLifecycle: ['GetLifecycleConfiguration'],
    GetBucketLifecycleConfiguration: ['GetLifecycleConfiguration'],
    PutBucketLifecycle: ['PutLifecycleConfiguration'],
    PutBucketLifecycleConfiguration: ['PutLifecycleConfiguration'],
    DeleteBucketLifecycle: ['PutLifecycleConfiguration'],
    GetBucketEncryption: ['GetEncryptionConfiguration'],
    PutBucketEncryption: ['PutEncryptionConfiguration'],
    DeleteBucketEncryption: ['PutEncryptionConfiguration'],
    GetBucketReplication: ['GetReplicationConfiguration'],
    PutBucketReplication: ['PutReplicationConfiguration'],
    DeleteBucketReplication: ['PutReplicationConfiguration'],
    GetBucketAccelerateConfiguration: ['GetAccelerateConfiguration'],
    PutBucketAccelerateConfiguration: ['PutAccelerateConfiguration'],
    GetBucketAnalyticsConfiguration: ['GetAnalyticsConfiguration'],
    PutBucketAnalyticsConfiguration: ['PutAnalyticsConfiguration'],
    GetBucketInventoryConfiguration: ['GetInventoryConfiguration'],
    PutBucketInventoryConfiguration: ['PutInventoryConfiguration'],
    GetBucketMetricsConfiguration: ['GetMetricsConfiguration'],
    PutBucketMetricsConfiguration: ['PutMetricsConfiguration'],
    GetBucketNotificationConfiguration: ['GetBucketNotification'],
    PutBucketNotificationConfiguration: ['PutBucketNotification'],
    GetPublicAccessBlock: ['GetBucketPublicAccessBlock'],
    PutPublicAccessBlock: ['PutBucketPublicAccessBlock'],
    DeletePublicAccessBlock: ['PutBucketPublicAccessBlock'],
    GetObjectLockConfiguration: ['GetBucketObjectLockConfiguration'],
    PutObjectLockConfiguration: ['PutBucketObjectLockConfiguration'],
    DeleteBucketCors: ['PutBucketCORS'],
    DeleteBucketTagging: ['PutBucketTagging'],
  },
  lambda: { Invoke: ['InvokeFunction'], InvokeWithResponseStream: ['InvokeFunction'] },
  sqs: {
    SendMessageBatch: ['SendMessage'],
    DeleteMessageBatch: ['DeleteMessage'],
    ChangeMessageVisibilityBatch: ['ChangeMessageVisibility'],
  },
  sns: { PublishBatch: ['Publish'] },
  dynamodb: { TransactGetItems: ['GetItem'], TransactWriteItems: ['PutItem', 'UpdateItem', 'DeleteItem'] },
  kms: { ReEncrypt: ['ReEncryptFrom', 'ReEncryptTo'] },
  bedrock: { Converse: ['InvokeModel'], ConverseStream: ['InvokeModelWithResponseStream'] },
  cloudfront: { CreateDistributionWithTags: ['CreateDistribution'] },
}

/** Services whose actions carry another prefix than the name that SDK and CLI use. Source: Service Authorization Reference. */
const PREFIXES_BY_SDK: Record<string, string> = {
  apigatewayv2: 'apigateway',
  bedrockruntime: 'bedrock',
  'bedrock-runtime': 'bedrock',
  'bedrock-agent': 'bedrock',
  'bedrock-agentcore-control': 'bedrock-agentcore',
  cloudwatchlogs: 'logs',
  'cloudwatch-logs': 'logs',
  'cognito-identity-provider': 'cognito-idp',
  configservice: 'config',
  deploy: 'codedeploy',
  docdb: 'rds',
  efs: 'elasticfilesystem',
  elb: 'elasticloadbalancing',
  elbv2: 'elasticloadbalancing',
  emr: 'elasticmapreduce',
  eventbridge: 'events',
  msk: 'kafka',
  neptune: 'rds',
  opensearch: 'es',
  'resource-groups-tagging-api': 'tag',
  resourcegroupstaggingapi: 'tag',
  s3api: 's3',
  s3control: 's3',
  sesv2: 'ses',
  sfn: 'states',
  'sso-admin': 'sso',
  stepfunctions: 'states',
}

function own<T>(table: Record<string, T>, key: string): T | undefined {
  const name = Object.keys(table).find((known) => known.toLowerCase() === key.toLowerCase())
  return name === undefined ? undefined : table[name]
}

/** `('s3', 'ListBuckets')` → `['s3:ListAllMyBuckets']`; empty when the operation is authorized under its own name. */
export function actionsForApi(prefix: string, operation: string): string[] {
  const service = prefix.toLowerCase()
  return (own(own(ACTIONS_BY_API, service) ?? {}, operation) ?? []).map((action) => `${service}:${action}`)
}

/** `elbv2` → `elasticloadbalancing`: the prefix of a service's actions, from the name of its SDK client. */
export function prefixForSdkName(name: string): string | undefined {
  return own(PREFIXES_BY_SDK, name)
}

/**
 * Every operation of the table, as `service:Operation`.
 * @internal
 */
export function apiNames(): string[] {
  return Object.entries(ACTIONS_BY_API).flatMap(([service, operations]) =>
    Object.keys(operations).map((operation) => `${service}:${operation}`),
  )
}
