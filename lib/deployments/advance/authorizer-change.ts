import 'server-only'
import { createHash } from 'node:crypto'
import { attempt } from '@/lib/aws/attempt'
import { type Connection, connectionKey } from '@/lib/aws/connection'
import type { AuthorizerConfiguration } from '@/lib/aws/types'
import { perform } from '@/lib/deployments/advance/perform'
import { readRuntime } from '@/lib/deployments/observe/observe-runtime'
import type { RuntimeConfig } from '@/lib/deployments/observe/observed'
import { configOf } from '@/lib/deployments/observe/runtime-config'
import { specTagForAuth } from '@/lib/deployments/plan/parts'
import { exclusively } from '@/lib/exclusively'
import { canonicalJson } from '@/lib/format/diff'
import type { Json } from '@/lib/json'
import { isObject, toJson } from '@/lib/json'
import { AppError, type Failure, type Result } from '@/lib/result'
import { toInboundAuth } from '@/lib/runtimes/model'
import { readWholeRuntime } from '@/lib/runtimes/read-runtimes'
import { type AuthorizerForm, authorizerDoubts, jwtAuthorizerInput } from '@/lib/tokens/issuer/authorizer-form'
import { readIssuer } from '@/lib/tokens/issuer/issuer'
import type { SettingsOutcome, SettingsPlan } from '@/lib/tokens/user-pool/settings-model'
import type { Writer } from '@/lib/writer'

/** What another authorizer changes of a runtime that accepts tokens, and whether its issuer can be read now. */
export function planAuthorizer(
  connection: Connection,
  runtimeId: string,
  form: AuthorizerForm,
): Promise<Result<SettingsPlan>> {
  return attempt(async () => {
    const { plan, wanted } = await look(connection, runtimeId, form)
    const auth = toInboundAuth(wanted.authorizerConfiguration as unknown as AuthorizerConfiguration)
    const doubts = auth.type === 'jwt' ? authorizerDoubts(auth) : []
    return { ...plan, notes: [...(await readIssuer(connection, form.discoveryUrl)).problems, ...doubts] }
  })
}

/** Sends what was planned as long as AWS still has what the plan was made from. It makes a new version of the runtime. */
export async function applyAuthorizer(
  writer: Writer,
  connection: Connection,
  runtimeId: string,
  { fingerprint, ...form }: AuthorizerForm & { fingerprint: string },
): Promise<Result<SettingsOutcome>> {
  const name = runtimeId.slice(0, runtimeId.lastIndexOf('-'))
  return exclusively(`${connectionKey(connection)} ${name}`, () =>
    attempt(async () => {
      const { plan, wanted } = await look(connection, runtimeId, form)

      if (plan.fingerprint !== fingerprint) {
        throw new AppError(CHANGED_MEANWHILE)
      }
      const input = { ...wanted, agentRuntimeId: runtimeId }
      await perform(writer, connection, { operation: 'bedrock-agentcore:UpdateAgentRuntime', input })
      await attempt(() => noteOwn(writer, connection, runtimeId, wanted))
      const after = await look(connection, runtimeId, form)
      return { verified: after.plan.before === after.plan.after }
    }),
  )
}

/** Without the note the change would look like somebody else's. Where it can't be written, it does, and that is all. */
async function noteOwn(writer: Writer, connection: Connection, runtimeId: string, wanted: RuntimeConfig) {
  const runtime = await readRuntime(connection, runtimeId)
  const tags = runtime && specTagForAuth(runtime.tags, wanted)

  if (tags) {
    await perform(writer, connection, {
      operation: 'bedrock-agentcore:TagResource',
      input: { resourceArn: runtime.arn, tags },
    })
  }
}

async function look(connection: Connection, runtimeId: string, form: AuthorizerForm) {
  const runtime = await readWholeRuntime(connection, runtimeId)
  const config = configOf(runtime)
  const live = config.authorizerConfiguration
  const jwt = isObject(live) && isObject(live.customJWTAuthorizer) ? live.customJWTAuthorizer : undefined

  if (!jwt) {
    throw new AppError(NOT_JWT)
  }
  const wanted = {
    ...config,
    authorizerConfiguration: mergedAuthorizer(jwt, form),
    metadataConfiguration: withV2(config),
  }
  const texts = { before: canonicalJson(config), after: canonicalJson(wanted) }
  const fingerprint = createHash('sha256').update(texts.before).digest('hex')
  return { plan: { ...texts, fingerprint, notes: [] }, wanted }
}

/** What the form does not know of the authorizer stays; what it knows and leaves empty goes. */
function mergedAuthorizer(jwt: { [key: string]: Json }, form: AuthorizerForm): Json {
  const { allowedClients: _, allowedAudience: __, allowedScopes: ___, customClaims: ____, ...kept } = jwt
  return { customJWTAuthorizer: { ...kept, ...Object(toJson(jwtAuthorizerInput(form))) } }
}

/** Without it a runtime could not be invoked any more. */
function withV2({ metadataConfiguration }: RuntimeConfig): Json {
  return { ...Object(metadataConfiguration), requireMMDSV2: true }
}

const NOT_JWT: Failure = {
  code: 'conflict',
  message: 'This runtime accepts AWS signatures, not tokens.',
  remedy: 'Change how it signs callers in under Settings, Edit.',
}

const CHANGED_MEANWHILE: Failure = {
  code: 'conflict',
  message: 'Somebody changed the runtime since you looked, so nothing was sent.',
  remedy: 'Look at what would change once more.',
}
