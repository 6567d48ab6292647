import type { AssumeRoleCommandInput, AssumeRoleCommandOutput } from '@aws-sdk/client-sts'
import { parseTrustPolicy } from '@/lib/policies/document/document'
import type { PolicyDocument, PolicyStatement } from '@/lib/policies/document/model'
import { conditionsHold } from '@/lib/policies/evaluate/conditions'
import { requestContext } from '@/lib/policies/evaluate/context'
import { coversAction } from '@/lib/policies/evaluate/evaluate'
import { ACCOUNT_ID, PARTITION } from '@/lib/practice/account'
import { effectiveTrust, roleArn } from '@/lib/practice/iam/access/assume'
import { openSession } from '@/lib/practice/iam/access/identity'
import { findRole } from '@/lib/practice/iam/store'
import { credentialsOf } from '@/lib/practice/sts/credentials'
import { type Call, type Identity, operation } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'

type Input = AssumeRoleCommandInput & { RoleArn: string; RoleSessionName: string }
type Output = Omit<AssumeRoleCommandOutput, '$metadata'>

/** A role that trusts the account (or the caller by name) and that the caller may assume. */
export const assumeRole = operation<Input, Output>({
  authorization: ({ RoleArn }) => [{ action: 'sts:AssumeRole', resource: RoleArn }],
  run: (input, call) => {
    const role = findRole(call.state, input.RoleArn.split('/').at(-1) ?? '')
    const text = role && effectiveTrust(role, call.now(), call.switches.rolePropagationMs)
    const trust = text ? parseTrustPolicy(text) : undefined

    if (!role || roleArn(role) !== input.RoleArn || !trust?.ok || !trusts(trust.data, call, input)) {
      const who = call.identity.type === 'anonymous' ? 'anonymous' : call.identity.arn
      throw new ServiceError(
        'AccessDenied',
        `User: ${who} is not authorized to perform: sts:AssumeRole on resource: ${input.RoleArn}`,
        403,
      )
    }
    const seconds = durationOf(input, call, role.maxSessionSeconds)
    const { credentials, identity } = openSession(call.state, role, {
      sessionName: input.RoleSessionName,
      seconds,
      now: call.now(),
    })
    return {
      Credentials: credentialsOf(credentials),
      AssumedRoleUser: { AssumedRoleId: identity.userId, Arn: identity.arn },
      PackedPolicySize: 0,
    }
  },
})

function durationOf(input: Input, call: Call, roleMaximum: number): number {
  // A role that assumes a role (role chaining) gets one hour at most.
  const maximum = call.identity.type === 'assumed-role' ? Math.min(3600, roleMaximum) : roleMaximum
  const seconds = input.DurationSeconds ?? 3600

  if (seconds > maximum) {
    throw new ServiceError(
      'ValidationError',
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    )
  }
  return seconds
}

function trusts(document: PolicyDocument, { identity }: Call, input: Input): boolean {
  const context = requestContext({
    ...(identity.type === 'anonymous' ? {} : { 'aws:PrincipalArn': identity.arn, 'aws:PrincipalAccount': ACCOUNT_ID }),
    'sts:RoleSessionName': input.RoleSessionName,
    ...(input.ExternalId === undefined ? {} : { 'sts:ExternalId': input.ExternalId }),
  })
  const concerning = document.Statement.filter(
    (statement) =>
      namesCaller(statement, identity) &&
      coversAction(statement, 'sts:AssumeRole') &&
      conditionsHold(statement.Condition, context, document.Version),
  )
  return concerning.length > 0 && concerning.every(({ Effect }) => Effect === 'Allow')
}

function namesCaller({ Principal }: PolicyStatement, identity: Identity): boolean {
  if (identity.type === 'anonymous' || Principal === undefined) {
    return false
  }
  const root = `arn:${PARTITION}:iam::${ACCOUNT_ID}:root`
  const names = Principal === '*' ? ['*'] : (Principal.AWS ?? [])
  const own =
    identity.type === 'user'
      ? [identity.arn]
      : [identity.arn, `arn:${PARTITION}:iam::${ACCOUNT_ID}:role/${identity.roleName}`]
  return names.some((name) => ['*', ACCOUNT_ID, root, ...own].includes(name))
}
