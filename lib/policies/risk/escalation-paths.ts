/**
 * What `kind` of escalation it is: `self` changes the assistant's own permissions, `identity` takes over another user or role,
 * `pass` gives a role to something that it starts, `takeover` uses something that already runs with a role.
 */
export type EscalationPath = {
  id: string
  kind: 'self' | 'identity' | 'pass' | 'takeover'
  actions: string[]
  source: { name: string; url: string }
}

/** One a line: id, kind, the actions that it needs. Source: pathfinding.cloud by Datadog, Apache-2.0. */
const PATHFINDING = `
apprunner-001 pass iam:PassRole apprunner:CreateService
apprunner-002 takeover apprunner:UpdateService
bedrock-001 pass iam:PassRole bedrock-agentcore:CreateCodeInterpreter bedrock-agentcore:StartCodeInterpreterSession bedrock-agentcore:InvokeCodeInterpreter
bedrock-002 takeover bedrock-agentcore:StartCodeInterpreterSession bedrock-agentcore:InvokeCodeInterpreter
cloudformation-001 pass iam:PassRole cloudformation:CreateStack
cloudformation-002 takeover cloudformation:UpdateStack
cloudformation-003 pass iam:PassRole cloudformation:CreateStackSet cloudformation:CreateStackInstances
cloudformation-004 pass iam:PassRole cloudformation:UpdateStackSet
cloudformation-005 pass cloudformation:CreateChangeSet cloudformation:ExecuteChangeSet
codebuild-001 pass iam:PassRole codebuild:CreateProject codebuild:StartBuild
codebuild-002 takeover codebuild:StartBuild
codebuild-003 takeover codebuild:StartBuildBatch
codebuild-004 pass iam:PassRole codebuild:CreateProject codebuild:StartBuildBatch
datapipeline-001 pass iam:PassRole datapipeline:CreatePipeline datapipeline:PutPipelineDefinition datapipeline:ActivatePipeline
ec2-001 pass iam:PassRole ec2:RunInstances
ec2-002 takeover ec2:ModifyInstanceAttribute ec2:StopInstances ec2:StartInstances
ec2-003 pass iam:PassRole ec2:RequestSpotInstances
ec2-004 takeover ec2:CreateLaunchTemplateVersion ec2:ModifyLaunchTemplate
ec2instanceconnect-003 takeover ec2-instance-connect:SendSSHPublicKey ec2:DescribeInstances
ecs-001 pass iam:PassRole ecs:CreateCluster ecs:RegisterTaskDefinition ecs:CreateService
ecs-002 pass iam:PassRole ecs:CreateCluster ecs:RegisterTaskDefinition ecs:RunTask
ecs-003 pass iam:PassRole ecs:RegisterTaskDefinition ecs:CreateService
ecs-004 pass iam:PassRole ecs:RegisterTaskDefinition ecs:RunTask
ecs-005 pass iam:PassRole ecs:RegisterTaskDefinition ecs:StartTask
glue-001 pass iam:PassRole glue:CreateDevEndpoint
glue-002 takeover glue:UpdateDevEndpoint
glue-003 pass iam:PassRole glue:CreateJob glue:StartJobRun
glue-004 pass iam:PassRole glue:CreateJob glue:CreateTrigger
glue-005 pass iam:PassRole glue:UpdateJob glue:StartJobRun
glue-006 pass iam:PassRole glue:UpdateJob glue:CreateTrigger
iam-001 self iam:CreatePolicyVersion
iam-002 identity iam:CreateAccessKey
iam-003 identity iam:CreateAccessKey iam:DeleteAccessKey
iam-004 identity iam:CreateLoginProfile
iam-005 self iam:PutRolePolicy
iam-006 identity iam:UpdateLoginProfile
iam-007 self iam:PutUserPolicy
iam-008 self iam:AttachUserPolicy
iam-009 self iam:AttachRolePolicy
iam-010 self iam:AttachGroupPolicy
iam-011 self iam:PutGroupPolicy
iam-012 identity iam:UpdateAssumeRolePolicy
iam-013 self iam:AddUserToGroup
iam-014 identity iam:AttachRolePolicy sts:AssumeRole
iam-015 identity iam:AttachUserPolicy iam:CreateAccessKey
iam-016 identity iam:CreatePolicyVersion sts:AssumeRole
iam-017 identity iam:PutRolePolicy sts:AssumeRole
iam-018 identity iam:PutUserPolicy iam:CreateAccessKey
iam-019 identity iam:AttachRolePolicy iam:UpdateAssumeRolePolicy
iam-020 identity iam:CreatePolicyVersion iam:UpdateAssumeRolePolicy
iam-021 identity iam:PutRolePolicy iam:UpdateAssumeRolePolicy
lambda-001 pass iam:PassRole lambda:CreateFunction lambda:InvokeFunction
lambda-002 pass iam:PassRole lambda:CreateFunction lambda:CreateEventSourceMapping
lambda-003 takeover lambda:UpdateFunctionCode
lambda-004 takeover lambda:UpdateFunctionCode lambda:InvokeFunction
lambda-005 takeover lambda:UpdateFunctionCode lambda:AddPermission
lambda-006 pass iam:PassRole lambda:CreateFunction lambda:AddPermission
sagemaker-001 pass iam:PassRole sagemaker:CreateNotebookInstance
sagemaker-002 pass iam:PassRole sagemaker:CreateTrainingJob
sagemaker-003 pass iam:PassRole sagemaker:CreateProcessingJob
sagemaker-004 takeover sagemaker:CreatePresignedNotebookInstanceUrl
sagemaker-005 takeover sagemaker:CreateNotebookInstanceLifecycleConfig sagemaker:StopNotebookInstance sagemaker:UpdateNotebookInstance sagemaker:StartNotebookInstance
ssm-001 takeover ssm:StartSession
ssm-002 takeover ssm:SendCommand
sts-001 identity sts:AssumeRole
`

