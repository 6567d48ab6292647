import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shellWord } from '@/lib/aws/credential-remedy'
import { readCommand } from '@/lib/mcp/command/cli-command'
import { cliWords } from '@/lib/mcp/command/cli-words'
import { commandAccess } from '@/lib/mcp/command/command-access'
import { loadCatalogue } from '@/lib/policies/catalogue/catalogue'

const READS = [
  'aws s3api list-buckets',
  'aws s3 ls',
  'aws s3 ls s3://x --recursive',
  'aws s3 ls --recursive s3://x --region eu-west-1',
  'aws sts get-caller-identity',
  '  aws   iam list-roles ',
  `aws 's3api' "list-buckets"`,
  'aws --region us-east-1 --output json ec2 describe-instances',
  'aws ec2 describe-instances --region * --instance-ids i-1 i-2 --no-paginate',
  'aws ec2 describe-instances --filters Name=tag:a,Values=b Name=c,Values=d',
  "aws ec2 describe-instances --query 'Reservations[?a==`b`] | [0]' --max-items 5",
  'aws ec2 describe-instances --query Reservations[].Instances[]',
  'aws logs filter-log-events --log-group-name /aws/lambda/x --filter-pattern "ERROR \\"x\\""',
  'aws cloudwatch get-metric-data --start-time 2026-01-01T00:00:00Z',
  'aws ce get-cost-and-usage --group-by Type=DIMENSION,Key=SERVICE Type=TAG,Key=a --metrics A B',
  'aws s3api list-objects-v2 --bucket=x --starting-token ab+/=',
  'aws cognito-idp admin-get-user --user-pool-id x --username y',
  'aws ssm get-parameter --name x',
  'aws cloudtrail lookup-events',
  'aws resource-explorer-2 search --query-string x',
  'aws iam simulate-principal-policy --policy-source-arn x --action-names y',
  'aws sqs get-queue-attributes --queue-url https://sqs.us-east-1.amazonaws.com/111122223333/a',
]

const CHANGES = [
  'aws s3api delete-bucket --bucket x',
  'aws s3api delete-objects --bucket x',
  'aws s3 rm s3://x/y',
  'aws iam attach-role-policy --role-name x',
  'aws iam tag-role --role-name x',
  'aws sts assume-role --role-arn x',
  'aws lambda invoke --function-name x',
  'aws ec2 terminate-instances --instance-ids i-1',
]

const UNKNOWN = [
  '',
  'aws',
  'ls',
  'rm -rf',
  'aws s3api',
  'aws s3api --bucket x',
  'aws ec2 wait instance-running',
  'aws ../../etc/passwd x',
  'aws constructor name',
  'aws logs tail /a',
  `aws s3api 'list-buckets`,
  'aws s3api list-buckets\\',
  'aws $(x) y',
  'aws s3; rm x',
  'aws s3api list-buckets --query "$(x)"',
  'aws s3api list-buckets --query "`x`"',
  'aws s3api list-buckets --query $X',
  'aws s3api list-buckets > x',
  'aws s3api list-buckets # x',
  'aws s3api list-buckets x',
  'aws s3api list-buckets -x',
  'aws s3api list-buckets --',
  'aws s3api list-buckets --endpoint-url http://198.51.100.7',
  'aws s3api list-buckets --endpoint-url=http://198.51.100.7',
  'aws s3api list-buckets --endpoint 198.51.100.7',
  'aws --endpoint-u 198.51.100.7 s3api list-buckets',
  'aws s3api list-buckets --profile other',
  'aws s3api list-buckets --prof other',
  'aws s3api list-buckets --no-verify-ssl',
  'aws s3api list-buckets --region evil.example',
  'aws s3api list-objects-v2 --cli-input-json file:///etc/passwd',
  'aws s3api list-objects-v2 --cli-input-json {}',
  'aws s3api list-objects-v2 --bucket file:///etc/passwd',
  'aws s3api list-objects-v2 --bucket FILEB://x',
  'aws s3api list-objects-v2 --bucket http://198.51.100.7/x',
  'aws ec2 describe-instances --filters Name=x,Values@=file://x',
  'aws ec2 get-password-data --instance-id i-1 --priv-launch-key /x',
  'aws sqs receive-message --queue-url https://sqs.us-east-1.amazonaws.com.example/111122223333/a',
  'aws s3api list-buckets --pager x',
  'aws s3api list-buckets --pager=x',
  'aws s3api list-buckets --outfile x',
  'aws iam list-roles --exec x',
  'aws s3api get-object --bucket x --key y /tmp/z',
  'aws s3api get-object --bucket x --key y z',
  'aws s3api get-object --bucket x --key y --response-expires x z',
  'aws s3api select-object-content --bucket x --key y z',
  'aws cloudfront get-function --name x y',
  'aws s3api head-object --bucket x --key y z',
  'aws s3 ls s3://x s3://y',
  'aws s3 ls s3://x --dryrun',
  'aws sts get-session-token',
  'aws sqs receive-message --queue-url https://sqs.us-east-1.amazonaws.com/111122223333/a',
  'aws configservice deliver-config-snapshot --delivery-channel-name x',
  'aws logs stop-query --query-id x',
  'aws xray cancel-trace-retrieval --retrieval-token x',
  'aws bedrock-agentcore complete-resource-token-auth --session-uri x',
  'aws bedrock-agentcore get-resource-api-key --workload-identity-token x',
  'aws bedrock-agentcore get-resource-oauth2-token --workload-identity-token x',
  'aws ecr get-authorization-token',
  'aws codeartifact get-authorization-token --domain x',
  'aws cognito-identity get-credentials-for-identity --identity-id x',
  'aws cognito-identity get-open-id-token --identity-id x',
  'aws acm export-certificate --certificate-arn x',
  'aws ec2 get-password-data --instance-id i-1',
  'aws lakeformation get-temporary-glue-table-credentials --table-arn x',
  'aws connect get-federation-token --instance-id x',
  'aws quicksight get-dashboard-embed-url --dashboard-id x',
]

