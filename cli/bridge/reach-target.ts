import type { TokenSource } from '@/cli/bridge/token-source'
import { terminalConnection } from '@/cli/shared/connection'
import { must } from '@/cli/shared/verb'
import { parseArn } from '@/lib/aws/arn'
import type { Connection } from '@/lib/aws/connection'
import { invocationUrl } from '@/lib/aws/endpoints'
import { requestSigner } from '@/lib/aws/signing/request-signer'
import { forgetRuntime, type KnownRuntime, recallRuntime, rememberRuntime } from '@/lib/bridge/known-runtimes'
import type { Authorize } from '@/lib/bridge/upstream'
import type { Credential } from '@/lib/mcp/access'

/** A runtime that can be called: where it is, and what lets a request in. */
export type Target = {
  url: string
  /** Of the runtime, by which rules know it. */
  name: string
  arn: string
  connection: Connection
  auth: 'sigv4' | 'jwt'
  authorize: Authorize
  /** Gets new credentials; false when there can be none. */
  renew: () => Promise<boolean>
  /** What a request would be let in with now. */
  credential: () => Promise<Credential>
  /** True for one that an earlier bridge looked up: it may be out of date. */
  isRecalled: boolean
}

type Options = { connection?: Connection | undefined; qualifier: string }

/** The runtime as it was looked up before; else looks it up. Throws an AppError that says what to do. */
export async function reachTarget(wanted: string, options: Options): Promise<Target> {
  const connection = connectionFor(wanted, options)
  const recalled = recallRuntime(connection, wanted)
  const runtime = recalled ?? (await lookUp(connection, wanted))
  const url = invocationUrl(connection, runtime.arn, options.qualifier)
  const place = { url, name: runtime.name, arn: runtime.arn, connection, isRecalled: recalled !== undefined }
  return runtime.inboundAuth.type === 'sigv4' ? signed(place) : withToken(place, runtime)
}

/** The next time it is looked up. */
export function forgetTarget(wanted: string, options: Options): void {
  forgetRuntime(connectionFor(wanted, options), wanted)
}

function connectionFor(wanted: string, { connection: given }: Options): Connection {
  const region = parseArn(wanted)?.region
  return { ...(given ?? terminalConnection()), ...(region === undefined ? {} : { region }) }
}

/** Loads AWS's clients only now: most starts don't need them. */
async function lookUp(connection: Connection, wanted: string): Promise<KnownRuntime> {
  const { findRuntime } = await import('@/cli/shared/find-runtime')
  const runtime = must(await findRuntime(connection, wanted))
  rememberRuntime(connection, wanted, runtime)
  return runtime
}

type Place = Pick<Target, 'url' | 'name' | 'arn' | 'connection' | 'isRecalled'>

/** Signs anew with what the shared files hold by then: a sign-in in a terminal works without a restart of the client. */
function signed(place: Place): Target {
  let sign = requestSigner(place.connection)

  return {
    ...place,
    auth: 'sigv4',
    authorize: (request) => sign(request),
    renew: async () => {
      sign = requestSigner(place.connection)
      return true
    },
    credential: async () => ({ type: 'sigv4' }),
  }
}

function withToken(place: Place, runtime: KnownRuntime): Target {
  let loading: Promise<TokenSource> | undefined
  const source = () => {
    loading ??= import('@/cli/bridge/token-source').then(({ tokenSource }) => tokenSource(place.connection, runtime))
    return loading
  }
  const token = async () => (await source()).token()

  return {
    ...place,
    auth: 'jwt',
    authorize: async ({ headers }) => ({ ...headers, authorization: `Bearer ${await token()}` }),
    renew: async () => {
      const tokens = await source()
      tokens.forget()
      return true
    },
    credential: async () => ({ type: 'jwt', token: await token() }),
  }
}
