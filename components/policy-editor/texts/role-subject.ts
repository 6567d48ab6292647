import type { ConnectionKey } from '@/lib/aws/connection'
import type { PolicyAccount } from '@/lib/policies/findings/view'

/** Whose documents are edited, for every part of the editor. */
export type RoleSubject = {
  name: string
  arn: string
  /** Made by Slipway: its tag is there. */
  isOwn: boolean
  /** Names of the runtimes of this region that run with it. */
  users: string[]
  account: PolicyAccount
  connection: ConnectionKey
  canWrite: boolean
}
