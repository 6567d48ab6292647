import type { Observed } from '@/lib/deployments/observe/observed'
import { liveParts } from '@/lib/deployments/plan/parts'
import { documentJson } from '@/lib/deployments/plan/step'
import { type Fingerprint, fingerprintOf, managedHash, policiesHash } from '@/lib/deployments/spec/fingerprint'
import { executionTrust } from '@/lib/deployments/spec/role-documents'
import { ALL_POLICIES } from '@/lib/drift/events'
import {
  formerAttachment,
  formerPolicy,
  formerPolicyName,
  formerTrust,
  type PolicyDifference,
  policyDifferences,
  type Traces,
} from '@/lib/drift/former'
import { type Difference, rowOf } from '@/lib/drift/row'
import { samePolicy } from '@/lib/policies/document/same-policy'
import { type RoleDetail, roleNameOf } from '@/lib/roles/model'

/** What of the role is not as noted; nothing for a role that Slipway leaves as it is. */
export function roleDifferences(noted: Fingerprint, observed: Observed, traces: Traces): Difference[] {
  const { role, runtime } = observed

  if (!noted.hasPolicies) {
    return []
  }
  if (!role) {
    const name = roleNameOf(String(runtime?.config.roleArn ?? ''))
    return [{ row: rowOf('role', 'role-resource', `Execution role ${name}`, { after: null }) }]
  }
  const live = liveParts(observed)
  const print = fingerprintOf(live)
  const trust =
    noted.plain.trust === print.plain.trust ? [] : [trustDifference(noted.plain.trust ?? '', role, observed, traces)]

  if (noted.policies !== undefined) {
    return [...trust, ...(policiesHash(print) === noted.policies ? [] : [allPolicies(role)])]
  }
  return [
    ...trust,
    ...policyDifferences(noted, live.policies?.inline ?? {}).map((one) =>
      inlineDifference(one, role, observed, traces),
    ),
    ...attachmentDifferences(noted, role, traces),
  ]
}

function trustDifference(hash: string, role: RoleDetail, observed: Observed, traces: Traces): Difference {
  const before = formerTrust(observed, traces, hash)
  const row = rowOf('role-trust', 'role-trust', `Trust policy of ${role.name}`, {
    ...(before === undefined ? {} : { before }),
    after: documentJson(role.trustPolicy),
  })
  // A launch knows one trust policy, the one for AgentCore.
  const isUsual = before !== undefined && samePolicy(before, executionTrust(observed.account))
  return { row, restore: isUsual ? (one) => one : undefined }
}

function inlineDifference(found: PolicyDifference, role: RoleDetail, observed: Observed, traces: Traces): Difference {
  const name =
    'name' in found && found.name !== undefined
      ? found.name
      : formerPolicyName(traces, 'nameHash' in found ? found.nameHash : '')
  const known = name === undefined ? 'of unknown name' : name
  const text = name !== undefined && 'hash' in found ? formerPolicy(observed, traces, name, found.hash) : undefined
  const current = role.inlinePolicies.find((policy) => policy.name === name)
  const before = found.state === 'added' ? { before: null } : text === undefined ? {} : { before: documentJson(text) }
  const row = rowOf(`role-policy:${known}`, 'role-policy', `Policy ${known} of ${role.name}`, {
    ...before,
    after: current ? documentJson(current.document) : null,
  })
  const isKnown = name !== undefined && (found.state === 'added' || text !== undefined)
  return { row, restore: isKnown ? (one) => withInline(one, name, text) : undefined }
}

function withInline(observed: Observed, name: string, document: string | undefined): Observed {
  const { role } = observed
  const others = (role?.inlinePolicies ?? []).filter((policy) => policy.name !== name)
  const inlinePolicies = document === undefined ? others : [...others, { name, document }]
  return { ...observed, role: role && { ...role, inlinePolicies } }
}

function attachmentDifferences({ managed }: Fingerprint, role: RoleDetail, traces: Traces): Difference[] {
  const live = role.attachedPolicies.map(({ arn }) => ({ arn, hash: managedHash(arn) }))
  const gone = managed
    .filter((hash) => !live.some((one) => one.hash === hash))
    .map((hash) => formerAttachment(traces, hash))
  // Of several with one hash, one was noted at most.
  const first = new Map(live.toReversed().map(({ arn, hash }) => [hash, arn]))
  const added = live.filter(({ arn, hash }) => !managed.includes(hash) || first.get(hash) !== arn).map(({ arn }) => arn)
  return [
    ...gone.map((arn): Difference => {
      const title = `${arn === undefined ? 'Managed policy of unknown name' : roleNameOf(arn)} on ${role.name}`
      const before = arn === undefined ? {} : { before: { RoleName: role.name, PolicyArn: arn } }
      const row = rowOf(`role-attachment:${arn ?? 'unknown'}`, 'role-attachment', title, { ...before, after: null })
      return { row, restore: arn === undefined ? undefined : (one) => withAttached(one, arn, true) }
    }),
    ...added.map((arn): Difference => {
      const after = { RoleName: role.name, PolicyArn: arn }
      const row = rowOf(`role-attachment:${arn}`, 'role-attachment', `${roleNameOf(arn)} on ${role.name}`, {
        before: null,
        after,
      })
      return { row, restore: (one) => withAttached(one, arn, false) }
    }),
  ]
}

function withAttached(observed: Observed, arn: string, isOn: boolean): Observed {
  const { role } = observed
  const others = (role?.attachedPolicies ?? []).filter((policy) => policy.arn !== arn)
  const attachedPolicies = isOn ? [...others, { arn, name: roleNameOf(arn), document: null }] : others
  return { ...observed, role: role && { ...role, attachedPolicies } }
}

function allPolicies(role: RoleDetail): Difference {
  const row = rowOf(ALL_POLICIES, 'role-policy', `Policies of ${role.name}`, {
    after: role.inlinePolicies.map(({ name }) => name),
  })
  return {
    row: {
      ...row,
      what: 'A policy of the role differs. There are too many to note each, so a spec is needed to say which.',
    },
  }
}
