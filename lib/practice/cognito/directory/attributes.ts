import type {
  AddCustomAttributesRequest,
  AdminDeleteUserAttributesRequest,
  AdminUpdateUserAttributesRequest,
  AttributeType,
  DeleteUserAttributesRequest,
  UpdateUserAttributesRequest,
} from '@aws-sdk/client-cognito-identity-provider'
import { schemaAttributes } from '@/lib/practice/cognito/directory/schema-attributes'
import { invalidParameter } from '@/lib/practice/cognito/errors'
import { onPool } from '@/lib/practice/cognito/pools/pools'
import { tokenOwner } from '@/lib/practice/cognito/sign-in/tokens'
import { type Pool, requirePool, requireUser, type User } from '@/lib/practice/cognito/slice'
import { type Call, operation } from '@/lib/practice/wire/service'

/** What is known of a user, changed by an administrator or with the user's own access token. */
export const attributeOperations = {
  AddCustomAttributes: operation({ authorization: onPool, run: addCustomAttributes }),
  AdminUpdateUserAttributes: operation({
    authorization: onPool<AdminUpdateUserAttributesRequest>,
    run: (input: AdminUpdateUserAttributesRequest, call) => {
      const pool = requirePool(call, input.UserPoolId)
      return change(pool, requireUser(pool, input.Username), input.UserAttributes, call)
    },
  }),
  AdminDeleteUserAttributes: operation({
    authorization: onPool<AdminDeleteUserAttributesRequest>,
    run: (input: AdminDeleteUserAttributesRequest, call) => {
      const pool = requirePool(call, input.UserPoolId)
      return remove(pool, requireUser(pool, input.Username), input.UserAttributeNames, call)
    },
  }),
  UpdateUserAttributes: operation({
    authorization: null,
    run: (input: UpdateUserAttributesRequest, call) => {
      const { pool, user } = tokenOwner(call, input.AccessToken)
      return change(pool, user, input.UserAttributes, call)
    },
  }),
  DeleteUserAttributes: operation({
    authorization: null,
    run: (input: DeleteUserAttributesRequest, call) => {
      const { pool, user } = tokenOwner(call, input.AccessToken)
      return remove(pool, user, input.UserAttributeNames, call)
    },
  }),
}

function addCustomAttributes(input: AddCustomAttributesRequest, call: Call) {
  const pool = requirePool(call, input.UserPoolId)
  const { Schema = [] } = pool.settings
  const added = input.CustomAttributes ?? []
  const known = new Set(schemaAttributes(Schema).map(({ Name }) => Name))
  const twice = added.find(({ Name }) => known.has(`custom:${Name}`))

  if (twice) {
    throw invalidParameter(`custom:${twice.Name}: Existing attribute already has name custom:${twice.Name}.`)
  }
  pool.settings = { ...pool.settings, Schema: [...Schema, ...added] }
  pool.modifiedAt = call.now()
  return {}
}

function change(pool: Pool, user: User, given: AttributeType[] = [], call: Call) {
  checkNames(
    pool,
    given.map(({ Name = '' }) => Name),
  )
  const next = Object.fromEntries(given.map(({ Name = '', Value = '' }) => [Name, Value]))
  // A new address is not verified until somebody says so.
  const unverified = ['email', 'phone_number'].filter(
    (name) => next[name] !== undefined && next[name] !== user.attributes[name],
  )
  user.attributes = {
    ...user.attributes,
    ...Object.fromEntries(unverified.map((name) => [`${name}_verified`, 'false'])),
    ...next,
  }
  user.modifiedAt = call.now()
  return {}
}

function remove(pool: Pool, user: User, names: string[] = [], call: Call) {
  checkNames(pool, names)
  user.attributes = Object.fromEntries(Object.entries(user.attributes).filter(([name]) => !names.includes(name)))
  user.modifiedAt = call.now()
  return {}
}

function checkNames(pool: Pool, names: string[]): void {
  const known = new Map(schemaAttributes(pool.settings.Schema).map((attribute) => [attribute.Name, attribute]))

  for (const name of names) {
    const attribute = known.get(name)

    if (!attribute) {
      throw invalidParameter(
        `Attributes did not conform to the schema: ${name}: Attribute does not exist in the schema.\n`,
      )
    }
    if (attribute.Mutable === false) {
      throw invalidParameter(`user.${name}: Attribute cannot be updated.\n`)
    }
  }
}
