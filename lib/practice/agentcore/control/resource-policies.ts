import { parseResourcePolicy } from '@/lib/policies/document/document'
import { ACCOUNT_ID } from '@/lib/practice/account'
import { endpointArn, parseRuntimeArn, runtimeArn } from '@/lib/practice/agentcore/arns'
import { endpointOf, runtimeOf } from '@/lib/practice/agentcore/control/lookup'
import { invalid, notFound } from '@/lib/practice/agentcore/errors'
import { agentCoreStore } from '@/lib/practice/agentcore/store'
import { type AuthorizationRequest, type Call, operation } from '@/lib/practice/wire/service'

type OnResource = { resourceArn: string }

/** Policies of runtimes and endpoints: who may invoke them, beside what callers' own policies say. */
export const putResourcePolicy = operation<OnResource & { policy: string }, { policy: string }>({
  authorization: onResource,
  run: ({ resourceArn, policy }, call) => {
    const arn = holder(resourceArn, call)
    const read = parseResourcePolicy(policy)

    if (!read.ok) {
      throw invalid(`The resource policy is not valid: ${read.error.message}`)
    }
    const store = agentCoreStore(call.state, call.now())
    store.resourcePolicies = { ...store.resourcePolicies, [arn]: policy }
    return { policy }
  },
})

export const getResourcePolicy = operation<OnResource, { policy: string }>({
  authorization: onResource,
  run: ({ resourceArn }, call) => ({ policy: policyOf(holder(resourceArn, call), call) }),
})

export const deleteResourcePolicy = operation<OnResource, object>({
  authorization: onResource,
  run: ({ resourceArn }, call) => {
    const arn = holder(resourceArn, call)
    policyOf(arn, call)
    delete agentCoreStore(call.state, call.now()).resourcePolicies?.[arn]
    return {}
  },
})

/** The text on a runtime or one of its endpoints. */
export function resourcePolicyOf(call: Pick<Call, 'state' | 'now'>, arn: string): string | undefined {
  return agentCoreStore(call.state, call.now()).resourcePolicies?.[arn]
}

/** A runtime takes the policies of its endpoints with it; another of the name of an endpoint begins without one. */
export function forgetPolicies(call: Call, arn: string): void {
  const store = agentCoreStore(call.state, call.now())
  const kept = Object.entries(store.resourcePolicies ?? {}).filter(([one]) => one !== arn && !one.startsWith(`${arn}/`))
  store.resourcePolicies = Object.fromEntries(kept)
}

function policyOf(arn: string, call: Call): string {
  const policy = resourcePolicyOf(call, arn)

  if (policy === undefined) {
    throw notFound(`No resource policy was found for '${arn}'.`)
  }
  return policy
}

function onResource({ resourceArn }: OnResource, { operation: name }: Call): AuthorizationRequest[] {
  return [{ action: `bedrock-agentcore:${name}`, resource: resourceArn }]
}

/** The ARN as the account itself writes it, of something that is there. */
function holder(resourceArn: string, call: Call): string {
  const reference = parseRuntimeArn(resourceArn)

  if (!reference || reference.accountId !== ACCOUNT_ID || reference.region !== call.region) {
    throw notFound(`Resource '${resourceArn}' was not found.`)
  }
  const runtime = runtimeOf(call, { agentRuntimeId: reference.id })
  const { endpointName } = reference

  if (endpointName === undefined) {
    return runtimeArn(runtime)
  }
  return endpointArn(runtime, endpointName === 'DEFAULT' ? endpointName : endpointOf(runtime, endpointName).name)
}
