import 'server-only'
import { nullWhenMissing } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { wholeBody } from '@/lib/aws/whole-bodies'
import { readClient } from '@/lib/deployments/observe/observe-pool'
import type { ObservedClient } from '@/lib/deployments/observe/observed'
import type { ExportedClient, ExportedPool } from '@/lib/export/model'
import { isObject, type Json, toJson, toText } from '@/lib/json'

/** Members that DescribeUserPool answers and CreateUserPool does not take. */
const ANSWER_ONLY = new Set(
  `Id Name Arn Status LastModifiedDate CreationDate EstimatedNumberOfUsers Domain CustomDomain SmsConfigurationFailure
  EmailConfigurationFailure SchemaAttributes UserPoolTags`.split(/\s+/),
)

/** The pool with those app clients; null when this account has none of that id. Throws AWS's errors. */
export async function readPool(
  connection: Connection,
  userPoolId: string,
  clientIds: string[],
): Promise<ExportedPool | null> {
  const there = { ...connection, region: userPoolId.split('_')[0] ?? connection.region }
  const answer = await nullWhenMissing(awsClients(there).cognito.describeUserPool({ UserPoolId: userPoolId }))
  const pool = answer && toJson(wholeBody(answer).UserPool)

  if (!isObject(pool ?? undefined)) {
    return null
  }
  const members = pool as { [member: string]: Json }
  const clients = await Promise.all(clientIds.map((id) => readClient(there, userPoolId, id)))
  return {
    id: userPoolId,
    name: toText(members.Name ?? ''),
    settings: settingsOf(members),
    tags: Object.fromEntries(
      Object.entries(isObject(members.UserPoolTags) ? members.UserPoolTags : {}).map(([k, v]) => [k, toText(v)]),
    ),
    clients: clients.filter((client) => client !== null).map(toExportedClient),
    besides: ['Domain', 'CustomDomain'].filter((name) => members[name] !== undefined),
  }
}

function settingsOf(members: { [member: string]: Json }): { [member: string]: Json } {
  const kept = Object.entries(members).filter(
    ([name, value]) => !ANSWER_ONLY.has(name) && value !== null && !isEmpty(value),
  )
  const schema = schemaOf(members.SchemaAttributes)
  const settings = Object.fromEntries(kept)
  // Cognito answers it still, and refuses it beside the password policy's own member.
  const { UnusedAccountValidityDays: unused, ...admin } = isObject(settings.AdminCreateUserConfig)
    ? settings.AdminCreateUserConfig
    : {}
  const policies = isObject(settings.Policies) ? settings.Policies.PasswordPolicy : undefined
  const isDoubled = isObject(policies) && policies.TemporaryPasswordValidityDays !== undefined
  return {
    ...settings,
    ...(settings.AdminCreateUserConfig === undefined
      ? {}
      : {
          AdminCreateUserConfig: isDoubled
            ? admin
            : { ...admin, ...(unused === undefined ? {} : { UnusedAccountValidityDays: unused }) },
        }),
    ...(schema.length === 0 ? {} : { Schema: schema }),
  }
}

/** Every pool has the standard attributes; what somebody chose are custom ones, and those that must be there. */
function schemaOf(attributes: Json | undefined): Json[] {
  const all = Array.isArray(attributes) ? attributes : []
  return all.filter(isObject).flatMap((attribute): Json[] => {
    const name = toText(attribute.Name ?? '')
    const isCustom = /^(dev:)?custom:/.test(name)
    return isCustom || (attribute.Required === true && name !== 'sub')
      ? [{ ...attribute, Name: name.replace(/^(dev:)?custom:/, '') }]
      : []
  })
}

function isEmpty(value: Json): boolean {
  return isObject(value) && Object.keys(value).length === 0
}

function toExportedClient({ id, name, hasSecret, settings }: ObservedClient): ExportedClient {
  const { UserPoolId: _, ClientId: __, ClientName: ___, ...kept } = settings
  return { id, name, hasSecret, settings: kept }
}