describe('a command', () => {
  it.each([
    ...READS.map((line) => [line, 'reads']),
    ...CHANGES.map((line) => [line, 'changes']),
    ...UNKNOWN.map((line) => [line, 'unknown']),
  ])('%j: %s', async (line, kind) => {
    expect(await commandAccess(line)).toMatchObject({ kind })
  })

  it('is never one that reads when another is joined to it', async () => {
    const joints = ['\n', '\r\n', '\u2028', ' && ', ' || ', ' | ', '|', ';', ' & ', '&']
    const wraps: ((other: string) => string)[] = [
      ...joints.map((joint) => (other: string) => `${joint}${other}`),
      (other) => ` $(${other})`,
      (other) => ` \`${other}\``,
      (other) => ` "$(${other})"`,
      (other) => ` --query "\`${other}\`"`,
      (other) => ` <(${other})`,
    ]
    const other = fc.oneof(
      fc.constantFrom(...READS, ...CHANGES, 'rm -rf x'),
      fc.string({ minLength: 1 }).map((x) => `x${x}`),
    )
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...READS), fc.constantFrom(...wraps), other, async (one, wrap, two) => {
        expect(await commandAccess(one + wrap(two))).not.toEqual({ kind: 'reads' })
      }),
    )
  })

  it('that the catalogue sorts as reading reads in its plain form', async () => {
    const { actions = [] } = (await loadCatalogue(['ec2'])).service('ec2') ?? {}
    const reading = actions.filter(
      ({ name, access }) => /^(Describe|Get(?!PasswordData$)|List)/.test(name) && access !== 'write',
    )
    expect(reading.length).toBeGreaterThan(100)

    for (const { name, access } of reading) {
      const line = `aws ec2 ${name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase()} --region eu-west-1`
      const kind = access === 'read' || access === 'list' ? 'reads' : 'changes'
      expect(await commandAccess(line), line).toMatchObject({ kind })
    }
  })

  it('reads only where the name of its action says so', async () => {
    const catalogue = await loadCatalogue('all')
    const started = catalogue
      .prefixes()
      .flatMap((prefix) =>
        (catalogue.service(prefix)?.actions ?? [])
          .filter(({ name }) =>
            /^(Start|Stop|Cancel|Send|Put|Create|Complete|Register|Deliver|Assume|Run)[A-Z]/.test(name),
          )
          .map(({ name }) => `aws ${prefix} ${name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase()}`),
      )
    const kinds = await Promise.all(started.map(async (line) => ({ line, ...(await commandAccess(line)) })))
    expect(kinds.length).toBeGreaterThan(1000)
    expect(kinds.filter(({ kind }) => kind === 'reads')).toEqual([])
  })

  it('is split as it was quoted, and what is quoted is only text', () => {
    const word = fc.string({ unit: 'binary-ascii' }).filter((text) => !/\p{Cc}/u.test(text))
    fc.assert(
      fc.property(fc.array(word), (words) => {
        expect(cliWords(words.map(shellWord).join(' '))).toEqual({ words })
      }),
    )
    fc.assert(
      fc.property(word, (text) => {
        const value = text.replaceAll('://', '').replaceAll('@=', '').replace(/^-+/, '')
        expect(readCommand(`aws iam list-roles --path-prefix ${shellWord(value)}`)).toEqual({
          service: 'iam',
          operation: 'list-roles',
          options: [{ name: '--path-prefix', values: [value] }],
          plain: [],
        })
      }),
    )
  })

  it('is read in time, whatever it holds', () => {
    fc.assert(fc.property(fc.string(), (text) => typeof readCommand(`aws ${text}`) === 'object'))
    expect(readCommand(`aws ${'\\'.repeat(50_000)} "`)).toHaveProperty('why')
    expect(readCommand(`aws s3api list-buckets ${'--ab b '.repeat(20_000)}`)).toHaveProperty('service')
  })
})
