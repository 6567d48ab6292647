import type {
  CreateResourceServerRequest,
  DescribeResourceServerRequest,
  ListResourceServersRequest,
} from '@aws-sdk/client-cognito-identity-provider'
import { invalidParameter, notFound } from '@/lib/practice/cognito/errors'
import { pageOf } from '@/lib/practice/cognito/paging'
import { onPool } from '@/lib/practice/cognito/pools/pools'
import { type Pool, type ResourceServer, requirePool } from '@/lib/practice/cognito/slice'
import { type Call, operation } from '@/lib/practice/wire/service'

/** APIs that a pool's tokens are for: each has scopes, which clients are allowed to ask for. */
export const resourceServerOperations = {
  CreateResourceServer: operation({ authorization: onPool, run: createServer }),
  DescribeResourceServer: operation({
    authorization: onPool<DescribeResourceServerRequest>,
    run: (input: DescribeResourceServerRequest, call) => {
      const pool = requirePool(call, input.UserPoolId)
      return { ResourceServer: describeServer(requireServer(pool, input.Identifier), pool) }
    },
  }),
  UpdateResourceServer: operation({ authorization: onPool, run: updateServer }),
  ListResourceServers: operation({ authorization: onPool, run: listServers }),
  DeleteResourceServer: operation({ authorization: onPool, run: deleteServer }),
}

/** `identifier/scope` of every resource server. */
export function customScopes({ resourceServers = {} }: Pool): string[] {
  return Object.values(resourceServers).flatMap(({ identifier, scopes }) =>
    scopes.map(({ ScopeName }) => `${identifier}/${ScopeName}`),
  )
}

function createServer(
  { Identifier = '', Name = '', Scopes = [], UserPoolId }: CreateResourceServerRequest,
  call: Call,
) {
  const pool = requirePool(call, UserPoolId)

  if (pool.resourceServers?.[`/${Identifier}`]) {
    throw invalidParameter(`${Identifier} already exists in user pool ${pool.id}.`)
  }
  return put(pool, { identifier: Identifier, name: Name, scopes: Scopes })
}

function updateServer({ Identifier, Name = '', Scopes = [], UserPoolId }: CreateResourceServerRequest, call: Call) {
  const pool = requirePool(call, UserPoolId)
  const { identifier } = requireServer(pool, Identifier)
  return put(pool, { identifier, name: Name, scopes: Scopes })
}

function put(pool: Pool, server: ResourceServer) {
  pool.resourceServers = { ...pool.resourceServers, [`/${server.identifier}`]: server }
  return { ResourceServer: describeServer(server, pool) }
}

function listServers(input: ListResourceServersRequest, call: Call) {
  const pool = requirePool(call, input.UserPoolId)
  const servers = Object.values(pool.resourceServers ?? {})
  const { items, nextToken } = pageOf(servers, input.MaxResults ?? 50, input.NextToken, ({ identifier }) => identifier)
  return { ResourceServers: items.map((server) => describeServer(server, pool)), NextToken: nextToken }
}

function deleteServer(input: DescribeResourceServerRequest, call: Call) {
  const pool = requirePool(call, input.UserPoolId)
  const { identifier } = requireServer(pool, input.Identifier)
  delete pool.resourceServers?.[`/${identifier}`]
  return {}
}

function requireServer(pool: Pool, identifier: string | undefined): ResourceServer {
  const server = pool.resourceServers?.[`/${identifier}`]

  if (!server) {
    throw notFound(`Resource server ${identifier} does not exist.`)
  }
  return server
}

function describeServer({ identifier, name, scopes }: ResourceServer, pool: Pool) {
  return { UserPoolId: pool.id, Identifier: identifier, Name: name, Scopes: scopes }
}
