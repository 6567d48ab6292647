import { TRUSTS_AGENTCORE } from '@/lib/practice/testing/account'

type Members = Record<string, unknown>

/** One deployment that is made by hand and exported. */
export type Sample = {
  name: string
  auth: 'sigv4' | 'pool' | 'issuer'
  /** More of the authorizer. */
  jwt?: Members
  /** More of CreateUserPool. */
  pool?: Members
  /** More of CreateUserPoolClient, for each client. */
  clients?: Members[]
  variables?: Record<string, string>
  /** How many versions there are; one without. */
  versions?: number
  endpoints?: { name: string; agentRuntimeVersion: string; description?: string; tags?: Record<string, string> }[]
  /** Resource policies: of the runtime (null) and of endpoints. */
  policies?: (string | null)[]
  /** More of CreateAgentRuntime. */
  more?: Members
  role?: { RoleName?: string; Path?: string; Description?: string; MaxSessionDuration?: number; Tags?: Tag[] }
  trust?: string
  inline?: Record<string, string>
  managed?: string[]
  /** Managed policies of the account's own, which are no part of a deployment: they are in both accounts. */
  own?: string[]
  boundary?: string
  retention?: number
  /** Of the log group. */
  kmsKeyId?: string
  /** AWS makes the log group before the script comes to it. */
  groupFirst?: boolean
}

type Tag = { Key: string; Value: string }

const document = (Resource: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource }] })

const TRUST_OF_ONE_ACCOUNT = JSON.stringify({
  ...JSON.parse(TRUSTS_AGENTCORE),
  Statement: JSON.parse(TRUSTS_AGENTCORE).Statement.map((one: Members) => ({
    ...one,
    Sid: 'Assume',
    Condition: {
      StringEquals: { 'aws:SourceAccount': '000000000000' },
      ArnLike: { 'aws:SourceArn': 'arn:aws:bedrock-agentcore:us-east-1:000000000000:*' },
    },
  })),
})

const HOSTILE = `it's "\${HOME}" %{if} \`id\` $(id) \\ é\n$$\${x}`
const READ_ONLY = 'arn:aws:iam::aws:policy/ReadOnlyAccess'
const KMS_KEY = 'arn:aws:kms:us-east-1:000000000000:key/1234abcd-12ab-34cd-56ef-1234567890ab'
const VPC = {
  networkConfiguration: {
    networkMode: 'VPC',
    networkModeConfig: {
      subnets: ['subnet-0123456789abcdef0', 'subnet-0fedcba9876543210'],
      securityGroups: ['sg-0123456789abcdef0'],
    },
  },
}
const CLAIMS = [
  {
    inboundTokenClaimName: 'department',
    inboundTokenClaimValueType: 'STRING',
    authorizingClaimMatchValue: { claimMatchOperator: 'EQUALS', claimMatchValue: { matchValueString: 'platform' } },
  },
  {
    inboundTokenClaimName: 'cognito:groups',
    inboundTokenClaimValueType: 'STRING_ARRAY',
    authorizingClaimMatchValue: {
      claimMatchOperator: 'CONTAINS_ANY',
      claimMatchValue: { matchValueStringList: ['admins', 'operators'] },
    },
  },
]

/** Who may call, over which network, with which permissions. */
const USUAL: Sample[] = [
  { name: 'plain', auth: 'sigv4', groupFirst: true },
  {
    name: 'guide',
    auth: 'pool',
    managed: [READ_ONLY],
    variables: { AWS_REGION: 'us-east-1', READ_OPERATIONS_ONLY: 'true' },
  },
  { name: 'vpc', auth: 'sigv4', more: VPC, kmsKeyId: KMS_KEY, groupFirst: true },
  { name: 'vpc_pool', auth: 'pool', more: VPC, inline: { 'read-things': document('*') } },
  { name: 'vpc_issuer', auth: 'issuer', more: VPC, policies: [null], managed: [READ_ONLY] },
  { name: 'issuer', auth: 'issuer', policies: [null] },
  { name: 'claims', auth: 'issuer', jwt: { customClaims: CLAIMS, allowedClients: ['one', 'two'] } },
  {
    name: 'scopes',
    auth: 'issuer',
    jwt: { allowedScopes: ['read', 'https://api.example.com/write'], advertisedScopeMapping: { read: 'api/read' } },
  },
  { name: 'workloads', auth: 'issuer', jwt: { allowedWorkloadConfiguration: { workloadIdentities: ['agent-one'] } } },
  {
    name: 'policies',
    auth: 'sigv4',
    inline: { A: document('*'), 'a.b': document("arn:aws:s3:::it's/*") },
    managed: [READ_ONLY, 'arn:aws:iam::aws:policy/job-function/ViewOnlyAccess'],
  },
  {
    name: 'bounded',
    auth: 'sigv4',
    own: ['limits', 'reads'],
    boundary: 'limits',
    managed: ['own:reads'],
    trust: TRUST_OF_ONE_ACCOUNT,
  },
  {
    name: 'two_clients',
    auth: 'pool',
    clients: [{}, { GenerateSecret: true, AccessTokenValidity: 30, TokenValidityUnits: { AccessToken: 'minutes' } }],
  },
]

