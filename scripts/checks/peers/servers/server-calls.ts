/** One call of a tool: its id, the arguments of `call_aws`, and whether the runtime is one that may only read. */
export type ServerCall = [id: string, args: Record<string, unknown>, mode?: 'read-only']

const one = (cli_command: string | string[]) => ({ cli_command })

const TRUST = JSON.stringify({ Version: '2012-10-17', Statement: [] })

const READS: ServerCall[] = [
  ['sts-identity', one('aws sts get-caller-identity')],
  ['iam-list-roles', one('aws iam list-roles')],
  ['iam-get-role', one('aws iam get-role --role-name servers')],
  ['iam-list-policies', one('aws iam list-policies --scope AWS --max-items 3')],
  ['iam-attached', one('aws iam list-attached-role-policies --role-name servers')],
  ['logs-groups', one('aws logs describe-log-groups')],
  ['logs-filter', one('aws logs filter-log-events --log-group-name /peers/servers --limit 2')],
  ['cognito-pools', one('aws cognito-idp list-user-pools --max-results 10')],
  ['agentcore-runtimes', one('aws bedrock-agentcore-control list-agent-runtimes')],
  [
    'agentcore-get-missing',
    one('aws bedrock-agentcore-control get-agent-runtime --agent-runtime-id nothing-AbCdEf1234'),
  ],
]

const SEEDED: ServerCall[] = [
  ['s3api-buckets', one('aws s3api list-buckets')],
  ['s3-ls', one('aws s3 ls')],
  ['s3-ls-bucket', one('aws s3 ls s3://practice-invoices')],
  ['s3api-objects', one('aws s3api list-objects-v2 --bucket practice-invoices --prefix 2026/ --max-items 2')],
  ['s3api-head', one('aws s3api head-object --bucket practice-invoices --key summary-2026.csv')],
  ['s3api-location', one('aws s3api get-bucket-location --bucket practice-invoices')],
  ['ec2-filtered', one('aws ec2 describe-instances --filters Name=instance-state-name,Values=stopped')],
  ['dynamodb-scan', one('aws dynamodb scan --table-name practice-orders')],
  ['dynamodb-item', one('aws dynamodb get-item --table-name practice-orders --key {"orderId":{"S":"1042"}}')],
  ['lambda-function', one('aws lambda get-function-configuration --function-name nightly-report')],
  ['lambda-missing', one('aws lambda get-function-configuration --function-name nobody')],
  ['s3api-missing-bucket', one('aws s3api list-objects-v2 --bucket there-is-no-such-bucket')],
  ['ec2-instances', one('aws ec2 describe-instances')],
  ['lambda-functions', one('aws lambda list-functions')],
  ['dynamodb-tables', one('aws dynamodb list-tables')],
]

const REFUSED_BY_AWS: ServerCall[] = [
  ['denied-create-role', one(`aws iam create-role --role-name other --assume-role-policy-document '${TRUST}'`)],
  ['denied-users', one('aws iam list-users')],
  ['missing-role', one('aws iam get-role --role-name there-is-no-such-role')],
  ['missing-log-group', one('aws logs describe-log-streams --log-group-name /nothing')],
  ['refused-by-pattern', one("aws logs describe-log-groups --log-group-name-prefix 'a b?'")],
]

const INVALID: ServerCall[] = [
  ['missing-parameter', one('aws iam get-role')],
  ['missing-parameters', one('aws iam create-role')],
  ['unknown-option', one('aws iam list-roles --colour red')],
  ['misspelled-option', one('aws iam get-role --role-nam servers')],
  ['unknown-operation', one('aws iam list-everything')],
  ['unknown-service', one('aws unicorns list-unicorns')],
  ['no-operation', one('aws iam')],
  ['bad-json', one("aws iam tag-role --role-name servers --tags '[{broken'")],
  ['bad-shorthand', one('aws iam tag-role --role-name servers --tags Key=a,Value')],
  ['shorthand-unknown-key', one('aws iam tag-role --role-name servers --tags Key=a,Worth=b')],
  ['not-a-number', one('aws iam list-roles --max-items many')],
  ['too-short', one("aws iam get-role --role-name ''")],
  ['option-without-value', one('aws iam get-role --role-name')],
  ['extra-word', one('aws iam list-roles everything')],
  ['empty', one('')],
  ['not-aws', one('ls -la')],
  ['without-aws', one('iam list-roles')],
  ['pipe', one('aws iam list-roles | head')],
  ['and', one('aws sts get-caller-identity && aws iam list-roles')],
  ['substitution', one('aws iam get-role --role-name $(whoami)')],
  ['redirection', one('aws iam list-roles > /tmp/roles')],
  ['unclosed-quote', one("aws iam get-role --role-name 'servers")],
  ['file-uri', one('aws iam create-role --role-name other --assume-role-policy-document file:///etc/passwd')],
]

