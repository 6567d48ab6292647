/** What begins to cost money when it is created or started, one service a line: pattern of names, then why. */
const SPENDING: [RegExp, string][] = [
  [
    /^ec2:(RunInstances|RunScheduledInstances|StartInstances|RequestSpot\w+|CreateFleet)$/,
    'Instances are billed while they run.',
  ],
  [/^ec2:CreateCapacityReservation\w*$/, 'A reservation is billed whether it is used or not.'],
  [/^ec2:AllocateHosts$/, 'A dedicated host is billed by the hour.'],
  [
    /^ec2:(CreateNatGateway|CreateVpcEndpoint|CreateTransitGateway\w*|CreateVpnConnection|CreateClientVpnEndpoint)$/,
    'It is billed by the hour.',
  ],
  [/^ec2:(CreateVolume|AllocateAddress|EnableFastSnapshotRestores)$/, 'It is billed for as long as it is kept.'],
  [
    /^[\w-]+:(Purchase|Accept\w+Quote|CreateSavingsPlan|CreateReserved)\w*$/,
    'It buys something that can’t be given back.',
  ],
  [
    /^(rds|neptune|redshift|elasticache|memorydb|dax):(CreateDB(Instance|Cluster)\w*|Create(Cluster|CacheCluster|ReplicationGroup|ServerlessCache)|Restore\w+|Start(DBInstance|DBCluster)|ResumeCluster)$/,
    'A database is billed while it runs.',
  ],
  [/^redshift-serverless:CreateWorkgroup$/, 'A warehouse is billed while it runs.'],
  [
    /^(eks|ecs|emr-containers|elasticmapreduce|kafka|es|aoss|docdb-elastic|hsm|cloudhsm|dsql):(Create(Cluster\w*|Nodegroup|FargateProfile|Service|Domain|ElasticsearchDomain|Collection|Hsm|VirtualCluster)|RunTask|RunJobFlow|StartTask)$/,
    'It is billed while it runs.',
  ],
  [
    /^sagemaker:(Create(Endpoint|TrainingJob|NotebookInstance|ProcessingJob|TransformJob|HyperParameterTuningJob|Cluster|App|AutoMLJob\w*|LabelingJob)|StartNotebookInstance)$/,
    'Machines for learning are billed while they run.',
  ],
  [
    /^bedrock:(CreateProvisionedModelThroughput|CreateModelCustomizationJob|CreateModelInvocationJob|InvokeModel\w*|StartAsyncInvoke)$/,
    'Models are billed by use or by the hour.',
  ],
  [
    /^(elasticloadbalancing:CreateLoadBalancer|globalaccelerator:CreateAccelerator|network-firewall:CreateFirewall|directconnect:Create\w+Interface|directconnect:CreateConnection)$/,
    'It is billed by the hour.',
  ],
  [/^(elasticfilesystem|fsx):CreateFileSystem\w*$/, 'A file system is billed for what it holds and may reserve.'],
  [
    /^(workspaces:CreateWorkspaces|appstream:(CreateFleet|StartFleet|CreateImageBuilder)|lightsail:Create(Instances\w*|RelationalDatabase\w*|LoadBalancer|Disk\w*|ContainerService))$/,
    'It is billed while it exists.',
  ],
  [
    /^(ds:(CreateDirectory|CreateMicrosoftAD|ConnectDirectory)|acm-pca:CreateCertificateAuthority|kms:CreateCustomKeyStore)$/,
    'It is billed for each month.',
  ],
  [/^route53domains:(RegisterDomain|RenewDomain|TransferDomain)$/, 'A domain is paid for by the year.'],
  [
    /^(glue:(StartJobRun|CreateDevEndpoint|StartCrawler)|batch:SubmitJob|codebuild:StartBuild\w*|emr-serverless:StartJobRun|athena:CreateCapacityReservation)$/,
    'A run is billed by the time that it takes.',
  ],
  [
    /^(shield:CreateSubscription|support:\w*Subscription|macie2:(EnableMacie|CreateClassificationJob)|guardduty:CreateDetector|securityhub:EnableSecurityHub\w*)$/,
    'It is a service that is paid for from then on.',
  ],
  [
    /^(gamelift:Create(Fleet|ContainerFleet)|mediaLive:StartChannel|medialive:StartChannel|ivs:CreateChannel|kinesis:CreateStream|grafana:CreateWorkspace|aps:CreateWorkspace|airflow:CreateEnvironment|mq:CreateBroker|transfer:CreateServer|outposts:CreateOrder|snowball:CreateJob)$/,
    'It is billed while it exists.',
  ],
  [
    /^(application-autoscaling:RegisterScalableTarget|autoscaling:(CreateAutoScalingGroup|SetDesiredCapacity|UpdateAutoScalingGroup))$/,
    'It may start instances, which are billed.',
  ],
]

/** Why an action begins to cost money; undefined: it isn't known to. */
export function spendingOf(action: string): string | undefined {
  return SPENDING.find(([names]) => names.test(action))?.[1]
}
