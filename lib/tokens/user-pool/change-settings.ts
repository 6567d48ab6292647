import 'server-only'
import { createHash } from 'node:crypto'
import { attempt } from '@/lib/aws/attempt'
import type { Connection } from '@/lib/aws/connection'
import type { UserPoolClientType, UserPoolType } from '@/lib/aws/types'
import { wholeBody } from '@/lib/aws/whole-bodies'
import { exclusively } from '@/lib/exclusively'
import { canonicalJson } from '@/lib/format/diff'
import { AppError, type Failure, type Result } from '@/lib/result'
import { type ClientForm, clientFormOf, lifetimesOf, mergedClient } from '@/lib/tokens/user-pool/client-settings'
import { type SignInPool, signInPool, writePool } from '@/lib/tokens/user-pool/pool'
import { mergedPool, type PolicyForm, policyFormOf } from '@/lib/tokens/user-pool/pool-settings'
import type { SettingsOutcome, SettingsPlan, UserPoolSettings } from '@/lib/tokens/user-pool/settings-model'
import type { Writer } from '@/lib/writer'

type WritePool = ReturnType<typeof writePool>

/** What a person wants of the app client or of the pool's password policy. */
export type Wanted = { subject: 'client'; form: ClientForm } | { subject: 'policy'; form: PolicyForm }

export function readUserPoolSettings(connection: Connection, runtimeId: string): Promise<Result<UserPoolSettings>> {
  return attempt(async () => {
    const place = await signInPool(connection, runtimeId)
    const [pool, client] = await Promise.all([readPool(place), readClient(place)])
    const domain = pool.CustomDomain ?? pool.Domain
    return {
      poolId: place.userPoolId,
      poolName: pool.Name ?? '',
      isOwn: pool.UserPoolTags?.['slipway:deployment'] !== undefined,
      mfa: pool.MfaConfiguration ?? 'OFF',
      policy: policyFormOf(pool),
      domain,
      clientId: place.clientId,
      clientName: client.ClientName ?? '',
      hasSecret: client.ClientSecret !== undefined,
      flows: client.ExplicitAuthFlows ?? [],
      lifetimes: lifetimesOf(client),
      client: clientFormOf(client),
    }
  })
}

/** What would change. Nothing is sent. */
export function planSettings(connection: Connection, runtimeId: string, wanted: Wanted): Promise<Result<SettingsPlan>> {
  return attempt(async () => (await look(await signInPool(connection, runtimeId), wanted)).plan)
}

/** Sends what was planned, as long as AWS still has what the plan was made from; then reads again and compares. */
export async function applySettings(
  writer: Writer,
  connection: Connection,
  runtimeId: string,
  wanted: Wanted & { fingerprint: string },
): Promise<Result<SettingsOutcome>> {
  return attempt(async () => {
    const place = await signInPool(connection, runtimeId)
    return exclusively(`pool ${place.userPoolId}`, () =>
      sendPlanned(place, wanted, writePool(writer, connection, place.userPoolId)),
    )
  })
}

async function sendPlanned(
  place: SignInPool,
  wanted: Wanted & { fingerprint: string },
  cognito: WritePool,
): Promise<SettingsOutcome> {
  const { plan, send } = await look(place, wanted)

  if (plan.fingerprint !== wanted.fingerprint) {
    throw new AppError(CHANGED_MEANWHILE)
  }
  await send(cognito)
  const after = await look(place, wanted)
  return { verified: after.plan.before === after.plan.after }
}

type Look = { plan: SettingsPlan; send: (cognito: WritePool) => Promise<unknown> }

async function look(place: SignInPool, wanted: Wanted): Promise<Look> {
  if (wanted.subject === 'client') {
    const client = await readClient(place)
    const input = mergedClient(client, wanted.form)
    const before = mergedClient(client, clientFormOf(client))
    return { plan: planOf(before, input), send: (cognito) => cognito.updateUserPoolClient(input) }
  }
  const pool = await readPool(place)

  if (pool.UserPoolTags?.['slipway:deployment'] === undefined) {
    throw new AppError(NOT_OURS)
  }
  const input = mergedPool(pool, wanted.form)
  const before = mergedPool(pool, policyFormOf(pool))
  return { plan: planOf(before, input), send: (cognito) => cognito.updateUserPool(input) }
}

function planOf(before: object, after: object): SettingsPlan {
  const texts = { before: canonicalJson(plain(before)), after: canonicalJson(plain(after)) }
  return { ...texts, fingerprint: createHash('sha256').update(texts.before).digest('hex'), notes: [] }
}

/** Lists that are sets, in one order; members that are not there, away. */
function plain(value: object): unknown {
  return JSON.parse(JSON.stringify(value), (_, member: unknown) =>
    Array.isArray(member) && member.every((item) => typeof item === 'string') ? [...member].sort() : member,
  )
}

// As JSON, times included, for the sake of members that the SDK doesn't know: an update resets what it is not sent.
async function readPool({ cognito, userPoolId: UserPoolId }: SignInPool): Promise<UserPoolType> {
  const { UserPool = {} } = wholeBody(await cognito.describeUserPool({ UserPoolId }))
  return UserPool as UserPoolType
}

async function readClient({ cognito, userPoolId, clientId }: SignInPool): Promise<UserPoolClientType> {
  const answer = await cognito.describeUserPoolClient({ UserPoolId: userPoolId, ClientId: clientId })
  const { UserPoolClient = {} } = wholeBody(answer)
  return UserPoolClient as UserPoolClientType
}

const CHANGED_MEANWHILE: Failure = {
  code: 'conflict',
  message: 'Somebody changed it since you looked, so nothing was sent.',
  remedy: 'Look at what would change once more.',
}

const NOT_OURS: Failure = {
  code: 'refused',
  message: 'Slipway did not make this user pool, so it does not change its password policy.',
  remedy: 'Change the policy where the pool is managed.',
}
