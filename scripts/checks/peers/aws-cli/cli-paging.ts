import assert from 'node:assert/strict'
import type { AwsCli } from '@/scripts/checks/peers/aws-cli/cli-aws'
import type { Recorder } from '@/scripts/checks/peers/aws-cli/cli-recorder'

type Page = Record<string, Record<string, unknown>[]> & { NextToken?: string }
type List = { words: string[]; member: string; id: string; pageSize: number }

const LISTS: List[] = [
  { words: ['iam', 'list-roles'], member: 'Roles', id: 'RoleName', pageSize: 2 },
  { words: ['logs', 'describe-log-groups'], member: 'logGroups', id: 'logGroupName', pageSize: 2 },
  {
    words: ['logs', 'filter-log-events', '--log-group-name', '/peers/tail'],
    member: 'events',
    id: 'eventId',
    pageSize: 1,
  },
  {
    words: ['bedrock-agentcore-control', 'list-agent-runtimes'],
    member: 'agentRuntimes',
    id: 'agentRuntimeId',
    pageSize: 1,
  },
]

/** Lists read in small pages are the lists: nothing twice, nothing left out, in the same order. */
export async function checkPaging({ check, ...rest }: Recorder, cli: AwsCli): Promise<void> {
  await fill(cli)
  await checkUserPools({ check, ...rest }, cli)

  for (const { words, member, id, pageSize } of LISTS) {
    const idsOf = (page: Page) => page[member]?.map((item) => String(item[id])) ?? []
    const whole = idsOf(await cli.json<Page>(words))
    const name = `aws ${words.slice(0, 2).join(' ')}`

    await check(`${name} --page-size ${pageSize} gives the whole list`, async () => {
      assert.ok(whole.length > pageSize, `there are only ${whole.length}`)
      assert.deepEqual(idsOf(await cli.json<Page>([...words, '--page-size', String(pageSize)])), whole)
    })
    await check(`${name} --max-items ${pageSize}, continued with --starting-token, gives the whole list`, async () => {
      const seen: string[] = []
      let token: string | undefined

      do {
        const from = token === undefined ? [] : ['--starting-token', token]
        const page = await cli.json<Page>([...words, '--max-items', String(pageSize), ...from])
        assert.ok(idsOf(page).length <= pageSize)
        seen.push(...idsOf(page))
        token = page.NextToken
      } while (token !== undefined && seen.length <= whole.length)
      assert.deepEqual(seen, whole)
    })
  }
}

/** The CLI doesn't page through user pools itself: the page size is a required argument of its own. */
async function checkUserPools({ check }: Recorder, cli: AwsCli): Promise<void> {
  const pools = async (...words: string[]) =>
    cli.json<{ UserPools: { Id: string }[]; NextToken?: string }>(['cognito-idp', 'list-user-pools', ...words])

  await check(
    'aws cognito-idp list-user-pools --max-results 3, continued with --next-token, gives the whole list',
    async () => {
      const whole = await pools('--max-results', '60')
      const first = await pools('--max-results', '3')
      const rest = await pools('--max-results', '3', '--next-token', first.NextToken ?? '')
      assert.equal(first.UserPools.length, 3)
      assert.deepEqual([...first.UserPools, ...rest.UserPools], whole.UserPools)
      assert.equal(rest.NextToken, undefined)
    },
  )
}

async function fill(cli: AwsCli): Promise<void> {
  const [role] = (await cli.json<{ Roles: { Arn: string }[] }>(['iam', 'list-roles'])).Roles
  const image = '709825985650.dkr.ecr.us-east-1.amazonaws.com/amazon-web-services/aws-api-mcp-server:1.2.0'

  for (const letter of ['a', 'b', 'c']) {
    const trust = ['--assume-role-policy-document', 'file://trust-policy.json']
    await cli.aws(['iam', 'create-role', '--role-name', `peers-${letter}`, ...trust])
    await cli.aws(['logs', 'create-log-group', '--log-group-name', `/peers/${letter}`])
    await cli.aws(['cognito-idp', 'create-user-pool', '--pool-name', `peers-${letter}`])
    await cli.aws([
      ...['bedrock-agentcore-control', 'create-agent-runtime', '--agent-runtime-name', `peers_${letter}`],
      ...['--agent-runtime-artifact', JSON.stringify({ containerConfiguration: { containerUri: image } })],
      ...['--role-arn', role?.Arn ?? '', '--network-configuration', '{"networkMode":"PUBLIC"}'],
    ])
  }
}
