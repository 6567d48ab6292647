import type {
  CreateWorkloadIdentityRequest,
  CreateWorkloadIdentityResponse,
  GetWorkloadIdentityResponse,
  ListWorkloadIdentitiesResponse,
} from '@aws-sdk/client-bedrock-agentcore-control'
import { identityDirectoryArn, workloadIdentityArn } from '@/lib/practice/agentcore/arns'
import { tagContext } from '@/lib/practice/agentcore/control/lookup'
import { type PageRequest, pageOf } from '@/lib/practice/agentcore/control/paging'
import { invalid, notFound } from '@/lib/practice/agentcore/errors'
import { agentCoreStore, type StoredIdentity } from '@/lib/practice/agentcore/store'
import { type AuthorizationRequest, type Call, operation } from '@/lib/practice/wire/service'

type Named = { name: string; allowedResourceOauth2ReturnUrls?: string[] }

/** Workload identities: one of every runtime's, under the runtime's id, and those that somebody made. */
export const createWorkloadIdentity = operation<
  CreateWorkloadIdentityRequest & { name: string },
  CreateWorkloadIdentityResponse
>({
  authorization: ({ name, tags }, call) =>
    onIdentity({ name }, call).map((one) => ({ ...one, context: tagContext(tags) })),
  run: ({ name, tags = {}, allowedResourceOauth2ReturnUrls: returnUrls = [] }, call) => {
    if (identities(call).some((one) => one.name === name)) {
      throw invalid(`WorkloadIdentity with name ${name} already exists`)
    }
    const now = call.now()
    const store = agentCoreStore(call.state, now)
    const made = { name, region: call.region, returnUrls, tags, createdAt: now, updatedAt: now }
    store.workloadIdentities = { ...store.workloadIdentities, [keyOf(made)]: made }
    return describeShort(made)
  },
})

export const getWorkloadIdentity = operation<Named, GetWorkloadIdentityResponse>({
  authorization: onIdentity,
  run: (input, call) => describeWhole(requireIdentity(input, call)),
})

export const updateWorkloadIdentity = operation<Named, GetWorkloadIdentityResponse>({
  authorization: onIdentity,
  run: (input, call) => {
    const known = requireIdentity(input, call)
    const next = { ...known, returnUrls: input.allowedResourceOauth2ReturnUrls ?? [], updatedAt: call.now() }
    const store = agentCoreStore(call.state, call.now())
    store.workloadIdentities = { ...store.workloadIdentities, [keyOf(next)]: next }
    return describeWhole(next)
  },
})

export const deleteWorkloadIdentity = operation<Named, object>({
  authorization: onIdentity,
  run: (input, call) => {
    const known = requireIdentity(input, call)
    const { workloadIdentities } = agentCoreStore(call.state, call.now())

    if (!workloadIdentities?.[keyOf(known)] || runtimeNames(call).includes(known.name)) {
      throw invalid(`WorkloadIdentity ${known.name} is linked to a service and cannot be deleted`)
    }
    delete workloadIdentities[keyOf(known)]
    return {}
  },
})

export const listWorkloadIdentities = operation<PageRequest, ListWorkloadIdentitiesResponse>({
  run: (input, call) => {
    const { page, nextToken } = pageOf(identities(call), { maxResults: 20, ...input }, ({ name }) => name)
    const workloadIdentities = page.map((one) => ({ name: one.name, workloadIdentityArn: arnOf(one) }))
    return { workloadIdentities, nextToken }
  },
})

function identities(call: Call): StoredIdentity[] {
  const { runtimes, workloadIdentities = {} } = agentCoreStore(call.state, call.now())
  const own = Object.values(workloadIdentities).filter(({ region }) => region === call.region)
  const known = new Set(own.map(({ name }) => name))
  const ofRuntimes = Object.values(runtimes)
    .filter(({ id, region }) => region === call.region && !known.has(id))
    .map(({ id, region, createdAt }) => {
      return { name: id, region, returnUrls: [], tags: {}, createdAt, updatedAt: createdAt }
    })
  return [...ofRuntimes, ...own]
}

function runtimeNames(call: Call): string[] {
  return Object.keys(agentCoreStore(call.state, call.now()).runtimes)
}

function requireIdentity({ name }: Named, call: Call): StoredIdentity {
  const found = identities(call).find((one) => one.name === name)

  if (!found) {
    throw notFound(`WorkloadIdentity ${name} not found`)
  }
  return found
}

function keyOf({ region, name }: Pick<StoredIdentity, 'region' | 'name'>): string {
  return `${region}/${name}`
}

function arnOf({ name, region }: StoredIdentity): string {
  return workloadIdentityArn({ id: name, region })
}

function describeShort(identity: StoredIdentity) {
  return {
    name: identity.name,
    workloadIdentityArn: arnOf(identity),
    allowedResourceOauth2ReturnUrls: identity.returnUrls,
  }
}

function describeWhole(identity: StoredIdentity) {
  const { createdAt, updatedAt } = identity
  return { ...describeShort(identity), createdTime: new Date(createdAt), lastUpdatedTime: new Date(updatedAt) }
}

function onIdentity({ name }: Named, { operation: action, region }: Call): AuthorizationRequest[] {
  return [
    {
      action: `bedrock-agentcore:${action}`,
      resource: `${identityDirectoryArn(region)}/workload-identity/${name}`,
    },
  ]
}
