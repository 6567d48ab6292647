import type { ClientForm } from '@/lib/tokens/user-pool/client-settings'
import type { PolicyForm } from '@/lib/tokens/user-pool/pool-settings'

/** A runtime's user pool and app client as they are now, without any secret. */
export type UserPoolSettings = {
  poolId: string
  poolName: string
  /** Slipway made it: its tag is on it. */
  isOwn: boolean
  mfa: string
  policy: PolicyForm
  /** Prefix or name of the sign-in pages; an OAuth client needs them. */
  domain?: string | undefined
  clientId: string
  clientName: string
  hasSecret: boolean
  flows: string[]
  /** In seconds, as AWS has them: the form rounds. */
  lifetimes: { access: number; id: number; refresh: number }
  client: ClientForm
}

/** What would be sent, compared with what AWS has; `fingerprint` names the state that was looked at, `notes` are warnings. */
export type SettingsPlan = { before: string; after: string; fingerprint: string; notes: string[] }

/** `verified`: AWS was read again, and has what was asked for. */
export type SettingsOutcome = { verified: boolean }
