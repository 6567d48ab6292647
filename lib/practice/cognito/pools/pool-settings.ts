import type {
  GetUserPoolMfaConfigRequest,
  ListTagsForResourceRequest,
  SetUserPoolMfaConfigRequest,
  TagResourceRequest,
  UntagResourceRequest,
} from '@aws-sdk/client-cognito-identity-provider'
import { invalidParameter } from '@/lib/practice/cognito/errors'
import { onPool } from '@/lib/practice/cognito/pools/pools'
import { type Pool, requirePool } from '@/lib/practice/cognito/slice'
import { type AuthorizationRequest, type Call, operation } from '@/lib/practice/wire/service'

export const poolSettingOperations = {
  SetUserPoolMfaConfig: operation({ authorization: onPool, run: setMfaConfig }),
  GetUserPoolMfaConfig: operation({
    authorization: onPool<GetUserPoolMfaConfigRequest>,
    run: (input: GetUserPoolMfaConfigRequest, call) => requirePool(call, input.UserPoolId).mfa,
  }),
  // None can be made here.
  ListIdentityProviders: operation({
    authorization: onPool<GetUserPoolMfaConfigRequest>,
    run: (input: GetUserPoolMfaConfigRequest, call) => {
      requirePool(call, input.UserPoolId)
      return { Providers: [] }
    },
  }),
  TagResource: operation({ authorization: onResource, run: tagResource }),
  UntagResource: operation({ authorization: onResource, run: untagResource }),
  ListTagsForResource: operation({
    authorization: onResource<ListTagsForResourceRequest>,
    run: (input: ListTagsForResourceRequest, call) => ({ Tags: poolOfArn(input.ResourceArn, call).tags }),
  }),
}

function setMfaConfig({ UserPoolId, ...config }: SetUserPoolMfaConfigRequest, call: Call) {
  const pool = requirePool(call, UserPoolId)
  const isOn = config.MfaConfiguration === 'ON' || config.MfaConfiguration === 'OPTIONAL'
  const factors = [
    config.SmsMfaConfiguration,
    config.SoftwareTokenMfaConfiguration?.Enabled,
    config.EmailMfaConfiguration,
  ]

  if (isOn && !factors.some(Boolean)) {
    throw invalidParameter(
      'Invalid MFA configuration given, can not turn on MFA without configuring at least one factor.',
    )
  }
  pool.mfa = { ...config, MfaConfiguration: config.MfaConfiguration ?? 'OFF' }
  pool.settings.MfaConfiguration = pool.mfa.MfaConfiguration
  pool.modifiedAt = call.now()
  return pool.mfa
}

function onResource<Input extends { ResourceArn: string | undefined }>(
  input: Input,
  call: Call,
): AuthorizationRequest[] {
  return [{ action: `cognito-idp:${call.operation}`, resource: input.ResourceArn ?? '' }]
}

function poolOfArn(arn: string | undefined, call: Call): Pool {
  return requirePool(call, arn?.split(':userpool/')[1] ?? '')
}

function tagResource(input: TagResourceRequest, call: Call) {
  const pool = poolOfArn(input.ResourceArn, call)
  pool.tags = { ...pool.tags, ...input.Tags }
  return {}
}

function untagResource(input: UntagResourceRequest, call: Call) {
  const pool = poolOfArn(input.ResourceArn, call)
  pool.tags = Object.fromEntries(Object.entries(pool.tags).filter(([key]) => !input.TagKeys?.includes(key)))
  return {}
}
