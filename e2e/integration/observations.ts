import fc from 'fast-check'
import { type Live, poolIdOf } from '@/lib/deployments/observe/live-spec'
import type { Observed, RuntimeConfig } from '@/lib/deployments/observe/observed'
import { planWithCalls } from '@/lib/deployments/plan/plan'
import { isPending } from '@/lib/deployments/plan/step'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { applied, emptyAccount, rested } from './fake-aws'
import { specs } from './specs'

const POOL_ID = 'us-east-1_Elsewhere'
const ROLE_ARN = 'arn:aws:iam::111122223333:role/theirs'

/** Works a plan off until nothing is due. */
export function launched(spec: DeploymentSpec, start: Observed = emptyAccount): Observed {
  let observed = start

  for (;;) {
    const step = planWithCalls(spec, observed).steps.find(({ change }) => isPending(change))

    if (!step) {
      return observed
    }
    observed = step.call ? applied(observed, step.call) : rested(observed)
  }
}

/** What an export reads of an observation. */
export function liveOf({ account, runtime, role, pool, logGroup }: Observed): Live {
  if (!runtime) {
    throw new Error('There is no runtime.')
  }
  const signsIn = poolIdOf(runtime) === undefined ? null : pool
  const shown = signsIn && { tags: signsIn.tags, userName: signsIn.user?.name ?? null }
  return { region: account.region, runtime, role, pool: shown, logGroup }
}

const statement = fc.record({
  Effect: fc.constantFrom('Allow', 'Deny'),
  Action: fc.oneof(fc.constant('s3:GetObject'), fc.constant(['ec2:Describe*', 'sqs:SendMessage'])),
  Resource: fc.constantFrom('*', 'arn:aws:s3:::bucket/*'),
})
const document = fc
  .tuple(statement, fc.constantFrom(0, 2))
  .map(([one, spaces]) => JSON.stringify({ Version: '2012-10-17', Statement: [one] }, null, spaces))
const policies = fc.uniqueArray(
  fc.record({ name: fc.constantFrom('AddedPermissions', 'CustomAWSPermissions', 'a', 'x+=,.@-_', 'Z'), document }),
  { selector: ({ name }) => name, maxLength: 5 },
)
const attached = fc
  .uniqueArray(
    fc.constantFrom('aws:policy/ReadOnlyAccess', 'aws:policy/SecurityAudit', '111122223333:policy/team/Theirs'),
  )
  .map((names) => names.map((name) => ({ arn: `arn:aws:iam::${name}`, name, document: null })))
const foreign = fc.dictionary(
  fc.constantFrom('cost', 'owner', 'a=b', 'two words', 'lone '),
  fc.constantFrom('', 'x', ' y', 'p=q'),
)

/** Each replaces what the launch left at a place that others change as well. */
const configs: fc.Arbitrary<RuntimeConfig> = fc.record(
  {
    description: fc.constantFrom('plain', ' led by a space', 'two\nlines', '# "quoted"'),
    filesystemConfigurations: fc.constant([{ sessionStorage: { mountPath: '/mnt/data' } }]),
    platformVersion: fc.constant('V1'),
    requestHeaderConfiguration: fc.constant({ requestHeaderAllowlist: ['X-Amzn-Bedrock-AgentCore-Runtime-Custom-A'] }),
    environmentVariables: fc.dictionary(
      fc.constantFrom('A', 'b.c', '#D', 'E F', 'G=H', '"I'),
      fc.constantFrom('', '1', ' led', 'ends ', 'two\nlines', '"quoted"', '"half', '\\n', 'a=b', '#x', 'tab\tin'),
      { maxKeys: 4 },
    ),
  },
  { requiredKeys: [] },
)

const authorizers = fc.constantFrom<'as launched' | 'adopted pool' | 'unseen pool' | 'issuer' | 'scoped'>(
  ...(['as launched', 'adopted pool', 'unseen pool', 'issuer', 'scoped'] as const),
)