const OPTIONS: ServerCall[] = [
  ['query', one("aws iam list-roles --query 'Roles[].RoleName'")],
  ['query-one', one('aws sts get-caller-identity --query Account')],
  ['query-nothing', one('aws sts get-caller-identity --query Nothing')],
  ['query-broken', one("aws iam list-roles --query 'Roles[?'")],
  ['query-function', one("aws iam list-roles --query 'sum(Roles)'")],
  ['max-items', one('aws iam list-roles --max-items 1')],
  ['max-items-query', one("aws iam list-roles --max-items 1 --query 'Roles[].RoleName'")],
  ['page-size', one('aws iam list-roles --page-size 1')],
  ['starting-token', one('aws iam list-roles --starting-token broken')],
  ['limit', one('aws logs describe-log-groups --limit 1')],
  ['max-results', { cli_command: 'aws iam list-roles', max_results: 1 }],
  ['max-results-one-page', { cli_command: 'aws sts get-caller-identity', max_results: 1 }],
  ['debug', one('aws sts get-caller-identity --debug')],
  ['endpoint-url', one('aws sts get-caller-identity --endpoint-url http://127.0.0.1:9')],
  ['output', one('aws sts get-caller-identity --output text')],
  ['output-unknown', one('aws sts get-caller-identity --output pdf')],
  ['profile', one('aws sts get-caller-identity --profile other')],
  ['no-paginate', one('aws iam list-roles --no-paginate')],
  ['no-verify-ssl', one('aws sts get-caller-identity --no-verify-ssl')],
  ['cli-input-json', one(`aws iam get-role --cli-input-json '{"RoleName":"servers"}'`)],
  ['region', one('aws logs describe-log-groups --region eu-central-1')],
  ['region-global', one('aws iam list-roles --region eu-central-1')],
  ['region-bad', one('aws logs describe-log-groups --region nowhere')],
  ['region-all', one('aws sts get-caller-identity --region *')],
  ['help', one('aws iam get-role help')],
  ['help-service', one('aws iam help')],
]

const CUSTOMISED: ServerCall[] = [
  ['configure-list', one('aws configure list')],
  ['s3-cp', one('aws s3 cp s3://practice-invoices/2026/a.pdf /tmp/a.pdf')],
  ['logs-tail', one('aws logs tail /peers/servers')],
  ['wait', one('aws iam wait role-exists --role-name servers')],
  ['wait-unknown', one('aws iam wait role-gone --role-name servers')],
]

const BATCH: ServerCall[] = [
  ['batch', one(['aws sts get-caller-identity', 'aws iam list-roles --max-items 1'])],
  ['batch-mixed', one(['aws sts get-caller-identity', 'aws iam list-everything', 'aws iam list-users'])],
  ['batch-of-21', one(Array.from({ length: 21 }, () => 'aws sts get-caller-identity'))],
  ['batch-of-none', one([])],
  ['no-arguments', {}],
  ['max-results-text', { cli_command: 'aws iam list-roles', max_results: 'many' }],
  ['unknown-argument', { cli_command: 'aws sts get-caller-identity', colour: 'red' }],
]

const READ_ONLY: ServerCall[] = [
  ['only-read', one('aws iam get-role --role-name servers'), 'read-only'],
  ['only-write', one('aws iam delete-role --role-name other'), 'read-only'],
  ['only-session-token', one('aws sts get-session-token'), 'read-only'],
  ['only-invalid', one('aws iam get-role'), 'read-only'],
  ['only-s3-ls', one('aws s3 ls'), 'read-only'],
  ['only-s3-cp', one('aws s3 cp s3://practice-invoices/a.pdf s3://practice-invoices/b.pdf'), 'read-only'],
  ['only-wait', one('aws iam wait role-exists --role-name servers'), 'read-only'],
]

export const SERVER_CALLS: readonly ServerCall[] = [
  ...READS,
  ...SEEDED,
  ...REFUSED_BY_AWS,
  ...INVALID,
  ...OPTIONS,
  ...CUSTOMISED,
  ...BATCH,
  ...READ_ONLY,
]
