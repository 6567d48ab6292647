import { tokenSource } from '@/cli/bridge/token-source'
import { terminalConnection } from '@/cli/shared/connection'
import { findRuntime } from '@/cli/shared/find-runtime'
import { must } from '@/cli/shared/verb'
import { parseArn } from '@/lib/aws/arn'
import type { FetchLike } from '@/lib/aws/bounded-fetch'
import type { Connection } from '@/lib/aws/connection'
import { invocationUrl } from '@/lib/aws/endpoints'
import { sigv4Fetch } from '@/lib/aws/sigv4-fetch'
import { bearerFetch, type Credential } from '@/lib/mcp/access'
import type { RuntimeDetail } from '@/lib/runtimes/model'

/** A runtime that can be called: where it is, and a fetch that is let in. */
export type Target = {
  url: string
  /** Of the runtime, by which rules know it. */
  name: string
  arn: string
  connection: Connection
  auth: 'sigv4' | 'jwt'
  fetch: FetchLike
  /** Gets new credentials; false when there can be none. */
  renew: () => Promise<boolean>
  /** What the fetch would sign in with now. */
  credential: () => Promise<Credential>
}

type Options = { connection?: Connection | undefined; qualifier: string }

/** Looks the runtime up, once. Throws an AppError that says what to do. */
export async function reachTarget(wanted: string, { connection: given, qualifier }: Options): Promise<Target> {
  const region = parseArn(wanted)?.region
  const connection = { ...(given ?? terminalConnection()), ...(region === undefined ? {} : { region }) }
  const runtime = must(await findRuntime(connection, wanted))
  const url = invocationUrl(connection, runtime.arn, qualifier)
  const place = { url, name: runtime.name, arn: runtime.arn, connection }
  return runtime.inboundAuth.type === 'sigv4' ? signed(place) : withToken(place, runtime)
}

type Place = Pick<Target, 'url' | 'name' | 'arn' | 'connection'>

/** Signs anew with what the shared files hold by then: a sign-in in a terminal works without a restart of the client. */
function signed(place: Place): Target {
  let send = sigv4Fetch(place.connection)

  return {
    ...place,
    auth: 'sigv4',
    fetch: (url, init) => send(url, init),
    renew: async () => {
      send = sigv4Fetch(place.connection)
      return true
    },
    credential: async () => ({ type: 'sigv4' }),
  }
}

function withToken(place: Place, runtime: RuntimeDetail): Target {
  const source = tokenSource(place.connection, runtime)

  return {
    ...place,
    auth: 'jwt',
    fetch: async (url, init) => bearerFetch(await source.token())(url, init),
    renew: async () => {
      source.forget()
      return true
    },
    credential: async () => ({ type: 'jwt', token: await source.token() }),
  }
}
