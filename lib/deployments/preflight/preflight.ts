import 'server-only'
import { attempt } from '@/lib/aws/attempt'
import type { Connection } from '@/lib/aws/connection'
import { agentCoreRegion } from '@/lib/aws/regions'
import { explainCredentials } from '@/lib/connections/identity'
import type { Plan } from '@/lib/deployments/model'
import { inRegion, observe } from '@/lib/deployments/observe/observe'
import { planWithCalls } from '@/lib/deployments/plan/plan'
import { neededActions, policyFor, RUNTIME_SERVICE_ROLE } from '@/lib/deployments/preflight/needed-actions'
import { type Simulation, simulate } from '@/lib/deployments/preflight/simulate'
import { isMarketplaceImage, parseImage } from '@/lib/deployments/spec/image'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { type Failure, fail, type Result } from '@/lib/result'
import { readRole } from '@/lib/roles/queries'
import { readEveryRuntime } from '@/lib/runtimes/read-runtimes'

type CheckState = 'ok' | 'warning' | 'failed' | 'unknown'
type PreflightCheck = { id: string; label: string; state: CheckState; detail: string }

export type Preflight = {
  /** The plan that was checked. */
  plan: Plan
  checks: PreflightCheck[]
  /** A policy with just what is missing, as JSON text for an administrator; null when nothing is. */
  missingPolicy: string | null
}

/** AWS's default for runtimes of an account in a region; it can be raised, so reaching it only warns. */
const RUNTIME_QUOTA = 1000

/** What can be known before the first write. Reads only; answers about permissions come from IAM's own simulator. */
export async function preflight(connection: Connection, spec: DeploymentSpec): Promise<Result<Preflight>> {
  const here = inRegion(connection, spec.region)
  const result = await attempt(async () => {
    const [observed, runtimes, serviceRole] = await Promise.all([
      observe(here, spec),
      readEveryRuntime(here),
      hasServiceRole(here),
    ])
    const planned = planWithCalls(spec, observed)
    const needed = neededActions(spec, observed, planned, serviceRole)
    const simulation = await simulate(here, observed.account.principalArn, needed)
    const missing = simulation.state === 'answered' ? simulation.missing : []
    return {
      plan: planned.plan,
      checks: [
        permissionCheck(simulation, needed.length),
        quotaCheck(runtimes.length, observed.runtime !== null),
        nameCheck(planned.plan, observed.runtime !== null),
        regionCheck(spec),
        imageCheck(planned.plan.refusals),
        ...marketplaceCheck(spec),
      ],
      missingPolicy: missing.length > 0 ? policyFor(missing) : null,
    }
  })
  return result.ok ? result : fail(await explainCredentials(here, result.error))
}

async function hasServiceRole(connection: Connection): Promise<boolean> {
  const role = await attempt(() => readRole(connection, RUNTIME_SERVICE_ROLE))
  return role.ok && role.data !== null
}

function permissionCheck(simulation: Simulation, asked: number): PreflightCheck {
  const check = { id: 'permissions', label: 'Your own permissions' }

  if (simulation.state === 'unknown') {
    return { ...check, state: 'unknown', detail: `Can’t be proven beforehand. ${simulation.why}` }
  }
  const names = simulation.missing.map(({ action }) => action).join(', ')
  return simulation.missing.length === 0
    ? { ...check, state: 'ok', detail: `IAM allows all ${asked} actions of this plan.` }
    : { ...check, state: 'failed', detail: `IAM does not allow ${names}.` }
}

function quotaCheck(count: number, exists: boolean): PreflightCheck {
  const full = count >= RUNTIME_QUOTA && !exists
  return {
    id: 'quota',
    label: 'Room for a runtime',
    state: full ? 'warning' : 'ok',
    detail: `${count.toLocaleString('en')} of ${RUNTIME_QUOTA.toLocaleString('en')} runtimes in this region${full ? '. AWS refuses another unless your quota was raised.' : '.'}`,
  }
}

function nameCheck({ deployment, refusals, settled }: Plan, exists: boolean): PreflightCheck {
  const known = `The runtime ${deployment} exists already${settled ? '' : '; this plan changes it'}.`
  return fromRefusals(refusals, ['name', 'executionRole', 'inboundAuth', 'adoptRuntime'], {
    id: 'names',
    label: 'Names and existing resources',
    detail: exists ? known : 'Nothing of this name is in the way.',
  })
}

function imageCheck(refusals: Failure[]): PreflightCheck {
  return fromRefusals(refusals, ['server', 'environment'], {
    id: 'image',
    label: 'Image and settings',
    detail: 'AgentCore can take this image in this region.',
  })
}

function fromRefusals(refusals: Failure[], roots: string[], fine: Omit<PreflightCheck, 'state'>): PreflightCheck {
  const found = refusals.find(({ fields }) =>
    Object.keys(fields ?? {}).some((path) => roots.includes(path.split('.')[0] ?? '')),
  )
  return found
    ? { ...fine, state: 'failed', detail: `${found.message} ${found.remedy ?? ''}`.trim() }
    : { ...fine, state: 'ok' }
}

function regionCheck({ region }: DeploymentSpec): PreflightCheck {
  const known = agentCoreRegion(region)
  const check = { id: 'region', label: 'AgentCore in this region' }

  if (!known) {
    return { ...check, state: 'warning', detail: `${region} is not in the list that Slipway knows.` }
  }
  return known.isOptIn
    ? { ...check, state: 'ok', detail: `${region} answers, so it is enabled in the account.` }
    : { ...check, state: 'ok', detail: `${region} offers AgentCore.` }
}

function marketplaceCheck({ server }: DeploymentSpec): PreflightCheck[] {
  const image = parseImage(server.image)
  return image && isMarketplaceImage(image)
    ? [
        {
          id: 'marketplace',
          label: 'AWS Marketplace subscription',
          state: 'unknown',
          detail: 'Can’t be proven beforehand. Accept the free listing once for this account.',
        },
      ]
    : []
}
