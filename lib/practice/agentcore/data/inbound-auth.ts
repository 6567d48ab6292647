import { Refusal } from '@/lib/practice/agentcore/answer'
import { endpointArn, runtimeArn } from '@/lib/practice/agentcore/arns'
import { resourcePolicyOf } from '@/lib/practice/agentcore/control/resource-policies'
import type { InvocationTarget } from '@/lib/practice/agentcore/data/invocation-target'
import { platformAnswer, type RequestId } from '@/lib/practice/agentcore/data/platform-errors'
import { metadataUrl } from '@/lib/practice/agentcore/data/protected-resource'
import { verifyPracticeToken } from '@/lib/practice/agentcore/data/verify-token'
import type { Call, RawContext, RawRequest } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'

const METHOD_MISMATCH =
  'Authorization method mismatch. The agent is configured for a different authorization method than what was used in your request. Check the agent authorization configuration and ensure your request uses the matching method (OAuth or SigV4)'

type Admission = { request: RawRequest; context: RawContext; target: InvocationTarget; action: string; id: RequestId }

/** A runtime version takes SigV4 or JWTs, never both. Gives the call as its caller; a bearer stays anonymous to AWS. */
export async function admit(admission: Admission): Promise<Call> {
  const authorizer = admission.target.version.config.authorizerConfiguration?.customJWTAuthorizer
  return authorizer ? admitBearer(admission, authorizer) : admitSigned(admission)
}

function admitSigned({ request, context, target, action }: Admission): Call {
  const { authorization } = request.headers

  if (authorization === undefined) {
    throw denied('Authorization error - Insufficient permissions')
  }
  if (!authorization.startsWith('AWS4-HMAC-SHA256')) {
    throw denied(METHOD_MISMATCH)
  }
  const call = context.authenticate()
  const { runtime, endpointName } = target

  if (call.region !== runtime.region) {
    throw denied(`Credential should be scoped to a valid region, not '${call.region}'.`)
  }
  for (const resource of [runtimeArn(runtime), endpointArn(runtime, endpointName)]) {
    const resourcePolicy = resourcePolicyOf(call, resource)
    call.authorize({ action: `bedrock-agentcore:${action}`, resource, resourcePolicy })
  }
  return call
}

type Authorizer = NonNullable<
  NonNullable<InvocationTarget['version']['config']['authorizerConfiguration']>['customJWTAuthorizer']
>

async function admitBearer({ request, context, target, action, id }: Admission, authorizer: Authorizer): Promise<Call> {
  const { authorization } = request.headers
  const call = { ...context.anonymous(), region: target.runtime.region }

  if (authorization === undefined) {
    throw unauthorized('Missing Authentication Token', target, call, id)
  }
  const token = /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1]

  if (token === undefined) {
    throw denied(METHOD_MISMATCH)
  }
  const verdict = await verifyPracticeToken(token, authorizer, call)

  if (verdict.ok) {
    refuseByPolicy(target, action, call)
    return call
  }
  throw verdict.status === 401 ? unauthorized(verdict.message, target, call, id) : denied(verdict.message)
}

/**
 * IAM doesn't know who bears a token, so only a policy for everybody can let them in or keep them out. One that is there has to
 * allow them: `AllowOAuthFromVPC` in AWS's examples would mean nothing otherwise.
 */
function refuseByPolicy({ runtime, endpointName }: InvocationTarget, action: string, call: Call): void {
  for (const resource of [runtimeArn(runtime), endpointArn(runtime, endpointName)]) {
    const resourcePolicy = resourcePolicyOf(call, resource)

    if (resourcePolicy !== undefined) {
      call.authorize({ action: `bedrock-agentcore:${action}`, resource, resourcePolicy })
    }
  }
}

function denied(message: string): ServiceError {
  return new ServiceError('AccessDeniedException', message, 403)
}

/** Only a runtime that takes JWTs says 401, and where to read about its tokens. */
function unauthorized(message: string, { runtime, endpointName }: InvocationTarget, call: Call, id: RequestId) {
  const answer = platformAnswer('unauthorized', message, id)
  const challenge = `Bearer resource_metadata="${metadataUrl(call, runtime, endpointName)}"`
  return new Refusal({ ...answer, headers: { ...answer.headers, 'www-authenticate': challenge } })
}
