import { randomInt } from 'node:crypto'
import type {
  CreateUserPoolRequest,
  DescribeUserPoolRequest,
  ListUserPoolsRequest,
  UpdateUserPoolRequest,
} from '@aws-sdk/client-cognito-identity-provider'
import { schemaAttributes } from '@/lib/practice/cognito/directory/schema-attributes'
import { invalidParameter } from '@/lib/practice/cognito/errors'
import { pageOf } from '@/lib/practice/cognito/paging'
import { makeKey } from '@/lib/practice/cognito/sign-in/keys'
import { passwordPolicy } from '@/lib/practice/cognito/sign-in/password'
import { cognitoSlice, type Pool, requirePool } from '@/lib/practice/cognito/slice'
import { type AuthorizationRequest, type Call, operation } from '@/lib/practice/wire/service'

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
/** Fixed when the pool is made: an update doesn't carry them. */
const IMMUTABLE = ['UsernameAttributes', 'AliasAttributes', 'UsernameConfiguration', 'Schema'] as const

export const poolOperations = {
  CreateUserPool: operation({ authorization: authorizeCreation, run: createUserPool }),
  DescribeUserPool: operation({
    authorization: onPool<DescribeUserPoolRequest>,
    run: (input: DescribeUserPoolRequest, call) => ({
      UserPool: describePool(requirePool(call, input.UserPoolId), call),
    }),
  }),
  ListUserPools: operation({ run: listUserPools }),
  UpdateUserPool: operation({ authorization: onPool, run: updateUserPool }),
  DeleteUserPool: operation({ authorization: onPool, run: deleteUserPool }),
}

function poolArn(call: Call, id: string | undefined): string {
  return `arn:${call.partition}:cognito-idp:${call.region}:${call.accountId}:userpool/${id}`
}

/** Authorizes on the pool that the input names. */
export function onPool<Input extends { UserPoolId: string | undefined }>(
  input: Input,
  call: Call,
): AuthorizationRequest[] {
  return [{ action: `cognito-idp:${call.operation}`, resource: poolArn(call, input.UserPoolId) }]
}

function authorizeCreation(input: CreateUserPoolRequest): AuthorizationRequest[] {
  const tags = Object.entries(input.UserPoolTags ?? {})
  const context = {
    ...Object.fromEntries(tags.map(([key, value]) => [`aws:RequestTag/${key}`, value])),
    ...(tags.length > 0 ? { 'aws:TagKeys': tags.map(([key]) => key) } : {}),
  }
  const create = { action: 'cognito-idp:CreateUserPool', resource: '*', context }
  return tags.length > 0 ? [create, { ...create, action: 'cognito-idp:TagResource' }] : [create]
}

async function createUserPool({ UserPoolTags = {}, ...settings }: CreateUserPoolRequest, call: Call) {
  checkExclusions(settings)
  const isMfa = settings.MfaConfiguration === 'ON' || settings.MfaConfiguration === 'OPTIONAL'

  if (isMfa && !settings.SmsConfiguration) {
    throw invalidParameter(
      'SMS configuration and Auto verification for phone_number are required when MFA is required/optional',
    )
  }
  const pool: Pool = {
    id: `${call.region}_${Array.from({ length: 9 }, () => ALPHANUMERIC[randomInt(ALPHANUMERIC.length)]).join('')}`,
    region: call.region,
    createdAt: call.now(),
    modifiedAt: call.now(),
    settings,
    mfa: { MfaConfiguration: settings.MfaConfiguration ?? 'OFF' },
    tags: { ...UserPoolTags },
    key: await makeKey(),
    clients: {},
    users: {},
  }
  cognitoSlice(call.state).pools[pool.id] = pool
  return { UserPool: describePool(pool, call) }
}

/** What AWS doesn't take together. */
function checkExclusions({
  AliasAttributes,
  UsernameAttributes,
  AdminCreateUserConfig,
  Policies,
}: Pool['settings']): void {
  if (AliasAttributes?.length && UsernameAttributes?.length) {
    throw invalidParameter('Only one of the aliasAttributes or usernameAttributes can be set in a user pool.')
  }
  if (AdminCreateUserConfig?.UnusedAccountValidityDays && Policies?.PasswordPolicy?.TemporaryPasswordValidityDays) {
    throw invalidParameter(
      'Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays',
    )
  }
}

function listUserPools(input: ListUserPoolsRequest, call: Call) {
  const pools = Object.values(cognitoSlice(call.state).pools).filter(({ region }) => region === call.region)
  const { items, nextToken } = pageOf(pools, input.MaxResults ?? 60, input.NextToken, ({ id }) => id)
  const UserPools = items.map((pool) => ({
    Id: pool.id,
    Name: pool.settings.PoolName,
    LambdaConfig: pool.settings.LambdaConfig ?? {},
    CreationDate: new Date(pool.createdAt),
    LastModifiedDate: new Date(pool.modifiedAt),
  }))
  return { UserPools, NextToken: nextToken }
}

/** What isn't sent goes back to its default, as on AWS. */
function updateUserPool({ UserPoolId, UserPoolTags, PoolName, ...settings }: UpdateUserPoolRequest, call: Call) {
  const pool = requirePool(call, UserPoolId)
  const kept = Object.fromEntries(IMMUTABLE.map((name) => [name, pool.settings[name]]))
  pool.settings = { ...kept, ...settings, PoolName: PoolName ?? pool.settings.PoolName }
  pool.mfa = { ...pool.mfa, MfaConfiguration: settings.MfaConfiguration ?? 'OFF' }
  pool.tags = { ...(UserPoolTags ?? pool.tags) }
  pool.modifiedAt = call.now()
  return {}
}

function deleteUserPool(input: DescribeUserPoolRequest, call: Call) {
  const pool = requirePool(call, input.UserPoolId)

  if (pool.settings.DeletionProtection === 'ACTIVE') {
    throw invalidParameter(
      'The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.',
    )
  }
  if (pool.domain) {
    throw invalidParameter('User pool cannot be deleted. It has a domain configured that should be deleted first.')
  }
  const slice = cognitoSlice(call.state)
  delete slice.pools[pool.id]
  slice.families = Object.fromEntries(Object.entries(slice.families).filter(([, family]) => family.poolId !== pool.id))
  return {}
}

function describePool(pool: Pool, call: Call) {
  const { PoolName, Schema, Policies, ...settings } = pool.settings
  return {
    DeletionProtection: 'INACTIVE',
    LambdaConfig: {},
    VerificationMessageTemplate: { DefaultEmailOption: 'CONFIRM_WITH_CODE' },
    EmailConfiguration: { EmailSendingAccount: 'COGNITO_DEFAULT' },
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: false, UnusedAccountValidityDays: 7 },
    UserPoolTier: 'ESSENTIALS',
    ...settings,
    Id: pool.id,
    Name: PoolName,
    Arn: poolArn(call, pool.id),
    ...(pool.domain ? { Domain: pool.domain.name } : {}),
    SchemaAttributes: schemaAttributes(Schema),
    Policies: { ...Policies, PasswordPolicy: passwordPolicy(pool) },
    MfaConfiguration: pool.mfa.MfaConfiguration ?? 'OFF',
    UserPoolTags: pool.tags,
    CreationDate: new Date(pool.createdAt),
    LastModifiedDate: new Date(pool.modifiedAt),
    EstimatedNumberOfUsers: Object.keys(pool.users).length,
  }
}
