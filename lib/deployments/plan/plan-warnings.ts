import { warning } from '@/lib/deployments/check/check-notes'
import { checkSpec } from '@/lib/deployments/check/check-spec'
import type { PlanWarning } from '@/lib/deployments/model'
import { jwtAuthorizerOf } from '@/lib/deployments/observe/authorizer'
import type { Observed } from '@/lib/deployments/observe/observed'
import { isMarketplaceImage, parseImage } from '@/lib/deployments/spec/image'
import { missingBase } from '@/lib/deployments/spec/role-documents'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { foreignTags } from '@/lib/deployments/spec/tags'
import type { Json } from '@/lib/json'
import { routes } from '@/lib/routes'
import { userPoolIdOf } from '@/lib/runtimes/model'
import { authorizerDoubts } from '@/lib/tokens/issuer/authorizer-form'
import { isMachineClient, tokenEndpointCommand } from '@/lib/tokens/sign-in/machine-client'

/** The spec's own warnings, and what only a look at AWS can tell. */
export function planWarnings(spec: DeploymentSpec, observed: Observed): PlanWarning[] {
  return [
    ...checkSpec(spec).warnings,
    ...surplusPools(observed),
    ...stopped(observed),
    ...authChange(spec, observed),
    ...sessions(spec, observed),
    ...extraTags(spec, observed),
    ...adoptedRole(spec, observed),
    ...foreignImage(spec, observed),
    ...adoptedClient(spec, observed),
    ...issuer(spec, observed),
    ...issuerDoubts(spec),
  ]
}

function surplusPools({ surplusPools, pool }: Observed): PlanWarning[] {
  return surplusPools.map((id) =>
    warning(
      'warning',
      `surplus-pool:${id}`,
      'One user pool too many',
      `${id} carries this deployment’s tag as well. Slipway uses the older ${pool?.id ?? 'one'}; teardown removes both.`,
    ),
  )
}

function stopped({ isStopped, runtime }: Observed): PlanWarning[] {
  return isStopped
    ? [
        warning(
          'warning',
          'stopped',
          'This server is stopped',
          'A launch changes it and leaves the stop: callers stay out, and its role may do nothing until it is resumed.',
          runtime ? { link: { label: 'Resume it', href: routes.runtimeStop(runtime.id) } } : {},
        ),
      ]
    : []
}

function authChange({ inboundAuth }: DeploymentSpec, { runtime }: Observed): PlanWarning[] {
  if (!runtime || (inboundAuth.type !== 'sigv4') === (jwtAuthorizerOf(runtime.config) !== null)) {
    return []
  }
  const to = inboundAuth.type === 'sigv4' ? 'SigV4' : 'JWT'
  return [
    warning(
      'warning',
      'auth-change',
      `Callers must change to ${to}`,
      'Clients set up for the old way will be refused.',
    ),
  ]
}

function sessions(_spec: DeploymentSpec, { runtime }: Observed): PlanWarning[] {
  return runtime
    ? [
        warning(
          'info',
          'old-sessions',
          'Open sessions keep the old version until they end',
          'Reconnect the MCP client after an update to get the new one.',
        ),
      ]
    : []
}

function extraTags(spec: DeploymentSpec, { runtime }: Observed): PlanWarning[] {
  const extra = runtime ? foreignTags(runtime.tags, spec.tags) : []
  return extra.length === 0
    ? []
    : [
        warning(
          'info',
          'extra-tags',
          'Other tags stay',
          `The runtime also has ${extra.join(', ')}. Slipway leaves them.`,
        ),
      ]
}

function adoptedRole(spec: DeploymentSpec, { role, account }: Observed): PlanWarning[] {
  if (spec.executionRole.mode !== 'adopt' || !role) {
    return []
  }
  const missing = missingBase(role, account, spec.server.image).filter(({ action }) => !action.startsWith('ecr:'))
  return missing.length === 0
    ? []
    : [
        warning(
          'warning',
          'adopted-role-base',
          'The role lacks some base permissions',
          `The server will run, but without part of its log, traces or metrics: ${[...new Set(missing.map(({ action }) => action))].join(', ')}.`,
        ),
      ]
}

/** Another account's repository has a policy of its own, which no permission of the execution role replaces. */
function foreignImage({ server }: DeploymentSpec, { account }: Observed): PlanWarning[] {
  const image = parseImage(server.image)

  if (image?.registry !== 'private' || image.accountId === account.accountId || isMarketplaceImage(image)) {
    return []
  }
  return [
    warning(
      'warning',
      'foreign-image',
      `The image is in the account ${image.accountId}`,
      `Its repository ${image.repository} must let this account pull. Whoever owns it adds this repository policy, or AWS says “Access denied while validating ECR URI”:`,
      { code: repositoryPolicy(account) },
    ),
  ]
}

function repositoryPolicy({ partition, accountId }: Observed['account']): string {
  const statement = {
    Sid: 'PullByAgentCore',
    Effect: 'Allow',
    Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
    Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
  }
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] }, null, 2)
}

function adoptedClient({ inboundAuth, region }: DeploymentSpec, { pool }: Observed): PlanWarning[] {
  if (inboundAuth.type !== 'jwt' || inboundAuth.userPool.mode !== 'adopt' || !pool?.client) {
    return []
  }
  const { id, authFlows, hasSecret, settings } = pool.client

  if (isMachineClient(wordsOf(settings.AllowedOAuthFlows), authFlows)) {
    return [machineClient(tokenEndpointCommand(id, region, wordsOf(settings.AllowedOAuthScopes)))]
  }
  return [
    ...(authFlows.includes('ALLOW_USER_PASSWORD_AUTH')
      ? []
      : [
          warning(
            'warning',
            'password-flow',
            'The app client does not allow sign-in with user name and password',
            'Slipway’s token page needs ALLOW_USER_PASSWORD_AUTH; other ways of getting an access token work.',
          ),
        ]),
    ...(hasSecret
      ? [
          warning(
            'info',
            'client-secret',
            'The app client has a secret',
            'Slipway reads it from Cognito when a token is asked for, and keeps it nowhere.',
          ),
        ]
      : []),
  ]
}

function machineClient(code: string): PlanWarning {
  return warning(
    'info',
    'machine-client',
    'The app client is one for machines',
    'Nobody signs in through it: its tokens come from the token endpoint of the pool’s domain, with the client’s secret, and Slipway does not renew them.',
    { code },
  )
}

function wordsOf(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((word) => typeof word === 'string') : []
}

/** Settings that refuse every token of the issuer, before any token is seen. */
function issuerDoubts({ inboundAuth }: DeploymentSpec): PlanWarning[] {
  if (inboundAuth.type !== 'oidc') {
    return []
  }
  const userPoolId = userPoolIdOf(inboundAuth.discoveryUrl)
  return authorizerDoubts({ ...inboundAuth, userPoolId }).map((doubt) =>
    warning('danger', 'issuer-refuses', 'The runtime would refuse every access token of this issuer', doubt),
  )
}

/** A warning and no refusal: AgentCore may have a way to an issuer that this computer has not. */
function issuer({ inboundAuth }: DeploymentSpec, { issuerProblems = [] }: Observed): PlanWarning[] {
  return inboundAuth.type === 'oidc'
    ? issuerProblems.map((problem, index) =>
        warning('warning', `issuer:${index}`, 'AgentCore may not be able to use this issuer', problem),
      )
    : []
}
