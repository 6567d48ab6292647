import { parseArn } from '@/lib/aws/arn'
import { DEPLOYMENT_TAG } from '@/lib/deployments/spec/names'
import { missingBase, refuseDocument, refuseTrust } from '@/lib/deployments/spec/role-documents'
import type { Finding } from '@/lib/health/model'
import { isRefusedManagedPolicy } from '@/lib/policies/evaluate/danger'
import type { RiskOutlook } from '@/lib/policies/risk/outlook'
import type { RoleDetail } from '@/lib/roles/model'
import { routes } from '@/lib/routes'
import type { RuntimeDetail } from '@/lib/runtimes/model'

/** Account, partition and region of a runtime, by its ARN. */
function accountOfRuntime({ arn }: RuntimeDetail) {
  const { partition = 'aws', accountId = '', region = '' } = parseArn(arn) ?? {}
  return { partition, accountId, region }
}

function gone({ roleName, id }: RuntimeDetail): Finding {
  const action = { label: 'Choose another role', href: routes.setup({ from: id }) }
  return { state: 'failing', evidence: `The execution role ${roleName} is gone: the server can't start.`, action }
}

/** Whether AgentCore may take the role; null: there is none. */
export function judgeTrust(runtime: RuntimeDetail, role: RoleDetail | null): Finding {
  if (!role) {
    return gone(runtime)
  }
  const refusal = refuseTrust(role.trustPolicy, accountOfRuntime(runtime))
  return refusal
    ? {
        state: 'failing',
        evidence: `AgentCore may not take the role, so no session can start. ${refusal.message}`,
        action:
          role.tags[DEPLOYMENT_TAG] === runtime.name
            ? { label: 'Set it right', href: routes.setup({ from: runtime.id, step: 'review' }) }
            : { label: 'See the trust policy', href: routes.role(role.name) },
      }
    : { state: 'well', evidence: 'AgentCore may take the role for this runtime.' }
}

/** What every runtime needs: without the image it can't start, without the rest it tells nothing. */
export function judgeBase(runtime: RuntimeDetail, role: RoleDetail | null): Finding {
  if (!role) {
    return gone(runtime)
  }
  const actions = missingBase(role, accountOfRuntime(runtime), runtime.image ?? '').map(({ action }) => action)
  const missing = [...new Set(actions)]
  const unread = role.attachedPolicies.filter(({ document }) => document === null).map(({ name }) => name)

  if (missing.length === 0) {
    return { state: 'well', evidence: 'The role may fetch the image and write its log.' }
  }
  if (unread.length > 0) {
    const evidence = `Not found in what could be read: ${missing.join(', ')}. ${unread.join(', ')} could not be read.`
    return { state: 'unknown', evidence }
  }
  const pulls = missing.some((action) => action.startsWith('ecr:'))
  const evidence = pulls
    ? `The role may not fetch the image: it lacks ${missing.join(', ')}.`
    : `Part of log, traces or metrics is missing: the role lacks ${missing.join(', ')}.`
  const action = { label: 'Add what is missing', href: routes.setup({ from: runtime.id, step: 'review' }) }
  return { state: pulls ? 'failing' : 'warning', evidence, action }
}

type Outlook = Pick<RiskOutlook, 'verdict' | 'groups'> & { unreadable: string[] }

/** The worst that the assistant could do with the role. */
export function judgeDanger(
  { id }: RuntimeDetail,
  role: RoleDetail,
  { verdict, groups, unreadable }: Outlook,
): Finding {
  const action = { label: 'Change permissions', href: routes.runtimeTab(id, 'permissions') }
  const isAdministrator = [
    role.attachedPolicies.some(({ arn }) => isRefusedManagedPolicy(arn)),
    [...role.inlinePolicies, ...role.attachedPolicies].some(({ document }) => document && refuseDocument(document)),
  ].some(Boolean)
  const evidence =
    unreadable.length === 0 ? verdict : `${verdict} Without ${unreadable.join(', ')}, which could not be read.`

  if (isAdministrator) {
    return { state: 'warning', evidence, remedy: 'An execution role should never have administrator rights.', action }
  }
  if (groups.some(isGrave)) {
    return { state: 'warning', evidence, action }
  }
  const changes = groups.some(({ class: name }) => CHANGING.has(name))
  const see = { label: 'See permissions', href: action.href }
  return { state: changes ? 'note' : 'well', evidence, action: see }
}

const CHANGING: ReadonlySet<string> = new Set(['changes', 'opens', 'agents'])

/** What lets it take more than it was given: with IAM in its hands a role has no bounds. */
function isGrave({ class: name, grade, items }: RiskOutlook['groups'][number]): boolean {
  return (
    grade === 'critical' ||
    (name === 'itself' && grade === 'high') ||
    items.some(({ risk }) => /^(change|exposure):iam$/.test(risk.id))
  )
}

/** Of all inline policies of a role together, whitespace not counted (IAM quotas). */
const INLINE_CHARACTERS = 10_240
const VERSIONS = 1000
const ENDPOINTS = 10
const NEAR = 0.9

/** Limits that this server comes near to. `endpoints`: how many it has, where that is known. */
export function judgeQuotas(runtime: RuntimeDetail, role: RoleDetail | null, endpoints: number | undefined): Finding {
  const inline = (role?.inlinePolicies ?? []).reduce((sum, { document }) => sum + document.replace(/\s/g, '').length, 0)
  const uses = [
    {
      what: 'characters of inline policies',
      used: inline,
      most: INLINE_CHARACTERS,
      href: routes.role(runtime.roleName),
    },
    {
      what: 'versions',
      used: Number(runtime.version),
      most: VERSIONS,
      href: routes.runtimeTab(runtime.id, 'versions'),
    },
    { what: 'endpoints', used: endpoints ?? 0, most: ENDPOINTS, href: routes.runtimeTab(runtime.id, 'versions') },
  ]
  const near = uses.filter(({ used, most }) => used >= most * NEAR)
  const [first] = near
  const words = (some: typeof uses) =>
    some
      .map(({ what, used, most }) => `${used.toLocaleString('en')} of ${most.toLocaleString('en')} ${what}`)
      .join(', ')
  return first
    ? { state: 'warning', evidence: `Nearly used up: ${words(near)}.`, action: { label: 'See them', href: first.href } }
    : { state: 'well', evidence: `${words(uses)}.` }
}
