import { setTimeout as sleep } from 'node:timers/promises'
import { type Clients, RUNTIME, TRUST } from './fill'

const ROLE = 'arn:aws:iam::000000000000:role/role-7'

/** One call, numbered so that what it makes has a name of its own. */
export type TimedCall = {
  name: string
  run: (index: number) => Promise<unknown>
  /** What has to happen before the next run, and isn't timed. */
  after?: (answer: unknown) => Promise<void>
}

/** What a console and its users ask of a full account. Last pages are asked for by the token before them. */
export async function callsOn(
  { iam, sts, control, data, logs, cognito }: Clients,
  { poolId, runtimeId }: { poolId: string; runtimeId: string },
): Promise<TimedCall[]> {
  const roleMarker = await lastToken((Marker) => iam.listRoles({ Marker, MaxItems: 1000 }), 'Marker')
  const runtimeToken = await lastToken(
    (nextToken) => control.listAgentRuntimes({ nextToken, maxResults: 100 }),
    'nextToken',
  )
  const userToken = await lastToken(
    (PaginationToken) => cognito.listUsers({ UserPoolId: poolId, PaginationToken }),
    'PaginationToken',
  )
  const streamToken = await lastToken(
    (nextToken) => logs.describeLogStreams({ logGroupName: '/aws/big', nextToken, limit: 5 }),
    'nextToken',
  )
  const { agentRuntimeArn = '' } = await control.getAgentRuntime({ agentRuntimeId: runtimeId })
  const group = { logGroupName: '/aws/big' }
  return [
    { name: 'GetCallerIdentity', run: () => sts.getCallerIdentity({}) },
    { name: 'AssumeRole', run: (n) => sts.assumeRole({ RoleArn: ROLE, RoleSessionName: `s${n}` }).catch(refused) },
    { name: 'ListRoles first 100', run: () => iam.listRoles({}) },
    { name: 'ListRoles first 1000', run: () => iam.listRoles({ MaxItems: 1000 }) },
    { name: 'ListRoles last', run: () => iam.listRoles({ Marker: roleMarker, MaxItems: 1000 }) },
    { name: 'GetRole', run: (n) => iam.getRole({ RoleName: `role-${n}` }) },
    { name: 'ListRolePolicies', run: (n) => iam.listRolePolicies({ RoleName: `role-${n}` }) },
    { name: 'GetRolePolicy', run: (n) => iam.getRolePolicy({ RoleName: `role-${n}`, PolicyName: 'own' }) },
    { name: 'ListPolicies first', run: () => iam.listPolicies({}) },
    { name: 'ListPolicies local', run: () => iam.listPolicies({ Scope: 'Local' }) },
    {
      name: 'SimulatePrincipalPolicy',
      run: () => iam.simulatePrincipalPolicy({ PolicySourceArn: ROLE, ActionNames: ['s3:GetObject', 'iam:GetRole'] }),
    },
    { name: 'CreatePolicy', run: (n) => iam.createPolicy({ PolicyName: `policy-${n}`, PolicyDocument: POLICY }) },
    {
      name: 'AttachRolePolicy',
      run: (n) =>
        iam.attachRolePolicy({ RoleName: `role-${n}`, PolicyArn: `arn:aws:iam::000000000000:policy/policy-${n}` }),
    },
    { name: 'TagRole', run: (n) => iam.tagRole({ RoleName: `role-${n}`, Tags: [{ Key: 'k', Value: String(n) }] }) },
    {
      name: 'PutRolePolicy',
      run: (n) => iam.putRolePolicy({ RoleName: `role-${n}`, PolicyName: 'more', PolicyDocument: POLICY }),
    },
    {
      name: 'UpdateAssumeRolePolicy',
      run: (n) => iam.updateAssumeRolePolicy({ RoleName: `role-${n}`, PolicyDocument: TRUST }),
    },
    { name: 'ListAgentRuntimes first', run: () => control.listAgentRuntimes({ maxResults: 100 }) },
    {
      name: 'ListAgentRuntimes last',
      run: () => control.listAgentRuntimes({ maxResults: 100, nextToken: runtimeToken }),
    },
    { name: 'GetAgentRuntime', run: () => control.getAgentRuntime({ agentRuntimeId: runtimeId }) },
    { name: 'ListAgentRuntimeVersions', run: () => control.listAgentRuntimeVersions({ agentRuntimeId: runtimeId }) },
    { name: 'ListAgentRuntimeEndpoints', run: () => control.listAgentRuntimeEndpoints({ agentRuntimeId: runtimeId }) },
    { name: 'ListTagsForResource', run: () => control.listTagsForResource({ resourceArn: agentRuntimeArn }) },
    { name: 'TagResource', run: (n) => control.tagResource({ resourceArn: agentRuntimeArn, tags: { k: String(n) } }) },
    { name: 'UpdateAgentRuntime', run: () => control.updateAgentRuntime({ agentRuntimeId: runtimeId, ...RUNTIME }) },
    { name: 'DescribeLogGroups', run: () => logs.describeLogGroups({}) },
    { name: 'DescribeLogStreams first', run: () => logs.describeLogStreams(group) },
    {
      name: 'DescribeLogStreams last',
      run: () => logs.describeLogStreams({ ...group, nextToken: streamToken, limit: 5 }),
    },
    {
      name: 'DescribeLogStreams by time',
      run: () => logs.describeLogStreams({ ...group, orderBy: 'LastEventTime', descending: true }),
    },
    { name: 'FilterLogEvents 100', run: () => logs.filterLogEvents({ ...group, limit: 100 }) },
    {
      name: 'FilterLogEvents pattern',
      run: () => logs.filterLogEvents({ ...group, limit: 100, filterPattern: 'ERROR' }),
    },
    {
      name: 'FilterLogEvents JSON',
      run: () => logs.filterLogEvents({ ...group, filterPattern: '{ $.level = "ERROR" }' }),
    },
    { name: 'FilterLogEvents nothing', run: () => logs.filterLogEvents({ ...group, filterPattern: 'nowhere' }) },
    { name: 'GetLogEvents newest', run: () => logs.getLogEvents({ ...group, logStreamName: 'stream-0' }) },
    { name: 'PutLogEvents 100', run: (n) => putEvents(logs, n) },
    {
      name: 'StartQuery',
      run: () => startQuery(logs),
      after: async (queryId) => {
        while ((await logs.getQueryResults({ queryId: String(queryId) })).status === 'Running') {
          await sleep(10)
        }
      },
    },
    { name: 'call_aws through invoke', run: () => callAws(data, agentRuntimeArn) },
    { name: 'ListUserPools', run: () => cognito.listUserPools({ MaxResults: 60 }) },
    { name: 'ListUsers first', run: () => cognito.listUsers({ UserPoolId: poolId }) },
    { name: 'ListUsers last', run: () => cognito.listUsers({ UserPoolId: poolId, PaginationToken: userToken }) },
    { name: 'AdminGetUser', run: (n) => cognito.adminGetUser({ UserPoolId: poolId, Username: `user-${n}` }) },
    { name: 'AdminDisableUser', run: (n) => cognito.adminDisableUser({ UserPoolId: poolId, Username: `user-${n}` }) },
    { name: 'ListUserPoolClients', run: () => cognito.listUserPoolClients({ UserPoolId: poolId }) },
  ]
}

const POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:ListBucket', Resource: '*' }],
})

/** The trust policies of the filling let no user in: deciding that is what is timed. */
function refused(error: unknown): void {
  if (!(error instanceof Error && error.name === 'AccessDenied')) {
    throw error
  }
}

async function putEvents(logs: Clients['logs'], index: number): Promise<void> {
  const logEvents = Array.from({ length: 100 }, (_, k) => ({ timestamp: Date.now(), message: `put ${index} ${k}` }))
  await logs.putLogEvents({ logGroupName: '/aws/big', logStreamName: 'stream-0', logEvents })
}

async function callAws(data: Clients['data'], agentRuntimeArn: string): Promise<void> {
  const message = {
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: { name: 'call_aws', arguments: { cli_command: 'aws iam get-role --role-name role-7' } },
  }
  const { response } = await data.invokeAgentRuntime({
    agentRuntimeArn,
    contentType: 'application/json',
    accept: 'application/json, text/event-stream',
    payload: Buffer.from(JSON.stringify(message)),
  })
  const text = (await response?.transformToString()) ?? ''

  if (!text.includes('role-7') || text.includes('"isError":true')) {
    throw new Error(`call_aws answered: ${text.slice(0, 300)}`)
  }
}

async function startQuery(logs: Clients['logs']): Promise<string | undefined> {
  const seconds = Math.floor(Date.now() / 1000)
  const { queryId } = await logs.startQuery({
    logGroupName: '/aws/big',
    startTime: seconds - 7200,
    endTime: seconds + 7200,
    queryString: 'fields @timestamp, @message | filter level = "ERROR" | sort @timestamp desc | limit 50',
  })
  return queryId
}

/** The token that leads to the last page. */
async function lastToken<Name extends string>(
  ask: (token: string | undefined) => Promise<{ [key in Name]?: string | undefined }>,
  name: Name,
): Promise<string | undefined> {
  let last: string | undefined

  for (let next: string | undefined; ; last = next) {
    const answer = await ask(next)
    next = answer[name]

    if (next === undefined) {
      return last
    }
  }
}