/** Deployments that work, as AWS may have them after others changed policies, tags, fields and authorizer. */
export const observations: fc.Arbitrary<Observed> = fc
  .record({ spec: specs, config: configs, authorizer: authorizers, policies, attached, isAdopted: fc.boolean() })
  .chain((made) => fc.tuple(fc.constant(made), foreign, foreign, foreign))
  .map(([{ spec, config, authorizer, isAdopted, ...grants }, ...tags]) => {
    const observed = launched({ ...spec, description: undefined } as unknown as DeploymentSpec)
    return withAuthorizer(withRole(withRuntime(observed, config, tags), grants, tags, isAdopted), authorizer)
  })

type OwnTags = [Record<string, string>, Record<string, string>, Record<string, string>]

function withRuntime(observed: Observed, config: RuntimeConfig, [tags, , logTags]: OwnTags): Observed {
  const { runtime, logGroup } = observed
  return {
    ...observed,
    runtime: runtime && {
      ...runtime,
      config: { ...runtime.config, ...config },
      tags: { ...tags, ...runtime.tags, 'slipway:adopted': 'true', 'aws:cloudformation:stack-name': 'theirs' },
    },
    logGroup: logGroup && { ...logGroup, tags: { ...logTags, ...logGroup.tags } },
  }
}

type Grants = {
  policies: { name: string; document: string }[]
  attached: { arn: string; name: string; document: string | null }[]
}

function withRole(observed: Observed, grants: Grants, [, tags]: OwnTags, isAdopted: boolean): Observed {
  const { role, runtime } = observed

  if (!role || !runtime) {
    throw new Error('Nothing was launched.')
  }
  const base = role.inlinePolicies.filter(({ name }) => name === 'AgentCoreBasePermissions')
  const changed = {
    ...role,
    tags: { ...tags, ...role.tags },
    inlinePolicies: [...base, ...grants.policies],
    attachedPolicies: grants.attached,
  }
  return isAdopted
    ? {
        ...observed,
        role: { ...changed, name: 'theirs', arn: ROLE_ARN, tags },
        runtime: { ...runtime, config: { ...runtime.config, roleArn: ROLE_ARN } },
      }
    : { ...observed, role: changed }
}

function withAuthorizer(observed: Observed, kind: string): Observed {
  const at = (customJWTAuthorizer: RuntimeConfig): Observed => {
    const { runtime } = observed
    const config = { ...runtime?.config, authorizerConfiguration: { customJWTAuthorizer } }
    return { ...observed, runtime: runtime && { ...runtime, config } }
  }
  const discoveryUrl = `https://cognito-idp.us-east-1.amazonaws.com/${POOL_ID}/.well-known/openid-configuration`
  const client = { id: 'theirclient', name: 'theirs', authFlows: [], hasSecret: true, settings: {} }

  switch (kind) {
    case 'adopted pool': {
      const pool = { id: POOL_ID, name: 'theirs', arn: '', tags: {}, discoveryUrl, client, user: null }
      return { ...at({ discoveryUrl, allowedClients: [client.id], allowedScopes: ['read'] }), pool }
    }
    case 'unseen pool':
      return { ...at({ discoveryUrl, allowedClients: [client.id] }), pool: null }
    case 'issuer':
      return {
        ...at({
          discoveryUrl: 'https://id.example.com/.well-known/openid-configuration',
          allowedClients: ['one', 'two'],
          allowedAudience: ['tools'],
          customClaims: [
            {
              inboundTokenClaimName: 'groups',
              inboundTokenClaimValueType: 'STRING_ARRAY',
              authorizingClaimMatchValue: {
                claimMatchOperator: 'CONTAINS_ANY',
                claimMatchValue: { matchValueStringList: ['a', 'b'] },
              },
            },
          ],
        }),
        pool: null,
      }
    case 'scoped':
      return observed.pool?.client
        ? at({
            discoveryUrl: observed.pool.discoveryUrl,
            allowedClients: [observed.pool.client.id],
            allowedScopes: ['a'],
          })
        : observed
    default:
      return observed
  }
}
