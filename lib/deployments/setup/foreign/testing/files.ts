// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation and Terraform write their expressions like this.
/** Files as other tools write them, each with what must come of it. */

const IMAGE = '111122223333.dkr.ecr.us-west-2.amazonaws.com/team/search-mcp:1.4.0'
const ROLE = 'arn:aws:iam::111122223333:role/search-mcp'
const ISSUER = 'https://login.example.com/.well-known/openid-configuration'

export const CLI_FILES: Record<string, string> = {
  create: JSON.stringify({
    agentRuntimeName: 'search_mcp',
    agentRuntimeArtifact: { containerConfiguration: { containerUri: IMAGE } },
    roleArn: ROLE,
    networkConfiguration: { networkMode: 'PUBLIC' },
    protocolConfiguration: { serverProtocol: 'MCP' },
    environmentVariables: { LOG_LEVEL: 'INFO', API_TOKEN: 'x' },
    tags: { team: 'search' },
    clientToken: '00000000-0000-0000-0000-000000000000',
  }),
  update: JSON.stringify({
    agentRuntimeId: 'search_mcp-AbCdEfGhIj',
    agentRuntimeArtifact: { containerConfiguration: { containerUri: IMAGE } },
    roleArn: ROLE,
    networkConfiguration: {
      networkMode: 'VPC',
      networkModeConfig: { subnets: ['subnet-0abc1234'], securityGroups: ['sg-0abc1234'] },
    },
    protocolConfiguration: { serverProtocol: 'MCP' },
    lifecycleConfiguration: { idleRuntimeSessionTimeout: 600, maxLifetime: 3600 },
    requestHeaderConfiguration: { requestHeaderAllowlist: ['X-Team'] },
  }),
  jwt: JSON.stringify({
    agentRuntimeName: 'search_mcp',
    agentRuntimeArtifact: { containerConfiguration: { containerUri: IMAGE } },
    roleArn: ROLE,
    protocolConfiguration: { serverProtocol: 'HTTP' },
    authorizerConfiguration: { customJWTAuthorizer: { discoveryUrl: ISSUER, allowedAudience: ['api://search'] } },
  }),
  'long lifetime': JSON.stringify({
    agentRuntimeName: 'search_mcp',
    description: 'Searches',
    agentRuntimeArtifact: { containerConfiguration: { containerUri: IMAGE } },
    roleArn: ROLE,
    lifecycleConfiguration: { idleRuntimeSessionTimeout: 900, maxLifetime: 1_209_600 },
  }),
}

export const TOOLKIT_FILES: Record<string, string> = {
  deployed: toolkit(ROLE, `${IMAGE.split(':')[0]}`),
  configured: toolkit('null', 'null'),
  'in a VPC': toolkit(ROLE, IMAGE).replace(
    'network_mode: PUBLIC\n        network_mode_config: null',
    'network_mode: VPC\n        network_mode_config:\n          security_groups: [sg-0abc1234]\n          subnets: [subnet-0abc1234]',
  ),
  'with a token': toolkit(ROLE, IMAGE).replace(
    'authorizer_configuration: null',
    `authorizer_configuration:\n      customJWTAuthorizer:\n        discoveryUrl: ${ISSUER}\n        allowedClients: [abc123]`,
  ),
}

function toolkit(role: string, repository: string): string {
  return `default_agent: search_mcp
agents:
  search_mcp:
    name: search_mcp
    entrypoint: server.py
    deployment_type: container
    platform: linux/arm64
    container_runtime: docker
    aws:
      execution_role: ${role}
      execution_role_auto_create: true
      account: '111122223333'
      region: us-west-2
      ecr_repository: ${repository}
      network_configuration:
        network_mode: PUBLIC
        network_mode_config: null
      protocol_configuration:
        server_protocol: MCP
      observability:
        enabled: true
      lifecycle_configuration:
        idle_runtime_session_timeout: null
        max_lifetime: null
    bedrock_agentcore:
      agent_id: search_mcp-AbCdEfGhIj
    authorizer_configuration: null
    request_header_configuration: null
`
}

