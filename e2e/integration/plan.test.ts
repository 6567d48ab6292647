import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Observed } from '@/lib/deployments/observe/observed'
import { plan, planWithCalls } from '@/lib/deployments/plan/plan'
import { isPending } from '@/lib/deployments/plan/step'
import { newSpec } from '@/lib/deployments/spec/defaults'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { applied, emptyAccount, rested } from './fake-aws'
import { specs } from './specs'

const MOST_STEPS = 40

/** Works a plan off against the fake: `stopAfter` turns, or to its end. */
function worked(spec: DeploymentSpec, start: Observed, stopAfter = MOST_STEPS) {
  const operations: string[] = []
  let observed = start

  for (let turn = 0; turn < stopAfter; turn++) {
    const step = planWithCalls(spec, observed).steps.find(({ change }) => isPending(change))

    if (!step) {
      return { observed, operations, ended: true }
    }
    if (step.change.inProgress !== undefined) {
      observed = rested(observed)
    } else if (step.call) {
      operations.push(step.call.operation)
      observed = applied(observed, step.call)
    } else {
      throw new Error(`${step.change.id} is due and has no call.`)
    }
  }
  return { observed, operations, ended: false }
}

describe('a plan', () => {
  it('settles from an empty account, and then stays settled', () => {
    fc.assert(
      fc.property(specs, (spec) => {
        const { observed, ended } = worked(spec, emptyAccount)
        expect(ended).toBe(true)
        expect(plan(spec, observed)).toMatchObject({ settled: true, refusals: [] })
      }),
      { numRuns: 40 },
    )
  })

  it('settles from the middle of another deployment of the same name', () => {
    fc.assert(
      fc.property(specs, specs, fc.nat(20), (before, after, stopAfter) => {
        const { observed: middle } = worked(before, emptyAccount, stopAfter)
        // A pool of SigV4's past is not looked at, so it is not seen either.
        const seen = after.inboundAuth.type === 'sigv4' ? { ...middle, pool: null } : middle
        const { observed, ended } = worked(after, seen)
        expect(ended).toBe(true)
        expect(plan(after, observed).settled).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  it('ends the same, whether interrupted or not, with the same calls in total', () => {
    fc.assert(
      fc.property(specs, fc.nat(20), (spec, stopAfter) => {
        const whole = worked(spec, emptyAccount)
        const first = worked(spec, emptyAccount, stopAfter)
        const second = worked(spec, first.observed)
        expect(second.observed).toEqual(whole.observed)
        expect([...first.operations, ...second.operations]).toEqual(whole.operations)
      }),
      { numRuns: 30 },
    )
  })

  it('names every change once, and keeps its id until the end', () => {
    fc.assert(
      fc.property(specs, fc.nat(20), (spec, stopAfter) => {
        const ids = (observed: Observed) => plan(spec, observed).changes.map(({ id }) => id)
        const start = ids(emptyAccount)
        expect(new Set(start).size).toBe(start.length)
        expect(ids(worked(spec, emptyAccount, stopAfter).observed).toSorted()).toEqual(start.toSorted())
      }),
      { numRuns: 30 },
    )
  })

  it('changes an update’s fields and no others', () => {
    const spec = newSpec('guide', 'us-east-1')
    const { observed } = worked(spec, emptyAccount)
    const custom = { filesystemConfigurations: [{ sessionStorage: { mountPath: '/mnt/data' } }], platformVersion: 'V1' }
    const live = withConfig(observed, custom)
    const edited = plan({ ...spec, lifecycle: { idleSeconds: 60, maxSeconds: 28_800 } }, live)
    const update = edited.changes.find(({ id }) => id === 'runtime')
    expect(update?.why).toBe('Differs: lifecycleConfiguration.idleRuntimeSessionTimeout.')
    expect(update?.after).toEqual({
      ...live.runtime?.config,
      lifecycleConfiguration: { idleRuntimeSessionTimeout: 60, maxLifetime: 28_800 },
    })
  })

  it('takes the authorizer away for SigV4, and Authorization from the headers that pass', () => {
    const jwt: DeploymentSpec = {
      ...newSpec('guide', 'us-east-1'),
      inboundAuth: { type: 'jwt', userPool: { mode: 'create', userName: 'owner' } },
    }
    const live = withConfig(worked(jwt, emptyAccount).observed, {
      requestHeaderConfiguration: {
        requestHeaderAllowlist: ['Authorization', 'X-Amzn-Bedrock-AgentCore-Runtime-Custom-A'],
      },
    })
    const update = plan({ ...jwt, inboundAuth: { type: 'sigv4' } }, live).changes.find(({ id }) => id === 'runtime')
    expect(update?.after).not.toHaveProperty('authorizerConfiguration')
    expect(update?.after).toMatchObject({
      requestHeaderConfiguration: { requestHeaderAllowlist: ['X-Amzn-Bedrock-AgentCore-Runtime-Custom-A'] },
    })
  })
})

function withConfig(observed: Observed, more: object): Observed {
  const { runtime } = observed
  return runtime ? { ...observed, runtime: { ...runtime, config: { ...runtime.config, ...more } } } : observed
}

describe('what only a look at AWS tells', () => {
  const warned = (changed: Partial<DeploymentSpec>, observed: Observed = emptyAccount) =>
    plan({ ...newSpec('guide', 'us-east-1'), ...changed }, observed).warnings
  const { accountId } = emptyAccount.account
  const image = (account: string) => ({
    server: { preset: 'container' as const, image: `${account}.dkr.ecr.us-east-1.amazonaws.com/tools:1.0` },
  })

  it('is that another account has to let this one pull its image', () => {
    const found = warned(image('444455556666')).find(({ id }) => id === 'foreign-image')
    expect(found?.title).toBe('The image is in the account 444455556666')
    expect(JSON.parse(found?.code ?? '')).toMatchObject({
      Statement: [
        { Principal: { AWS: `arn:aws:iam::${accountId}:root` }, Action: expect.arrayContaining(['ecr:BatchGetImage']) },
      ],
    })
    expect(warned(image(accountId)).map(({ id }) => id)).not.toContain('foreign-image')
    expect(warned({}).map(({ id }) => id)).not.toContain('foreign-image')
  })

  it('is that an issuer’s tokens would all be refused', () => {
    const oidc = (discoveryUrl: string, more: object) => ({
      inboundAuth: {
        type: 'oidc' as const,
        discoveryUrl,
        allowedClients: [],
        allowedAudience: [],
        allowedScopes: [],
        customClaims: [],
        ...more,
      },
    })
    const ids = (changed: Partial<DeploymentSpec>) => warned(changed).map(({ id }) => id)
    const pool = 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI/.well-known/openid-configuration'
    expect(ids(oidc(pool, { allowedAudience: ['x'] }))).toContain('issuer-refuses')
    expect(ids(oidc(pool, { allowedClients: ['x'] }))).not.toContain('issuer-refuses')
  })

  it('is that an app client is one for machines', () => {
    const client = {
      id: 'machine',
      name: 'machine',
      authFlows: [],
      hasSecret: true,
      settings: { AllowedOAuthFlows: ['client_credentials'], AllowedOAuthScopes: ['tools/call'] },
    }
    const pool = {
      id: 'us-east-1_AbCdEfGhI',
      name: 'p',
      arn: 'arn:p',
      tags: {},
      discoveryUrl: 'https://x',
      client,
      user: null,
    }
    const inboundAuth = {
      type: 'jwt' as const,
      userPool: { mode: 'adopt' as const, userPoolId: pool.id, clientId: client.id },
    }
    const found = warned({ inboundAuth }, { ...emptyAccount, pool })
    expect(found.map(({ id }) => id)).not.toContain('password-flow')
    expect(found.find(({ id }) => id === 'machine-client')?.code).toMatch(
      /^curl --user machine --data grant_type=client_credentials .*tools\/call.*us-east-1\.amazoncognito\.com\/oauth2\/token$/,
    )
  })
})
