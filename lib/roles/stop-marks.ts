import { parsePolicy } from '@/lib/policies/document/document'
import type { RoleDetail } from '@/lib/roles/model'

/** The inline policy that a stop puts on an execution role. */
export const STOP_POLICY = 'slipway-stop'
export const STOPPED_AT_TAG = 'slipway:stopped-at'
export const STOP_REASON_TAG = 'slipway:stop-reason'
/** Only where the stop attached AWSDenyAll: somebody may have done so before, and that stays. */
export const STOP_ATTACHED_TAG = 'slipway:stop-attached'
/** AWS's own policy, for a role whose inline policies have no room left. */
export const DENY_ALL_ARN_PATH = ':iam::aws:policy/AWSDenyAll'

type Marked = Pick<RoleDetail, 'inlinePolicies' | 'attachedPolicies' | 'tags'>

/** Whether the role carries the deny of a stop. */
export function carriesStop(role: Marked): boolean {
  const { inlinePolicies, attachedPolicies } = withoutStop(role)
  return inlinePolicies.length < role.inlinePolicies.length || attachedPolicies.length < role.attachedPolicies.length
}

/** Under the name of the stop's, somebody may have put what allows something: that is theirs, and must be seen. */
function deniesOnly(document: string): boolean {
  const read = parsePolicy(document)
  return read.ok && read.data.Statement.every(({ Effect }) => Effect === 'Deny')
}

/** The role's policies but for what a stop put there: a launch must neither count it nor take it away. */
export function withoutStop<T extends Marked>(role: T): T {
  const isNoted = role.tags[STOP_ATTACHED_TAG] !== undefined
  return {
    ...role,
    inlinePolicies: role.inlinePolicies.filter(({ name, document }) => !(name === STOP_POLICY && deniesOnly(document))),
    attachedPolicies: role.attachedPolicies.filter(({ arn }) => !(isNoted && arn.endsWith(DENY_ALL_ARN_PATH))),
  }
}
