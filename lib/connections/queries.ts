import 'server-only'
import { listProfiles } from '@/lib/aws/profiles'
import { type SourceOption, sourceOptions } from '@/lib/connections/names'
import { env } from '@/lib/env'

/** Everything that a browser may choose on this computer: the practice account, the default chain, each profile. */
export async function connectionOptions(): Promise<SourceOption[]> {
  return sourceOptions(await listProfiles(), env().SLIPWAY_PRACTICE_URL !== undefined)
}
