import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Observed, RuntimeConfig } from '@/lib/deployments/observe/observed'
import { plan } from '@/lib/deployments/plan/plan'
import { readFingerprint, SPEC_TAG } from '@/lib/deployments/spec/fingerprint'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { differencesOf } from '@/lib/drift/fingerprint-rows'
import { rowsOfPlan } from '@/lib/drift/plan-rows'
import { isObject, type Json } from '@/lib/json'
import { configurationOf } from '@/lib/runtimes/configuration'
import { launched } from './observations'
import { specs } from './specs'

/** By the spec, and by the fingerprint. */
function partsOf(spec: DeploymentSpec, observed: Observed): { spec: string[]; fingerprint: string[] } {
  const noted = readFingerprint(observed.runtime?.tags[SPEC_TAG])

  if (!noted) {
    throw new Error('Nothing was noted.')
  }
  return {
    spec: rowsOfPlan(plan(spec, observed), observed).map(({ part }) => part),
    fingerprint: differencesOf(noted, observed, { versions: [], events: [] }).map(({ row }) => row.part),
  }
}

type Change = (observed: Observed) => Observed

function onConfig(change: (config: RuntimeConfig) => Record<string, unknown>): Change {
  return (observed) => {
    const { runtime } = observed
    // As it is read: what AWS answers and takes no more is left out there.
    const config = runtime && (configurationOf(change(runtime.config)) as RuntimeConfig)
    return { ...observed, runtime: runtime && { ...runtime, config: config ?? {} } }
  }
}

function onRole(change: (role: NonNullable<Observed['role']>) => Partial<NonNullable<Observed['role']>>): Change {
  return (observed) => ({ ...observed, role: observed.role && { ...observed.role, ...change(observed.role) } })
}

/** The same JSON, with members the other way round, lists of one for single values or the reverse, and other letters in actions. */
function rewritten(text: string, isListed: boolean): string {
  const upper = (value: Json) => (typeof value === 'string' ? value.toUpperCase() : value)
  const change = (value: Json, name = ''): Json => {
    if (Array.isArray(value)) {
      const items = value.map((one) => (name === 'Action' ? upper(one) : change(one)))
      const turned = name === 'Statement' ? items : items.reverse()
      return !isListed && turned.length === 1 ? (turned[0] ?? null) : turned
    }
    if (isObject(value)) {
      return Object.fromEntries(
        Object.entries(value)
          .map(([key, item]) => [key, change(item, key)] as const)
          .reverse(),
      )
    }
    return isListed && /^(Action|Resource)$/.test(name) ? [name === 'Action' ? upper(value) : value] : value
  }
  return JSON.stringify(change(JSON.parse(text) as Json))
}

const reversed = (value: Json | undefined): Json => {
  if (Array.isArray(value)) {
    return value.toReversed().map(reversed)
  }
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, reversed(item)]))
    : (value ?? null)
}

/** What AWS does by itself (facts of drift): none of it is anybody's change. */
const SILENT: Record<string, Change> = {
  'lists of the network and the authorizer in another order': onConfig((config) => ({
    ...config,
    networkConfiguration: reversed(config.networkConfiguration),
    ...(config.authorizerConfiguration ? { authorizerConfiguration: reversed(config.authorizerConfiguration) } : {}),
  })),
  'a flag of the network that must not be sent': onConfig((config) => {
    const network = config.networkConfiguration as { [name: string]: Json }
    const inner = isObject(network.networkModeConfig) ? network.networkModeConfig : undefined
    return inner
      ? {
          ...config,
          networkConfiguration: { ...network, networkModeConfig: { ...inner, requireServiceS3Endpoint: true } },
        }
      : config
  }),
  'defaults that appear': onConfig((config) => ({
    ...config,
    platformVersion: 'V1',
    workloadIdentityDetails: { workloadIdentityArn: 'arn:aws:x' },
    metadataConfiguration: { requireMMDSV2: true },
    protocolConfiguration: { port: 8000, path: '/mcp', ...Object(config.protocolConfiguration) },
  })),
  'lifetimes that are left out where they are the default': onConfig((config) => {
    const { idleRuntimeSessionTimeout: idle, maxLifetime: max } = Object(config.lifecycleConfiguration)
    return {
      ...config,
      lifecycleConfiguration: {
        ...(idle === 900 && max > 900 ? {} : { idleRuntimeSessionTimeout: idle }),
        ...(max === 28_800 ? {} : { maxLifetime: max }),
      },
    }
  }),
  'an empty header list': onConfig((config) => ({
    ...config,
    requestHeaderConfiguration: { requestHeaderAllowlist: [] },
  })),
  'another version, a moment later': (observed) => ({
    ...observed,
    runtime: observed.runtime && { ...observed.runtime, version: '99', sinceChangeMs: 1 },
  }),
  'tags of AWS and of the finance department': (observed) => ({
    ...observed,
    runtime: observed.runtime && {
      ...observed.runtime,
      tags: { ...observed.runtime.tags, 'aws:cloudformation:stack-name': 'x', costs: '1' },
    },
  }),
  'policies written in lists': onRole((role) => ({
    trustPolicy: rewritten(role.trustPolicy, true),
    inlinePolicies: role.inlinePolicies.map((one) => ({ ...one, document: rewritten(one.document, true) })),
  })),
  'policies written without lists': onRole((role) => ({
    trustPolicy: rewritten(role.trustPolicy, false),
    inlinePolicies: role.inlinePolicies.map((one) => ({ ...one, document: rewritten(one.document, false) })).reverse(),
    attachedPolicies: role.attachedPolicies.toReversed(),
  })),
  'what Cognito fills in': (observed) => {
    const { pool } = observed
    const client = pool?.client && {
      ...pool.client,
      authFlows: pool.client.authFlows.toReversed(),
      settings: { ...pool.client.settings, AuthSessionValidity: 3, AllowedOAuthFlowsUserPoolClient: false },
    }
    return { ...observed, pool: pool && { ...pool, client: client ?? null } }
  },
}

