import type { LooseCommand } from '@/lib/mcp/guard/loose-command'
import type { CommandClass } from '@/lib/mcp/guard/model'

export type Verdict = { class: CommandClass; actions: string[]; why: string }

const LOCAL = 'It changes files or settings where the server runs, not in AWS.'
const TOKEN = 'Its answer is a sign-in that others can use.'
const SHELL = 'It opens a way into a machine.'
const SEVERAL = 'It is a command of the CLI’s own that makes several requests.'

/** Commands that are no operation of a service: class, IAM actions (as far as they are always the same), why. */
const CUSTOM: Record<string, [CommandClass, string, string]> = {
  's3 ls': ['read', 's3:ListAllMyBuckets s3:ListBucket', 'It lists buckets or objects.'],
  's3 rm': ['write', 's3:DeleteObject', 'It deletes objects.'],
  's3 mb': ['write', 's3:CreateBucket', 'It creates a bucket.'],
  's3 rb': ['write', 's3:DeleteBucket s3:DeleteObject', 'It deletes a bucket.'],
  's3 website': ['permissions', 's3:PutBucketWebsite', 'It makes a website of a bucket.'],
  's3 presign': ['secrets', 's3:GetObject', 'Its answer is an address that opens the object to whoever has it.'],
  'cloudformation deploy': ['write', 'cloudformation:CreateChangeSet cloudformation:ExecuteChangeSet', SEVERAL],
  'cloudformation package': ['write', 's3:PutObject', 'It uploads files of the container to a bucket.'],
  'cloudfront sign': ['secrets', '', 'Its answer is an address that opens content to whoever has it.'],
  'cloudtrail create-subscription': ['write', 'cloudtrail:CreateTrail s3:CreateBucket sns:CreateTopic', SEVERAL],
  'cloudtrail update-subscription': ['write', 'cloudtrail:UpdateTrail', SEVERAL],
  'cloudtrail validate-logs': ['read', 'cloudtrail:DescribeTrails s3:GetObject', 'It reads logs and compares them.'],
  'codeartifact login': [
    'secrets',
    'codeartifact:GetAuthorizationToken',
    'It writes a token into settings of the container.',
  ],
  'codecommit credential-helper': ['secrets', 'codecommit:GitPull codecommit:GitPush', TOKEN],
  'configservice get-status': [
    'read',
    'config:DescribeConfigurationRecorderStatus config:DescribeDeliveryChannelStatus',
    'It reads.',
  ],
  'configservice subscribe': ['write', 'config:PutConfigurationRecorder config:PutDeliveryChannel', SEVERAL],
  'datapipeline create-default-roles': ['permissions', 'iam:CreateRole iam:AttachRolePolicy', 'It creates roles.'],
  'datapipeline list-runs': ['read', 'datapipeline:QueryObjects datapipeline:DescribeObjects', 'It reads.'],
  'deploy install': ['write', '', LOCAL],
  'deploy push': [
    'write',
    's3:PutObject codedeploy:RegisterApplicationRevision',
    'It uploads files of the container to a bucket.',
  ],
  'deploy register': [
    'permissions',
    'codedeploy:RegisterOnPremisesInstance iam:CreateUser iam:CreateAccessKey',
    'It may create a user.',
  ],
  'deploy deregister': [
    'permissions',
    'codedeploy:DeregisterOnPremisesInstance iam:DeleteUser',
    'It may delete a user.',
  ],
  'deploy uninstall': ['write', '', LOCAL],
  'dlm create-default-role': ['permissions', 'iam:CreateRole iam:AttachRolePolicy', 'It creates a role.'],
  'ec2-instance-connect open-tunnel': ['secrets', 'ec2-instance-connect:OpenTunnel', SHELL],
  'ec2-instance-connect ssh': ['secrets', 'ec2-instance-connect:SendSSHPublicKey', SHELL],
  'ecr get-login': ['secrets', 'ecr:GetAuthorizationToken', TOKEN],
  'ecr get-login-password': ['secrets', 'ecr:GetAuthorizationToken', TOKEN],
  'ecr-public get-login-password': ['secrets', 'ecr-public:GetAuthorizationToken', TOKEN],
  'ecs deploy': ['write', 'ecs:UpdateService codedeploy:CreateDeployment', SEVERAL],
  'eks get-token': ['secrets', '', TOKEN],
  'eks update-kubeconfig': ['write', 'eks:DescribeCluster', LOCAL],
  'emr add-instance-groups': ['cost', 'elasticmapreduce:AddInstanceGroups', 'Instances are billed while they run.'],
  'emr add-steps': ['write', 'elasticmapreduce:AddJobFlowSteps', 'It runs something on the cluster.'],
  'emr create-cluster': ['cost', 'elasticmapreduce:RunJobFlow', 'A cluster is billed while it runs.'],
  'emr create-default-roles': ['permissions', 'iam:CreateRole iam:AttachRolePolicy', 'It creates roles.'],
  'emr create-hbase-backup': ['write', 'elasticmapreduce:AddJobFlowSteps', SEVERAL],
  'emr describe-cluster': ['read', 'elasticmapreduce:DescribeCluster elasticmapreduce:ListInstanceGroups', 'It reads.'],
  'emr disable-hbase-backups': ['write', 'elasticmapreduce:AddJobFlowSteps', SEVERAL],
  'emr get': ['write', 'elasticmapreduce:DescribeCluster', LOCAL],
  'emr install-applications': ['write', 'elasticmapreduce:AddJobFlowSteps', SEVERAL],
  'emr modify-cluster-attributes': ['write', 'elasticmapreduce:SetTerminationProtection', SEVERAL],
  'emr put': ['write', 'elasticmapreduce:DescribeCluster', 'It copies a file onto the cluster.'],
  'emr restore-from-hbase-backup': ['write', 'elasticmapreduce:AddJobFlowSteps', SEVERAL],
  'emr schedule-hbase-backup': ['write', 'elasticmapreduce:AddJobFlowSteps', SEVERAL],
  'emr socks': ['secrets', 'elasticmapreduce:DescribeCluster', SHELL],
  'emr ssh': ['secrets', 'elasticmapreduce:DescribeCluster', SHELL],
  'emr terminate-clusters': ['write', 'elasticmapreduce:TerminateJobFlows', 'It ends clusters.'],
  'emr-containers update-role-trust-policy': [
    'permissions',
    'iam:UpdateAssumeRolePolicy',
    'It changes who may take a role.',
  ],
  'gamelift get-game-session-log': [
    'write',
    'gamelift:GetGameSessionLogUrl',
    'It writes a file where the server runs.',
  ],
  'gamelift upload-build': [
    'write',
    'gamelift:CreateBuild gamelift:RequestUploadCredentials',
    'It uploads files of the container.',
  ],
  'iam create-virtual-mfa-device': [
    'permissions',
    'iam:CreateVirtualMFADevice',
    'It creates a means of sign-in, and writes its seed to a file.',
  ],
  'iot create-keys-and-certificate': ['secrets', 'iot:CreateKeysAndCertificate', 'Its answer holds a private key.'],
  'logs start-live-tail': ['read', 'logs:StartLiveTail', 'It reads log lines as they come.'],
  'logs tail': ['read', 'logs:FilterLogEvents', 'It reads log lines.'],
  'rds generate-db-auth-token': ['secrets', 'rds-db:connect', TOKEN],
  'servicecatalog generate': ['write', 's3:PutObject servicecatalog:CreateProduct', SEVERAL],
  'ssm start-session': ['secrets', 'ssm:StartSession', SHELL],
  'sso get-role-credentials': ['secrets', '', TOKEN],
  'sso login': ['secrets', '', TOKEN],
  'sso logout': ['write', '', LOCAL],
  'sso-oidc create-token': ['secrets', '', TOKEN],
}

