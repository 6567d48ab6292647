import { randomBytes, randomInt } from 'node:crypto'
import type {
  CreateUserPoolClientRequest,
  DescribeUserPoolClientRequest,
  ListUserPoolClientsRequest,
  UpdateUserPoolClientRequest,
} from '@aws-sdk/client-cognito-identity-provider'
import { invalidParameter } from '@/lib/practice/cognito/errors'
import { pageOf } from '@/lib/practice/cognito/paging'
import { checkOauth } from '@/lib/practice/cognito/pools/client-oauth'
import { checkSettings } from '@/lib/practice/cognito/pools/client-settings'
import { onPool } from '@/lib/practice/cognito/pools/pools'
import { type Client, type ClientSettings, requireClient, requirePool } from '@/lib/practice/cognito/slice'
import { type Call, operation } from '@/lib/practice/wire/service'

const LOWER_ALPHANUMERIC = 'abcdefghijklmnopqrstuvwxyz0123456789'

export const clientOperations = {
  CreateUserPoolClient: operation({ authorization: onPool, run: createClient }),
  DescribeUserPoolClient: operation({
    authorization: onPool<DescribeUserPoolClientRequest>,
    run: (input: DescribeUserPoolClientRequest, call) => ({
      UserPoolClient: describeClient(requireClient(requirePool(call, input.UserPoolId), input.ClientId)),
    }),
  }),
  ListUserPoolClients: operation({ authorization: onPool, run: listClients }),
  UpdateUserPoolClient: operation({ authorization: onPool, run: updateClient }),
  DeleteUserPoolClient: operation({ authorization: onPool, run: deleteClient }),
}

function createClient(input: CreateUserPoolClientRequest, call: Call) {
  const { UserPoolId, GenerateSecret, ClientSecret, ...settings } = input
  const pool = requirePool(call, UserPoolId)

  if (GenerateSecret && ClientSecret !== undefined) {
    throw invalidParameter('GenerateSecret and ClientSecret cannot be set together.')
  }
  const secret = ClientSecret ?? (GenerateSecret ? makeSecret() : undefined)
  checkSettings(settings, secret !== undefined)
  checkOauth(settings, pool, secret !== undefined)
  const client: Client = {
    id: Array.from({ length: 26 }, () => LOWER_ALPHANUMERIC[randomInt(LOWER_ALPHANUMERIC.length)]).join(''),
    poolId: pool.id,
    ...(secret === undefined ? {} : { secret }),
    createdAt: call.now(),
    modifiedAt: call.now(),
    settings: withDefaults(settings),
  }
  pool.clients[client.id] = client
  return { UserPoolClient: describeClient(client) }
}

function listClients(input: ListUserPoolClientsRequest, call: Call) {
  const clients = Object.values(requirePool(call, input.UserPoolId).clients)
  const { items, nextToken } = pageOf(clients, input.MaxResults ?? 60, input.NextToken, ({ id }) => id)
  const UserPoolClients = items.map(({ id, poolId, settings }) => ({
    ClientId: id,
    UserPoolId: poolId,
    ClientName: settings.ClientName,
  }))
  return { UserPoolClients, NextToken: nextToken }
}

/** What isn't sent goes back to its default, as on AWS; only the name and the secret stay. */
function updateClient({ UserPoolId, ClientId, ClientName, ...settings }: UpdateUserPoolClientRequest, call: Call) {
  const pool = requirePool(call, UserPoolId)
  const client = requireClient(pool, ClientId)
  const hasSecret = client.secret !== undefined
  const next = { ...settings, ClientName: ClientName ?? client.settings.ClientName }
  checkSettings(next, hasSecret)
  checkOauth(next, pool, hasSecret)
  client.settings = withDefaults(next)
  client.modifiedAt = call.now()
  return { UserPoolClient: describeClient(client) }
}

function deleteClient(input: DescribeUserPoolClientRequest, call: Call) {
  const pool = requirePool(call, input.UserPoolId)
  delete pool.clients[requireClient(pool, input.ClientId).id]
  return {}
}

function withDefaults(settings: ClientSettings): ClientSettings {
  return {
    RefreshTokenValidity: 30,
    EnableTokenRevocation: true,
    PreventUserExistenceErrors: 'LEGACY',
    AuthSessionValidity: 3,
    AllowedOAuthFlowsUserPoolClient: false,
    EnablePropagateAdditionalUserContextData: false,
    ...settings,
  }
}

function describeClient(client: Client) {
  return {
    ...client.settings,
    UserPoolId: client.poolId,
    ClientId: client.id,
    ClientSecret: client.secret,
    CreationDate: new Date(client.createdAt),
    LastModifiedDate: new Date(client.modifiedAt),
  }
}

/** 51 letters and digits, as Cognito's are. */
function makeSecret(): string {
  return Array.from(randomBytes(51), (byte) => LOWER_ALPHANUMERIC[byte % LOWER_ALPHANUMERIC.length]).join('')
}
