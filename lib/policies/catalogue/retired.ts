import { matchesAction } from '@/lib/policies/evaluate/match'

/**
 * What AWS's reference listed once and lists no longer: services that were shut down, actions that were renamed or withdrawn.
 * IAM goes on accepting most of them. Derived from the published versions of the catalogue from August 2024 to September 2026.
 */
const RETIRED_SERVICES = new Set([
  'application-cost-profiler',
  'aws-mcp',
  'deepcomposer',
  'deeplens',
  'deepracer',
  'iot1click',
  'iotroborunner',
  'sagemaker-groundtruth-synthetic',
  'supportrecommendations',
  'zocalo',
])

const RETIRED_ACTIONS: Record<string, string> = {
  account: 'GetChallengeQuestions PutChallengeQuestions',
  aidevops:
    'GetOperatorAppTeams HandleServiceRegistrationCallback InitiateServiceRegistration InvokeAgent SendChatMessage UpdateOperatorAppTeams',
  artifact: 'DownloadAgreement Get',
  'aws-marketplace': 'CompleteTask DescribeTask ListTasks UpdateTask',
  braket: 'AccessBraketFeature',
  cloud9: 'ValidateEnvironmentName',
  dms: 'CancelMetadataModelAssessment CancelMetadataModelExport DescribeDataProviders DescribeExtensionPackAssociations DescribeInstanceProfiles DescribeMetadataModelAssessments DescribeMetadataModelConversions DescribeMetadataModelExportsAsScript DescribeMetadataModelExportsToTarget DescribeMigrationProjects DisassociateExtensionPack ModifyConversionConfiguration ModifyDataProvider ModifyInstanceProfile ModifyMigrationProject StartExtensionPackAssociation StartMetadataModelExportAsScript',
  dsql: 'CreateMultiRegionClusters DeleteMultiRegionClusters',
  iotfleetwise: 'BatchCreateVehicle BatchUpdateVehicle',
  lambda: 'GetPublicAccessBlockConfig PutPublicAccessBlockConfig',
  'network-security-director': 'GetNetworkSecurityScan StartNetworkSecurityScan',
  one: 'DeleteUser',
  qapps: 'CreatePresignedUrl ImportDocumentToQApp ImportDocumentToQAppSession',
  qbusiness: 'AddUserLicenses CreateLicense GetLicense ListUserLicenses RemoveUserLicenses',
  quicksight:
    'DescribeAutomationGroup DescribeAutomationGroupPermissions ListAutomationGroups SearchAutomationGroups UpdateAutomationGroupPermissions',
  'route53-recovery-control-config': 'DescribeRoutingControlByName',
  'sagemaker-unified-studio-mcp': 'CallPrivilegedTool CallReadOnlyTool InvokeMcp',
  securityagent:
    'AddControl BatchGetAgentInstances BatchGetSecurityTestContentMetadata BatchGetTasks CreateAgentInstance CreateDocumentReview DeleteAgentInstance DeleteControl DescribeFindings GetCodeReviewTask GetControl GetDocReviewTask GetDocumentReview GetDocumentReviewArtifact GetLoginSessionCredentials HandleOneTimeLoginSession ListAgentInstanceTasks ListAgentInstances ListControls ListDocumentReviewComments ListDocumentReviews ListTasks StartPentestExecution StopPentestExecution ToggleManagedControl UpdateAgentInstance UpdateControl',
  sso: 'DeletePermissionsPolicy DescribeDirectories DescribePermissionsPolicies DescribeTrusts GetPermissionsPolicy UpdateDirectoryAssociation',
  trustedadvisor:
    'CreateEngagement CreateEngagementAttachment CreateEngagementCommunication GetEngagement GetEngagementAttachment GetEngagementType ListEngagementCommunications ListEngagementTypes ListEngagements UpdateEngagement UpdateEngagementStatus',
}

export function isRetiredService(prefix: string): boolean {
  return RETIRED_SERVICES.has(prefix.toLowerCase())
}

/** Whether a service once had an action that the pattern (without prefix) takes in. */
export function isRetiredAction(prefix: string, pattern: string): boolean {
  const service = prefix.toLowerCase()
  const names = Object.hasOwn(RETIRED_ACTIONS, service) ? RETIRED_ACTIONS[service] : undefined
  return names?.split(' ').some((name) => matchesAction(pattern, name)) ?? false
}

/**
 * Every retired action, as `service:Action`.
 * @internal
 */
export function retiredActions(): string[] {
  return Object.entries(RETIRED_ACTIONS).flatMap(([prefix, names]) =>
    names.split(' ').map((name) => `${prefix}:${name}`),
  )
}
