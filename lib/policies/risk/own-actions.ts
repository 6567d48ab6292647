/** Slipway's own tables, in the form of sensitive-actions.ts. */

/** Read values that somebody meant to keep secret. */
export const SECRET_ACTIONS = `
kms: Decrypt ReEncryptFrom GenerateDataKey
secretsmanager: BatchGetSecretValue GetSecretValue
ssm: GetParameter GetParameterHistory GetParameters GetParametersByPath
ssm-contacts: GetContactChannel
appconfig: GetConfiguration GetLatestConfiguration
bedrock-agentcore: GetResourceApiKey GetResourceOauth2Token GetResourcePaymentToken
codebuild: BatchGetProjects
ec2: DescribeInstanceAttribute DescribeLaunchTemplateVersions
lambda: GetFunctionConfiguration
`

/** Copy data out of the account's reach, beside the reading actions. */
export const COPY_ACTIONS = `
athena: StartQueryExecution
backup: StartCopyJob
datasync: CreateTask StartTaskExecution
dynamodb: ExportTableToPointInTime PartiQLSelect
ec2: CopySnapshot CreateStoreImageTask ExportImage
logs: CreateExportTask FilterLogEvents StartLiveTail StartQuery PutSubscriptionFilter
rds: CopyDBSnapshot StartExportTask
rds-data: BatchExecuteStatement ExecuteStatement
redshift-data: ExecuteStatement GetStatementResult
s3: GetObjectTorrent PutReplicationConfiguration ReplicateObject
timestream: Select
`

/** Destroy, stop or rebuild what runs; spend money; blind the people who watch. */
export const CHANGE_ACTIONS = `
autoscaling: DeleteAutoScalingGroup UpdateAutoScalingGroup
backup: DeleteBackupVault DeleteRecoveryPoint
cloudformation: CreateStack DeleteStack UpdateStack
cloudfront: DeleteDistribution UpdateDistribution
cloudtrail: DeleteTrail PutEventSelectors StopLogging UpdateTrail
cloudwatch: DeleteAlarms DisableAlarmActions
config: DeleteConfigurationRecorder StopConfigurationRecorder
dynamodb: DeleteBackup DeleteItem DeleteTable PutItem UpdateItem
ec2: AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress DeleteFlowLogs DeleteSnapshot DeleteVolume
  DeleteVpc ModifyInstanceAttribute ReplaceRoute RunInstances StopInstances TerminateInstances
ecr: BatchDeleteImage DeleteRepository PutImage
ecs: DeleteCluster DeleteService StopTask UpdateService
eks: DeleteCluster DeleteNodegroup UpdateClusterConfig
elasticfilesystem: DeleteFileSystem
elasticloadbalancing: DeleteLoadBalancer ModifyListener
guardduty: DeleteDetector UpdateDetector
kms: DisableKey ScheduleKeyDeletion
lambda: DeleteFunction PutFunctionConcurrency
logs: DeleteLogGroup DeleteLogStream PutRetentionPolicy
organizations: CloseAccount DetachPolicy LeaveOrganization
rds: DeleteDBCluster DeleteDBInstance DeleteDBSnapshot ModifyDBInstance StopDBInstance
redshift: DeleteCluster
route53: ChangeResourceRecordSets DeleteHostedZone
route53domains: DeleteDomain TransferDomain
s3: DeleteBucket DeleteObject DeleteObjectVersion PutLifecycleConfiguration PutObject
savingsplans: CreateSavingsPlan
secretsmanager: DeleteSecret PutSecretValue
sns: DeleteTopic
sqs: DeleteQueue PurgeQueue
ssm: DeleteParameter PutParameter
`

/** What is dangerous where this assistant lives: other runtimes, their shells, their users' tokens. */
export const AGENTCORE_ACTIONS = `
bedrock-agentcore: CompleteResourceTokenAuth ConnectBrowserLiveViewStream DeleteAgentRuntime DeleteAgentRuntimeEndpoint
  GetWorkloadAccessToken GetWorkloadAccessTokenForJWT GetWorkloadAccessTokenForUserId InvokeAgentRuntime
  InvokeAgentRuntimeForUser InvokeAgentRuntimeWithWebSocketStreamForUser InvokeGateway ManageAdminPolicy
  ManageResourceScopedPolicy ProcessPayment PutResourcePolicy SetTokenVaultCMK UpdateAgentRuntimeEndpoint
  UpdateGateway UpdateGatewayTarget UpdateWorkloadIdentity
`

/** Ways of AgentCore that the other tables don't have: the ids are ours. */
export const AGENTCORE_PATHS = `
agentcore-shell takeover bedrock-agentcore:InvokeAgentRuntimeCommandShell
agentcore-update pass iam:PassRole bedrock-agentcore:UpdateAgentRuntime
agentcore-create pass iam:PassRole bedrock-agentcore:CreateAgentRuntime bedrock-agentcore:InvokeAgentRuntime
agentcore-harness takeover bedrock-agentcore:InvokeHarness bedrock-agentcore:UpdateHarness
agentcore-new-harness pass iam:PassRole bedrock-agentcore:CreateHarness bedrock-agentcore:InvokeHarness
`

/** Hands out credentials, and is newer than the table of sensitive actions. */
export const OWN_CREDENTIAL_ACTIONS = `
sts: AssumeRoot
`

/** Ways through other services that the published tables don't have. */
export const OTHER_PATHS = `
rolesanywhere-anchor pass iam:PassRole rolesanywhere:CreateTrustAnchor
rolesanywhere-profile pass iam:PassRole rolesanywhere:CreateProfile
eks-access-entry takeover eks:CreateAccessEntry
eks-access-policy takeover eks:AssociateAccessPolicy
`
