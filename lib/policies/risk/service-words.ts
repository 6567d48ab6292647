/** Prefixes whose everyday name is not the prefix itself. */
const NAMES: Record<string, string> = {
  athena: 'Athena',
  'bedrock-agentcore': 'AgentCore',
  cloudformation: 'CloudFormation',
  cloudfront: 'CloudFront',
  cloudtrail: 'CloudTrail',
  cloudwatch: 'CloudWatch',
  'cognito-identity': 'Cognito identities',
  'cognito-idp': 'Cognito users',
  dynamodb: 'DynamoDB',
  ec2: 'EC2',
  ecr: 'ECR',
  ecs: 'ECS',
  eks: 'EKS',
  elasticfilesystem: 'EFS',
  iam: 'IAM',
  kinesis: 'Kinesis',
  kms: 'KMS',
  lambda: 'Lambda',
  logs: 'CloudWatch Logs',
  organizations: 'Organizations',
  rds: 'RDS',
  redshift: 'Redshift',
  route53: 'Route 53',
  s3: 'S3',
  sagemaker: 'SageMaker',
  secretsmanager: 'Secrets Manager',
  sns: 'SNS',
  sqs: 'SQS',
  ssm: 'Systems Manager',
  sts: 'STS',
  xray: 'X-Ray',
}

/** A short name of a service: `S3`; the prefix where people know no shorter one. */
export function serviceWord(prefix: string): string {
  return NAMES[prefix] ?? prefix
}
