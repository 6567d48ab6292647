import 'server-only'
import { nullWhenMissing } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { discoveryUrl } from '@/lib/aws/endpoints'
import { everyPage } from '@/lib/aws/paging'
import type { UserPoolClientType, UserPoolType } from '@/lib/aws/types'
import { wholeBody } from '@/lib/aws/whole-bodies'
import type { ObservedClient, ObservedPool, ObservedUser } from '@/lib/deployments/observe/observed'
import { isOwned, poolName } from '@/lib/deployments/spec/names'
import { toJson } from '@/lib/json'
import { keptSettings } from '@/lib/tokens/user-pool/client-settings'

/** Cognito lists at most 60 at a time. */
const PAGE_SIZE = 60

/** The pools that carry the deployment's tag, oldest first. More than one is left by a creation whose answer was lost. */
export async function findOwnedPools(connection: Connection, name: string): Promise<UserPoolType[]> {
  const { cognito } = awsClients(connection)
  const pools = await everyPage(async (nextToken) => {
    const page = await cognito.listUserPools({ MaxResults: PAGE_SIZE, NextToken: nextToken })
    return { items: page.UserPools, nextToken: page.NextToken }
  })
  const namesakes = pools.filter((pool) => pool.Name === poolName(name))
  const details = await Promise.all(namesakes.map((pool) => describePool(connection, pool.Id ?? '')))
  return details
    .flatMap((pool) => (pool && isOwned(pool.UserPoolTags ?? {}, name) ? [pool] : []))
    .sort((one, other) => Number(one.CreationDate) - Number(other.CreationDate) || idOf(one).localeCompare(idOf(other)))
}

export async function describePool(connection: Connection, userPoolId: string): Promise<UserPoolType | null> {
  const answer = await nullWhenMissing(awsClients(connection).cognito.describeUserPool({ UserPoolId: userPoolId }))
  return answer?.UserPool ?? null
}

export async function toObservedPool(
  connection: Connection,
  pool: UserPoolType,
  find: { client: (userPoolId: string) => Promise<ObservedClient | null>; userName: string | null },
): Promise<ObservedPool> {
  const id = idOf(pool)
  const [client, user] = await Promise.all([
    find.client(id),
    find.userName === null ? null : readUser(connection, id, find.userName),
  ])
  return {
    id,
    name: pool.Name ?? '',
    arn: pool.Arn ?? '',
    tags: pool.UserPoolTags ?? {},
    discoveryUrl: discoveryUrl(connection, id),
    client,
    user,
  }
}

export async function readClient(connection: Connection, userPoolId: string, clientId: string) {
  const answer = await nullWhenMissing(describeClient(connection, userPoolId, clientId))
  return answer && toObservedClient(answer)
}

/** The app client of that name; the oldest, should a lost answer have left two. */
export async function readClientByName(connection: Connection, userPoolId: string, name: string) {
  const { cognito } = awsClients(connection)
  const clients = await everyPage(async (nextToken) => {
    const page = await cognito.listUserPoolClients({
      UserPoolId: userPoolId,
      MaxResults: PAGE_SIZE,
      NextToken: nextToken,
    })
    return { items: page.UserPoolClients, nextToken: page.NextToken }
  })
  const namesakes = clients.filter((client) => client.ClientName === name)
  const details = await Promise.all(
    namesakes.map((client) => describeClient(connection, userPoolId, client.ClientId ?? '')),
  )
  const [oldest] = details
    .flatMap((client) => (client ? [client] : []))
    .sort((one, other) => Number(one.CreationDate) - Number(other.CreationDate))
  return oldest ? toObservedClient(oldest) : null
}

/** The first user of a pool, which is the only one that Slipway makes. */
export async function firstUser(connection: Connection, userPoolId: string): Promise<ObservedUser | null> {
  const answer = await awsClients(connection).cognito.listUsers({ UserPoolId: userPoolId, Limit: 1 })
  const user = answer.Users?.[0]
  return user ? { name: user.Username ?? '', status: user.UserStatus ?? '', enabled: user.Enabled ?? true } : null
}

async function describeClient(connection: Connection, userPoolId: string, clientId: string) {
  const answer = await awsClients(connection).cognito.describeUserPoolClient({
    UserPoolId: userPoolId,
    ClientId: clientId,
  })
  const { UserPoolClient } = wholeBody(answer)
  return (UserPoolClient as UserPoolClientType | undefined) ?? null
}

async function readUser(connection: Connection, userPoolId: string, userName: string): Promise<ObservedUser | null> {
  const request = { UserPoolId: userPoolId, Username: userName }
  const user = await nullWhenMissing(awsClients(connection).cognito.adminGetUser(request))
  return user && { name: user.Username ?? userName, status: user.UserStatus ?? '', enabled: user.Enabled ?? true }
}

function toObservedClient(client: UserPoolClientType): ObservedClient {
  return {
    id: client.ClientId ?? '',
    name: client.ClientName ?? '',
    authFlows: client.ExplicitAuthFlows ?? [],
    hasSecret: client.ClientSecret !== undefined,
    settings: toJson(keptSettings(client)) as ObservedClient['settings'],
  }
}

function idOf(pool: UserPoolType): string {
  return pool.Id ?? ''
}
