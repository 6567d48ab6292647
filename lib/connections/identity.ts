import 'server-only'
import { parseArn } from '@/lib/aws/arn'
import { attempt } from '@/lib/aws/attempt'
import { awsClients, forgetClients } from '@/lib/aws/clients'
import { type Connection, type ConnectionKey, connectionKey } from '@/lib/aws/connection'
import { credentialRemedy } from '@/lib/aws/credential-remedy'
import { listProfiles } from '@/lib/aws/profiles'
import { agentCoreRegion } from '@/lib/aws/regions'
import { env } from '@/lib/env'
import { AppError, type Failure, fail, ok, type Result } from '@/lib/result'

export type CallerIdentity = {
  /** Twelve digits. */
  accountId: string
  arn: string
  /** The part of the ARN that a person recognizes: `alice`, `Admin/alice@example.com`, `root`. */
  principal: string
  partition: string
}

const KEEP_MS = 60_000
const MAX_KEPT = 100
const TIMEOUT_MS = 8_000

const kept = new Map<ConnectionKey, { until: number; identity: CallerIdentity }>()

/** Who the connection is for AWS. A success is kept for a minute; a failure says how to mend it and is never kept. */
export async function callerIdentity(connection: Connection): Promise<Result<CallerIdentity>> {
  const key = connectionKey(connection)
  const known = kept.get(key)

  if (known && known.until > Date.now()) {
    return ok(known.identity)
  }
  const asked = await attempt(() => askSts(connection))

  if (!asked.ok) {
    kept.delete(key)
    return fail(await explainCredentials(connection, asked.error))
  }
  if (kept.size >= MAX_KEPT) {
    kept.clear()
  }
  kept.set(key, { until: Date.now() + KEEP_MS, identity: asked.data })
  return asked
}

/** The account of a connection, the same for all that lead to it; the connection's own key where STS does not say. */
export async function accountOf(connection: Connection): Promise<string> {
  const identity = await callerIdentity(connection)
  return identity.ok ? identity.data.accountId : connectionKey(connection)
}

/** Adds to a failure about credentials how to mend them for this connection; other failures stay as they are. */
export async function explainCredentials(connection: Connection, failure: Failure): Promise<Failure> {
  if (failure.code !== 'credentials-missing' && failure.code !== 'credentials-expired') {
    return failure
  }
  // Its credential provider may hold on to the old ones.
  forgetClients(connection)
  const { AWS_PROFILE, AWS_ACCESS_KEY_ID } = env()
  const remedy = credentialRemedy(connection, {
    profiles: await listProfiles(),
    chainProfile: AWS_PROFILE,
    hasEnvironmentKeys: AWS_ACCESS_KEY_ID !== undefined,
  })
  // A region that is not enabled answers as if the keys did not exist.
  const isClosedRegion =
    agentCoreRegion(connection.region)?.isOptIn && /InvalidClientTokenId/.test(failure.details ?? '')
  return isClosedRegion
    ? { ...failure, remedy: `Enable ${connection.region} in the AWS account, or choose another region.` }
    : { ...failure, ...remedy }
}

async function askSts(connection: Connection): Promise<CallerIdentity> {
  const { sts } = awsClients(connection)
  const { Account: accountId, Arn: arn = '' } = await sts.getCallerIdentity(
    {},
    { abortSignal: AbortSignal.timeout(TIMEOUT_MS) },
  )
  const parts = parseArn(arn)

  if (!accountId || !parts) {
    throw new AppError({
      code: 'aws-rejected',
      message: 'AWS did not say whose credentials these are.',
      remedy: 'Check that AWS_ENDPOINT_URL, if it is set, leads to AWS or to an emulator of STS.',
    })
  }
  return { accountId, arn, principal: principalOf(parts.resource), partition: parts.partition }
}

/** `assumed-role/Admin/alice` → `Admin/alice`; `user/team/bob` → `bob`; `root` → `root`. */
export function principalOf(resource: string): string {
  const [kind, ...rest] = resource.split('/')
  return rest.length === 0 ? resource : kind === 'user' ? (rest.at(-1) ?? resource) : rest.join('/')
}