/** Families of the CLI's own, whatever follows. */
const FAMILIES: Record<string, [CommandClass, string]> = {
  configure: ['write', LOCAL],
  history: ['secrets', 'It shows earlier commands and their answers.'],
  login: ['secrets', TOKEN],
  logout: ['write', LOCAL],
  wizard: ['write', SEVERAL],
}

/** What the CLI's own commands do; undefined: it is an operation of a service. */
export function customCommand(command: LooseCommand): Verdict | undefined {
  const { service, operation, rest } = command

  if (service === 's3' && /^(cp|mv|sync)$/.test(operation)) {
    return s3Copy(operation, rest)
  }
  if (operation === 'wizard' || rest.some((word) => word.startsWith('--cli-auto-prompt'))) {
    return { class: 'write', actions: [], why: SEVERAL }
  }
  const key = `${service} ${operation}`
  const found = Object.hasOwn(CUSTOM, key) ? CUSTOM[key] : undefined

  if (found) {
    return { class: found[0], actions: found[1].split(' ').filter(Boolean), why: found[2] }
  }
  const family = Object.hasOwn(FAMILIES, service) ? FAMILIES[service] : undefined
  return family && { class: family[0], actions: [], why: family[1] }
}

/** Which of the two is the source can't be told from options without their list, so both sides count. */
function s3Copy(operation: string, rest: string[]): Verdict {
  const opens = rest.some((word) => /^--(ac|gr)/.test(word))
  const deletes = operation === 'mv' || rest.some((word) => word.startsWith('--del'))
  const actions = [
    's3:GetObject',
    's3:PutObject',
    ...(deletes ? ['s3:DeleteObject'] : []),
    ...(opens ? ['s3:PutObjectAcl'] : []),
  ]

  return opens
    ? { class: 'permissions', actions, why: 'It sets who may read the copy.' }
    : {
        class: 'write',
        actions,
        why: deletes ? 'It writes and deletes objects or files.' : 'It writes objects, or files where the server runs.',
      }
}