const TEMPLATE = `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  PrivateSubnet:
    Type: AWS::EC2::Subnet::Id
Resources:
  Role:
    Type: AWS::IAM::Role
  SearchRuntime:
    Type: AWS::BedrockAgentCore::Runtime
    Properties:
      AgentRuntimeName: search_mcp
      AgentRuntimeArtifact:
        ContainerConfiguration:
          ContainerUri: ${IMAGE}
      RoleArn: ${ROLE}
      ProtocolConfiguration: MCP
      NetworkConfiguration:
        NetworkMode: PUBLIC
      EnvironmentVariables:
        LOG_LEVEL: INFO
        VERSION: 1.10
        DEBUG: false
        TABLE: !Ref Table
      Tags:
        team: search
        stack: !Sub '\${AWS::StackName}'
`

export const TEMPLATES: Record<string, string> = {
  yaml: TEMPLATE,
  vpc: TEMPLATE.replace(
    'NetworkMode: PUBLIC',
    'NetworkMode: VPC\n        NetworkModeConfig:\n          Subnets: [!Ref PrivateSubnet, subnet-0abc1234]\n          SecurityGroups:\n            - sg-0abc1234',
  ),
  cdk: JSON.stringify({
    Resources: {
      SearchRuntime4F2A: {
        Type: 'AWS::BedrockAgentCore::Runtime',
        Properties: {
          AgentRuntimeName: 'search_mcp',
          AgentRuntimeArtifact: {
            ContainerConfiguration: {
              ContainerUri: { 'Fn::Sub': '111122223333.dkr.ecr.us-west-2.${AWS::URLSuffix}/cdk-assets:0abc' },
            },
          },
          RoleArn: { 'Fn::GetAtt': ['Role1ABCC5F0', 'Arn'] },
          NetworkConfiguration: { NetworkMode: 'PUBLIC' },
          ProtocolConfiguration: 'MCP',
          LifecycleConfiguration: {},
        },
        Metadata: { 'aws:cdk:path': 'Stack/SearchRuntime/Resource' },
      },
      CDKMetadata: { Type: 'AWS::CDK::Metadata' },
    },
  }),
  'two with a token': `${TEMPLATE.replace('      ProtocolConfiguration: MCP', `      ProtocolConfiguration: MCP\n      AuthorizerConfiguration:\n        CustomJWTAuthorizer:\n          DiscoveryUrl: ${ISSUER}\n          AllowedClients: [!Ref Client, abc123]`)}  Other:
    Type: AWS::BedrockAgentCore::Runtime
    Properties:
      AgentRuntimeName: other
`,
}

const RESOURCE = `# The search server
resource "aws_iam_role" "search" {
  name = "search-mcp"
}

resource "aws_bedrockagentcore_agent_runtime" "search" {
  agent_runtime_name = "search_mcp"
  description        = "Searches" // said aloud
  role_arn           = "${ROLE}"

  agent_runtime_artifact {
    container_configuration {
      container_uri = "${IMAGE}"
    }
  }

  network_configuration {
    network_mode = "PUBLIC"
  }

  protocol_configuration {
    server_protocol = "MCP"
  }

  environment_variables = {
    LOG_LEVEL = "INFO"
    "PORT"    = 8000
    TABLE     = aws_dynamodb_table.search.name
    HOST      = "\${var.name}.example.com"
  }

  lifecycle {
    ignore_changes = [description]
  }

  tags = {
    team = "search"
  }
}
`

export const TERRAFORM_FILES: Record<string, string> = {
  plain: RESOURCE,
  vpc: RESOURCE.replace(
    'network_mode = "PUBLIC"',
    `network_mode = "VPC"
    network_mode_config {
      security_groups = ["sg-0abc1234"]
      subnets = [
        "subnet-0abc1234", # zone a
        var.subnet_b,
      ]
    }`,
  ),
  module: RESOURCE.replace(`"${IMAGE}"`, 'var.container_uri')
    .replace(`"${ROLE}"`, 'aws_iam_role.search.arn')
    .replace(/environment_variables = \{[^}]*\}[^}]*\}/, 'environment_variables = merge(var.env, { A = "b" })'),
  awscc: `resource "awscc_bedrockagentcore_runtime" "search" {
  agent_runtime_name = "search_mcp"
  agent_runtime_artifact = {
    container_configuration = { container_uri = "${IMAGE}" }
  }
  role_arn               = "${ROLE}"
  protocol_configuration = "MCP"
  network_configuration  = { network_mode = "PUBLIC" }
  authorizer_configuration = {
    custom_jwt_authorizer = {
      discovery_url    = "${ISSUER}"
      allowed_audience = ["api://search"]
    }
  }
}
`,
}
