/** What the SDK's models call them, for services that have no command. */
export const NAMES: Readonly<Record<string, string>> = {
  agentcore: 'Amazon Bedrock AgentCore',
  'access-analyzer': 'IAM Access Analyzer',
  'aws-mcp': 'AWS MCP Server',
}

/** How far an imitated operation goes where that is less far than AWS; by the service's id. */
export const LIMITS: Readonly<Record<string, readonly string[]>> = {
  iam: [
    'All managed policies of AWS are there by name. The texts of seven are derived from the service catalogue; those of the others are not held: they allow nothing, and a refusal says so.',
    'A managed policy of AWS has one version, v1.',
    'Last accessed comes from the event history, so from management calls alone. Every management action of a service counts as tracked, where AWS tracks some; reports are of roles, and last as long as the practice account runs.',
    'Nothing makes groups, instance profiles or identity providers, so the lists of them are empty.',
  ],
  sts: ['Nothing encodes its refusals, so DecodeAuthorizationMessage has nothing to decode.'],
  'agentcore-control': ['Nothing makes gateways or memories, so the lists of them are empty.'],
  agentcore: [
    'A runtime runs an imitation of the AWS API MCP Server, unless the practice account was started with a published one.',
  ],
  logs: [
    'The KMS key of a log group is kept and shown; nothing is encrypted, and no key is looked for.',
    'Logs Insights refuses commands and functions that need other services or queries (pattern, diff, anomaly, join and the like), and the languages SQL and PPL.',
    'Regular expressions of Logs Insights run in linear time: those that look around or refer back are refused.',
    'The results of a query last as long as the practice account runs.',
    'Deliveries bring the USAGE_LOGS of a runtime to a log group; other log types and destinations are refused. The group has the last seven days of them after a restart, its size does not count them, and Live Tail does not show them.',
  ],
  cognito: [
    'A domain has no host of its own: its token endpoint is below the issuer, where the discovery document says. A domain with a certificate is refused.',
    'The token endpoint takes client_credentials only: there are no pages to sign in on.',
    'Passwords and codes sign in, SRP does not. A pool has no triggers (LambdaConfig).',
    'No e-mail and no SMS is sent; what would be is in the outbox of the practice account.',
  ],
  'access-analyzer': [
    'ValidatePolicy finds what Slipway’s own rules find, and CheckNoNewAccess and CheckAccessNotGranted compare as its own evaluator does. It is no second opinion.',
    'Identity and resource policies only; nothing makes analyzers, so the list of them is empty.',
  ],
  cloudwatch: [
    'The metrics of AgentCore runtimes only (AWS/Bedrock-AgentCore), derived from what the sessions did. Nothing else has metrics; there are no alarms and no dashboards.',
    'What a session takes is assumed, not measured: 7 s at 1 vCPU for its start, 0.35 vCPU while it answers, none while it idles, and 0.3 GB that grow by 4 MB with each call up to 0.5 GB. On V2 an idle session gives them back after 120 s.',
    'One metric with one statistic or percentile: metric math, SEARCH and periods below a minute are refused.',
    'A request that was throttled or refused counts as an invocation. 63 days are kept, at most 50,000 sessions and requests.',
  ],
  'cost-explorer': [
    'GetCostAndUsage by day or month, of what the sessions of AgentCore’s runtimes took, at the prices of 15 September 2026; sa-east-1, whose prices are not published, costs nothing.',
    'Groups and filters by SERVICE, USAGE_TYPE and REGION. Tags, cost categories, hours and resources are refused. The account is asked for nothing: AWS takes $0.01 for each request.',
    'It is five minutes behind, where AWS is up to a day behind.',
  ],
  'aws-mcp': [
    'The managed server, at /mcp and signed by SigV4 for aws-mcp in us-east-1 or eu-central-1; it takes no sign-in by OAuth. It was not measured: what it answers to a command is what the newest AWS API MCP Server answers.',
    'Of its tools, aws___call_aws runs commands, with the caller’s own permissions and the condition keys aws:ViaAWSMCPService and aws:CalledViaAWSMCP. The others say that they are not imitated.',
  ],
  cloudtrail: [
    'The event history of 90 days, at most 100,000 events or 64 MB. There are no trails, no data events and no insights.',
    'It has signed calls only: a sign-in with a password is not in it.',
  ],
  s3: [
    'Some parameters only; another is refused by its name. Objects have a name and a size, and no content.',
    'Of the CLI’s own commands, call_aws has aws s3 ls.',
  ],
  ec2: [
    'Some parameters only; another is refused by its name. Three instances, which can be stopped and started, and seven regions.',
  ],
  dynamodb: ['Some parameters only; another is refused by its name. One table, to read.'],
  lambda: ['Some parameters only; another is refused by its name. Two functions, to look at.'],
}
