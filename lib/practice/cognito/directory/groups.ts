import type {
  AdminAddUserToGroupRequest,
  AdminListGroupsForUserRequest,
  CreateGroupRequest,
  GetGroupRequest,
  ListGroupsRequest,
  ListUsersInGroupRequest,
} from '@aws-sdk/client-cognito-identity-provider'
import { describeUser } from '@/lib/practice/cognito/directory/users'
import { notFound } from '@/lib/practice/cognito/errors'
import { pageOf } from '@/lib/practice/cognito/paging'
import { onPool } from '@/lib/practice/cognito/pools/pools'
import { type Group, type Pool, requirePool, requireUser, type User } from '@/lib/practice/cognito/slice'
import { type Call, operation } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'

/** Groups of a pool's users. Their names are in the tokens of who signs in, under `cognito:groups`. */
export const groupOperations = {
  CreateGroup: operation({ authorization: onPool, run: createGroup }),
  GetGroup: operation({
    authorization: onPool<GetGroupRequest>,
    run: (input: GetGroupRequest, call) => {
      const pool = requirePool(call, input.UserPoolId)
      return { Group: describeGroup(requireGroup(pool, input.GroupName), pool) }
    },
  }),
  UpdateGroup: operation({ authorization: onPool, run: updateGroup }),
  DeleteGroup: operation({ authorization: onPool, run: deleteGroup }),
  ListGroups: operation({ authorization: onPool, run: listGroups }),
  AdminAddUserToGroup: operation({ authorization: onPool, run: addToGroup }),
  AdminRemoveUserFromGroup: operation({ authorization: onPool, run: removeFromGroup }),
  AdminListGroupsForUser: operation({ authorization: onPool, run: listGroupsOfUser }),
  ListUsersInGroup: operation({ authorization: onPool, run: listUsersInGroup }),
}

/** Of a user, the one with the lowest precedence first. */
export function groupsOf(pool: Pool, user: User): Group[] {
  const rank = ({ precedence = Number.POSITIVE_INFINITY }: Group) => precedence
  return Object.values(pool.groups ?? {})
    .filter(({ name }) => user.groups?.includes(name))
    .sort((one, other) => rank(one) - rank(other) || one.createdAt - other.createdAt)
}

function createGroup(input: CreateGroupRequest, call: Call) {
  const pool = requirePool(call, input.UserPoolId)
  const name = input.GroupName ?? ''

  if (pool.groups?.[`/${name}`]) {
    throw new ServiceError('GroupExistsException', 'A group with the name already exists.')
  }
  const group: Group = { name, ...settingsOf(input), createdAt: call.now(), modifiedAt: call.now() }
  pool.groups = { ...pool.groups, [`/${name}`]: group }
  return { Group: describeGroup(group, pool) }
}

function updateGroup(input: CreateGroupRequest, call: Call) {
  const pool = requirePool(call, input.UserPoolId)
  const group = requireGroup(pool, input.GroupName)
  Object.assign(group, settingsOf(input), { modifiedAt: call.now() })
  return { Group: describeGroup(group, pool) }
}

function deleteGroup(input: GetGroupRequest, call: Call) {
  const pool = requirePool(call, input.UserPoolId)
  const { name } = requireGroup(pool, input.GroupName)
  delete pool.groups?.[`/${name}`]

  for (const user of Object.values(pool.users)) {
    leave(user, name)
  }
  return {}
}

function listGroups(input: ListGroupsRequest, call: Call) {
  const pool = requirePool(call, input.UserPoolId)
  const { items, nextToken } = pageOf(Object.values(pool.groups ?? {}), input.Limit || 60, input.NextToken, nameOf)
  return { Groups: items.map((group) => describeGroup(group, pool)), NextToken: nextToken }
}

function addToGroup(input: AdminAddUserToGroupRequest, call: Call) {
  const pool = requirePool(call, input.UserPoolId)
  const user = requireUser(pool, input.Username)
  const { name } = requireGroup(pool, input.GroupName)
  user.groups = [...new Set([...(user.groups ?? []), name])]
  return {}
}

function removeFromGroup(input: AdminAddUserToGroupRequest, call: Call) {
  const pool = requirePool(call, input.UserPoolId)
  leave(requireUser(pool, input.Username), requireGroup(pool, input.GroupName).name)
  return {}
}

function listGroupsOfUser(input: AdminListGroupsForUserRequest, call: Call) {
  const pool = requirePool(call, input.UserPoolId)
  const groups = groupsOf(pool, requireUser(pool, input.Username))
  const { items, nextToken } = pageOf(groups, input.Limit || 60, input.NextToken, nameOf)
  return { Groups: items.map((group) => describeGroup(group, pool)), NextToken: nextToken }
}

function listUsersInGroup(input: ListUsersInGroupRequest, call: Call) {
  const pool = requirePool(call, input.UserPoolId)
  const { name } = requireGroup(pool, input.GroupName)
  const users = Object.values(pool.users).filter(({ groups }) => groups?.includes(name))
  const { items, nextToken } = pageOf(users, input.Limit || 60, input.NextToken, ({ username }) => username)
  return { Users: items.map(describeUser), NextToken: nextToken }
}

function leave(user: User, group: string): void {
  if (user.groups?.includes(group)) {
    user.groups = user.groups.filter((name) => name !== group)
  }
}

function requireGroup(pool: Pool, name: string | undefined): Group {
  const group = pool.groups?.[`/${name}`]

  if (!group) {
    throw notFound('Group not found.')
  }
  return group
}

function settingsOf({
  Description,
  RoleArn,
  Precedence,
}: CreateGroupRequest): Omit<Group, 'name' | 'createdAt' | 'modifiedAt'> {
  return {
    ...(Description === undefined ? {} : { description: Description }),
    ...(RoleArn === undefined ? {} : { roleArn: RoleArn }),
    ...(Precedence === undefined ? {} : { precedence: Precedence }),
  }
}

function describeGroup(group: Group, pool: Pool) {
  return {
    GroupName: group.name,
    UserPoolId: pool.id,
    Description: group.description,
    RoleArn: group.roleArn,
    Precedence: group.precedence,
    CreationDate: new Date(group.createdAt),
    LastModifiedDate: new Date(group.modifiedAt),
  }
}

function nameOf({ name }: Group): string {
  return name
}
