import type { Answer } from '@/lib/practice/agentcore/answer'
import { runtimeArn } from '@/lib/practice/agentcore/arns'
import { findTarget } from '@/lib/practice/agentcore/data/invocation-target'
import { notFound } from '@/lib/practice/agentcore/errors'
import type { StoredRuntime } from '@/lib/practice/agentcore/store'
import type { Call, RawContext, RawRequest } from '@/lib/practice/wire/service'

export function metadataUrl({ baseUrl }: Call, runtime: StoredRuntime, endpointName: string): string {
  const query = `?qualifier=${encodeURIComponent(endpointName)}`
  return `${invocationsUrl(baseUrl, runtime)}/.well-known/oauth-protected-resource${query}`
}

/** RFC 9728 metadata; only a runtime that takes JWTs has them. */
export function protectedResource(request: RawRequest, context: RawContext): Answer {
  const call = context.anonymous()
  const { runtime, version } = findTarget(request, call)
  const authorizer = version.config.authorizerConfiguration?.customJWTAuthorizer

  if (!authorizer) {
    throw notFound(`Agent '${runtime.id}' has no protected resource metadata.`)
  }
  const { discoveryUrl = '', allowedScopes } = authorizer
  const metadata = {
    resource: invocationsUrl(call.baseUrl, runtime),
    authorization_servers: [discoveryUrl.replace(/\/\.well-known\/openid-configuration$/, '')],
    bearer_methods_supported: ['header'],
    scopes_supported: allowedScopes,
  }
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(metadata) }
}

function invocationsUrl(baseUrl: string, runtime: StoredRuntime): string {
  return `${baseUrl}/runtimes/${encodeURIComponent(runtimeArn(runtime))}/invocations`
}