/** The combinations that pathfinding.cloud lacks. Source: Prowler, Apache-2.0. */
const PROWLER = `
SetDefaultPolicyVersion self iam:SetDefaultPolicyVersion
AssumeRole+UpdateAssumeRolePolicy identity iam:UpdateAssumeRolePolicy sts:AssumeRole
PassRole+CreateLambda+NewDynamo pass iam:PassRole dynamodb:CreateTable dynamodb:PutItem lambda:CreateEventSourceMapping lambda:CreateFunction
lambda:UpdateFunctionConfiguration takeover lambda:UpdateFunctionConfiguration
PassRole+CodeStar pass iam:PassRole codestar:CreateProject
PassRole+CreateAutoScaling pass iam:PassRole autoscaling:CreateAutoScalingGroup autoscaling:CreateLaunchConfiguration
PassRole+UpdateAutoScaling pass iam:PassRole autoscaling:CreateLaunchConfiguration autoscaling:UpdateAutoScalingGroup
PassRole+ECS+StartTask pass iam:PassRole ecs:DeregisterContainerInstance ecs:RegisterContainerInstance ecs:StartTask
PassRole+ECS+RunTask pass iam:PassRole ecs:RunTask
ECS+ExecuteCommand takeover ecs:DescribeTasks ecs:ExecuteCommand
AgentCoreInvokeRuntimeCommand takeover bedrock-agentcore:InvokeAgentRuntimeCommand
PassRole+AgentCoreCreateRuntime+InvokeRuntimeCommand pass iam:PassRole bedrock-agentcore:CreateAgentRuntime bedrock-agentcore:CreateAgentRuntimeEndpoint bedrock-agentcore:CreateWorkloadIdentity bedrock-agentcore:InvokeAgentRuntimeCommand
PassRole+AgentCoreCreateHarness+InvokeRuntimeCommand pass iam:PassRole bedrock-agentcore:CreateAgentRuntime bedrock-agentcore:CreateAgentRuntimeEndpoint bedrock-agentcore:CreateHarness bedrock-agentcore:CreateWorkloadIdentity bedrock-agentcore:GetAgentRuntime bedrock-agentcore:InvokeAgentRuntimeCommand
AgentCoreBrowserSessionConnect takeover bedrock-agentcore:ConnectBrowserAutomationStream bedrock-agentcore:StartBrowserSession
PassRole+AgentCoreCreateBrowser+ConnectBrowser pass iam:PassRole bedrock-agentcore:ConnectBrowserAutomationStream bedrock-agentcore:CreateBrowser bedrock-agentcore:StartBrowserSession
PassRole+BatchRegisterJobDef+SubmitJob pass iam:PassRole batch:RegisterJobDefinition batch:SubmitJob
BatchSubmitJob takeover batch:SubmitJob
PassRole+BraketCreateJob pass iam:PassRole braket:CreateJob
CodeDeployCreateDeployment takeover codedeploy:CreateDeployment codedeploy:GetDeploymentConfig codedeploy:RegisterApplicationRevision
PassRole+CognitoSetIdentityPoolRoles pass iam:PassRole cognito-identity:SetIdentityPoolRoles
PassRole+ECSStartTaskExistingCluster pass iam:PassRole ecs:StartTask
PassRole+EMRRunJobFlow pass iam:PassRole elasticmapreduce:RunJobFlow
PassRole+EMRServerlessCreateApp+StartJobRun pass iam:PassRole emr-serverless:CreateApplication emr-serverless:StartJobRun
PassRole+GameLiftCreateBuild+CreateFleet pass iam:PassRole gamelift:CreateBuild gamelift:CreateFleet gamelift:RequestUploadCredentials
PassRole+GlueCreateSession+RunStatement pass iam:PassRole glue:CreateSession glue:RunStatement
PassRole+ImageBuilderCreateComponent+CreateImage pass iam:PassRole imagebuilder:CreateComponent imagebuilder:CreateImage imagebuilder:CreateImageRecipe imagebuilder:CreateInfrastructureConfiguration
PassRole+KinesisAnalyticsCreateApp+StartApp pass iam:PassRole kinesisanalytics:CreateApplication kinesisanalytics:StartApplication
PassRole+OmicsCreateWorkflow+StartRun pass iam:PassRole omics:CreateWorkflow omics:StartRun s3:GetObject
PassRole+SchedulerCreateSchedule pass iam:PassRole scheduler:CreateSchedule
PassRole+SSMCreateDocument+StartAutomation pass iam:PassRole ssm:CreateDocument ssm:StartAutomationExecution
PassRole+StepFunctionsCreateStateMachine+StartExecution pass iam:PassRole states:CreateStateMachine states:StartExecution
StepFunctionsUpdateStateMachine+StartExecution takeover states:StartExecution states:UpdateStateMachine
iam:DeleteUserPermissionsBoundary self iam:DeleteUserPermissionsBoundary
AssumeRole+DeleteRolePermissionsBoundary identity iam:DeleteRolePermissionsBoundary sts:AssumeRole
SSOCreatePermissionSet+CreateAccountAssignment+AttachManagedPolicy self sso:AttachManagedPolicyToPermissionSet sso:CreateAccountAssignment sso:CreatePermissionSet
sso:AttachManagedPolicyToPermissionSet self sso:AttachManagedPolicyToPermissionSet
sso:PutInlinePolicyToPermissionSet self sso:PutInlinePolicyToPermissionSet
`

/** Reads a table of paths: one a line, as above. */
export function readPaths(table: string, source: (id: string) => EscalationPath['source']): EscalationPath[] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [id = '', kind, ...actions] = line.split(' ')
      return { id, kind: KINDS.find((known) => known === kind) ?? 'takeover', actions, source: source(id) }
    })
}

const KINDS = ['self', 'identity', 'pass', 'takeover'] as const

export const ESCALATION_PATHS: readonly EscalationPath[] = [
  ...readPaths(PATHFINDING, (id) => ({ name: 'pathfinding.cloud', url: `https://pathfinding.cloud/paths/${id}` })),
  ...readPaths(PROWLER, () => ({ name: 'Prowler', url: 'https://github.com/prowler-cloud/prowler' })),
]
