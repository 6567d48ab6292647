import type { Change } from '@/lib/deployments/model'
import type { Placed } from '@/lib/right-size/fit'

/** Whether the role goes to what was proposed, or back to what it had. */
export type Way = 'forth' | 'back'

/** One policy of a role on either side of a change. `from` names what it had been part of: those go together. */
export type PolicyItem =
  /** Texts exactly as IAM has or gets them; null: none of that name. */
  | { kind: 'inline'; name: string; from: string; before: string | null; after: string | null }
  /** Whether it is attached. `copy`: the text of a policy that is made for this, and goes on the way back. */
  | { kind: 'attached'; arn: string; from: string; before: boolean; after: boolean; copy?: string | undefined }

/** A change of a role's policies, with all that undoing it takes. Times are ISO 8601. */
export type Resize = {
  id: string
  roleName: string
  roleArn: string
  /** Another role may be made later with the same name. */
  roleCreatedAt: string
  /** The server for which it was made, and its tags for what is made along. */
  deployment: string
  at: string
  /** How far back was looked, and how many permissions go. */
  days: number
  trimmed: number
  way: Way
  /** When it got there; null: on the way. */
  endedAt: string | null
  items: PolicyItem[]
}

/** What IAM has of the policies that a change names. */
export type LivePolicies = {
  inline: ReadonlyMap<string, string>
  attached: ReadonlySet<string>
  /** By ARN; those that aren't there are missing. `isOurs`: it is what was made for this change, unedited. */
  copies: ReadonlyMap<string, { isOurs: boolean; attachments: number }>
}

/** The role's document that a write is about, as the editor names it; null: none of the role's. */
export function documentOf({ kind, name }: Pick<Change, 'kind' | 'name'>): string | null {
  return kind === 'role-policy' ? `inline:${name}` : kind === 'role-attachment' ? `managed:${name}` : null
}

export type ResizeRequest = {
  roleName: string
  /** Name of the server for which it is done. */
  deployment: string
  days: number
  trimmed: number
  replacements: Replacement[]
  /** Stands for the policies that were looked at. */
  seen: string
}

/** What is to take the place of what: the part of a placed policy that a browser hands back. */
export type Replacement = Pick<Placed, 'from' | 'fromArn' | 'name' | 'text'> & { as: Exclude<Placed['as'], 'as-it-is'> }