/** What people made before, under names of their own, and what few have. */
const UNUSUAL: Sample[] = [
  { name: 'hostile', auth: 'sigv4', variables: { TEXT: HOSTILE, EMPTY_NOT: ' x ', lower: 'a', Lower: 'b' } },
  {
    name: 'secrets',
    auth: 'sigv4',
    variables: { API_TOKEN: 'never-"to-be\\seen', api_token: 'never-this', DB_PASSWORD: "it's" },
  },
  {
    name: 'adopted',
    auth: 'sigv4',
    role: {
      RoleName: 'Their.Role+one',
      Path: '/team/',
      Description: 'A "role" of théirs',
      MaxSessionDuration: 7200,
      Tags: [{ Key: 'Owner', Value: 'a team of theirs' }],
    },
    more: { description: 'Two\nlines', tags: { 'cost:center': '17', team: 'two' } },
    retention: 365,
    kmsKeyId: KMS_KEY,
  },
  {
    name: 'lifecycle',
    auth: 'sigv4',
    more: { lifecycleConfiguration: { idleRuntimeSessionTimeout: 120, maxLifetime: 3600 } },
  },
  {
    name: 'headers',
    auth: 'issuer',
    more: {
      requestHeaderConfiguration: {
        requestHeaderAllowlist: ['Authorization', 'X-Amzn-Bedrock-AgentCore-Runtime-Custom-One'],
      },
    },
  },
  {
    name: 'versions',
    auth: 'sigv4',
    versions: 3,
    policies: ['blue', null],
    endpoints: [
      { name: 'blue', agentRuntimeVersion: '1', description: 'The "old" one' },
      { name: 'green', agentRuntimeVersion: '3', tags: { stage: 'prod' } },
    ],
  },
  {
    name: 'pool_endpoint',
    auth: 'pool',
    endpoints: [{ name: 'prod', agentRuntimeVersion: '1' }],
    policies: ['DEFAULT'],
  },
  { name: 'platform', auth: 'sigv4', more: { platformVersion: 'V2', metadataConfiguration: { requireMMDSV2: true } } },
  {
    name: 'port_and_path',
    auth: 'sigv4',
    more: {
      protocolConfiguration: { serverProtocol: 'MCP', port: 8080, path: '/agent/mcp' },
      allowedPorts: [{ port: 9000 }, { portRange: { from: 9100, to: 9200 } }],
    },
  },
  {
    name: 'newest',
    auth: 'sigv4',
    more: {
      platformVersion: 'V2',
      resourceConfigurations: [{ minimumMemoryInMiB: 2048 }],
      hooksConfiguration: { build: { warmup: { action: { httpPost: { path: '/warm', port: 8080 } } } } },
    },
  },
  {
    name: 'files',
    auth: 'sigv4',
    more: {
      ...VPC,
      filesystemConfigurations: [
        { sessionStorage: { mountPath: '/mnt/session' } },
        {
          efsAccessPoint: {
            accessPointArn: 'arn:aws:elasticfilesystem:us-east-1:000000000000:access-point/fsap-0123456789abcdef0',
            mountPath: '/mnt/shared',
          },
        },
      ],
    },
  },
  {
    name: 'code',
    auth: 'sigv4',
    more: {
      agentRuntimeArtifact: {
        codeConfiguration: {
          code: { s3: { bucket: 'a-bucket', prefix: 'code/one.zip' } },
          runtime: 'PYTHON_3_13',
          entryPoint: ['main.py'],
        },
      },
    },
  },
  {
    name: 'rich_pool',
    auth: 'pool',
    pool: {
      Policies: {
        PasswordPolicy: {
          MinimumLength: 14,
          RequireSymbols: true,
          RequireNumbers: true,
          RequireLowercase: true,
          RequireUppercase: true,
          TemporaryPasswordValidityDays: 3,
        },
      },
      UsernameAttributes: ['email'],
      AutoVerifiedAttributes: ['email'],
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      UsernameConfiguration: { CaseSensitive: false },
      DeletionProtection: 'ACTIVE',
      Schema: [{ Name: 'team', AttributeDataType: 'String', Mutable: true }],
    },
  },
]

export const SAMPLES: Sample[] = [...USUAL, ...UNUSUAL]

/** Trust of a sample without its own. */
export const TRUST = TRUSTS_AGENTCORE
