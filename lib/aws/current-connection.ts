import 'server-only'
import { cookies } from 'next/headers'
import { cache } from 'react'
import { type Connection, parseConnectionKey } from '@/lib/aws/connection'
import { defaultConnection } from '@/lib/aws/default-connection'
import { listProfiles } from '@/lib/aws/profiles'
import { env } from '@/lib/env'

/** Which connection a browser has chosen. Holds a connection key and no secret. */
export const connectionCookieName = 'slipway-connection'

/** The connection that this browser has chosen, as long as it exists; else the default one. */
export const currentConnection = cache(async (): Promise<Connection> => {
  const chosen = parseConnectionKey((await cookies()).get(connectionCookieName)?.value ?? '')
  return chosen && (await connectionExists(chosen)) ? chosen : defaultConnection()
})

/** True when the practice account runs, or the profile is in the shared files. */
export async function connectionExists({ source }: Connection): Promise<boolean> {
  switch (source.type) {
    case 'practice':
      return env().SLIPWAY_PRACTICE_URL !== undefined
    case 'chain':
      return true
    case 'profile':
      return (await listProfiles()).some(({ name }) => name === source.profile)
  }
}