const OTHER_POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
})

/** One change by a person; `part`: the row that it makes. Null where the deployment has no such thing. */
const BY_PERSON: Record<string, { part: string; change: Change; fits?: (observed: Observed) => boolean }> = {
  image: {
    part: 'image',
    change: onConfig((config) => ({
      ...config,
      agentRuntimeArtifact: { containerConfiguration: { containerUri: 'public.ecr.aws/x/y:1' } },
    })),
  },
  description: { part: 'settings', change: onConfig((config) => ({ ...config, description: 'Three' })) },
  'no description': { part: 'settings', change: onConfig((config) => ({ ...config, description: '' })) },
  lifetime: {
    part: 'settings',
    change: onConfig((config) => ({
      ...config,
      lifecycleConfiguration: { idleRuntimeSessionTimeout: 61, maxLifetime: 28_799 },
    })),
  },
  variable: {
    part: 'environment',
    change: onConfig((config) => ({
      ...config,
      environmentVariables: { ...Object(config.environmentVariables), NEW: '1' },
    })),
  },
  'a variable with a secret': {
    part: 'environment',
    change: onConfig((config) => ({
      ...config,
      environmentVariables: { ...Object(config.environmentVariables), API_KEY: 'k' },
    })),
  },
  network: {
    part: 'network',
    change: onConfig((config) => ({
      ...config,
      networkConfiguration: {
        networkMode: 'VPC',
        networkModeConfig: { subnets: ['subnet-99999999'], securityGroups: ['sg-12345678'] },
      },
    })),
  },
  authorizer: {
    part: 'auth',
    change: onConfig((config) => ({
      ...config,
      authorizerConfiguration: {
        customJWTAuthorizer: {
          ...Object(Object(config.authorizerConfiguration).customJWTAuthorizer),
          allowedClients: ['somebody-else'],
        },
      },
    })),
    fits: ({ runtime }) => runtime?.config.authorizerConfiguration !== undefined,
  },
  trust: { part: 'role-trust', change: onRole(() => ({ trustPolicy: OTHER_POLICY })) },
  'the base policy': {
    part: 'role-policy:AgentCoreBasePermissions',
    change: onRole(({ inlinePolicies }) => ({
      inlinePolicies: inlinePolicies.map((one) =>
        one.name.startsWith('AgentCore') ? { ...one, document: OTHER_POLICY } : one,
      ),
    })),
  },
  'one more policy': {
    part: 'role-policy:Theirs',
    change: onRole(({ inlinePolicies }) => ({
      inlinePolicies: [...inlinePolicies, { name: 'Theirs', document: OTHER_POLICY }],
    })),
  },
  'one more managed policy': {
    part: 'role-attachment:arn:aws:iam::aws:policy/PowerUserAccess',
    change: onRole(({ attachedPolicies }) => ({
      attachedPolicies: [
        ...attachedPolicies,
        { arn: 'arn:aws:iam::aws:policy/PowerUserAccess', name: 'PowerUserAccess', document: null },
      ],
    })),
  },
  'the role is gone': { part: 'role', change: (observed) => ({ ...observed, role: null }) },
  retention: {
    part: 'log-retention',
    change: (observed) => ({
      ...observed,
      logGroup: observed.logGroup && { ...observed.logGroup, retentionDays: 3653 },
    }),
  },
  'the log group is gone': { part: 'log-group', change: (observed) => ({ ...observed, logGroup: null }) },
  'a sign-in flow': {
    part: 'app-client',
    change: (observed) => {
      const { pool } = observed
      return { ...observed, pool: pool && { ...pool, client: pool.client && { ...pool.client, authFlows: [] } } }
    },
    fits: ({ pool }) => pool !== null,
  },
}

describe('drift', () => {
  it.each(Object.keys(SILENT))('is not: %s', (name) => {
    fc.assert(
      fc.property(specs, (spec) => {
        expect(partsOf(spec, SILENT[name]?.(launched(spec)) ?? launched(spec))).toEqual({ spec: [], fingerprint: [] })
      }),
      { numRuns: 40 },
    )
  })

  it('is not what AWS does by itself, in any order', () => {
    const sequence = fc.array(fc.constantFrom(...Object.values(SILENT)), { maxLength: 12 })
    fc.assert(
      fc.property(specs, sequence, (spec, changes) => {
        const observed = changes.reduce((one, change) => change(one), launched(spec))
        expect(partsOf(spec, observed)).toEqual({ spec: [], fingerprint: [] })
      }),
      { numRuns: 100 },
    )
  })

  it.each(Object.keys(BY_PERSON))('is one row for one change by a person: %s', (name) => {
    const sequence = fc.array(fc.constantFrom(...Object.values(SILENT)), { maxLength: 4 })
    fc.assert(
      fc.property(specs, sequence, (spec, silent) => {
        const start = launched(spec)
        const { part, change, fits } = BY_PERSON[name] ?? { part: '', change: (one: Observed) => one }
        fc.pre(fits?.(start) ?? true)
        const observed = change(silent.reduce((one, next) => next(one), start))
        expect(partsOf(spec, observed)).toEqual({ spec: [part], fingerprint: [part] })
      }),
      { numRuns: 40 },
    )
  })
})
