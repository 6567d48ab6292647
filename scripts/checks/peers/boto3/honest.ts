/** What boto3's tables ask and the practice account says that it does not imitate: each a decision, and no other is refused. */
export const HONEST: readonly string[] = [
  'sts get_federation_token',
  'cloudwatch describe_alarms',
  'service-quotas list_service_quotas',
  'ecr describe_repositories',
  'resourcegroupstaggingapi get_resources',
  'cloudformation list_stacks',
  'cognito-idp get_signing_certificate',
  'bedrock-agentcore get_workload_access_token (of nobody)',
  's3 get_object: NoSuchKey',
  'ec2 describe_vpcs',
  'ec2 describe_security_groups',
  'ec2 describe_tags',
  'dynamodb query',
  'lambda get_function',
]
