import type { UpdateUserPoolClientCommandInput } from '@/lib/aws/types'
import type { Observed, ObservedClient, ObservedPool } from '@/lib/deployments/observe/observed'
import { adopted, nothing, type Step, write } from '@/lib/deployments/plan/step'
import { ownTags, poolName } from '@/lib/deployments/spec/names'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { toJson } from '@/lib/json'

type JwtAuth = Extract<DeploymentSpec['inboundAuth'], { type: 'jwt' }>
type CreatedPool = Extract<JwtAuth['userPool'], { mode: 'create' }>
type AdoptedPool = Extract<JwtAuth['userPool'], { mode: 'adopt' }>

const PASSWORD_FLOW = 'ALLOW_USER_PASSWORD_AUTH'

const row = {
  pool: (name: string) => ({ id: 'user-pool', kind: 'user-pool' as const, title: `User pool ${name}`, name }),
  client: (name: string) => ({ id: 'app-client', kind: 'app-client' as const, title: `App client ${name}`, name }),
  user: (name: string) => ({ id: 'pool-user', kind: 'pool-user' as const, title: `User ${name}`, name }),
  password: (name: string) => ({
    id: 'pool-user-password',
    kind: 'pool-user-password' as const,
    title: `Password of ${name}`,
    name,
  }),
}

/** Pool, app client and user of a deployment that signs callers in with Cognito. */
export function createdPoolSteps(spec: DeploymentSpec, { userName }: CreatedPool, { pool }: Observed): Step[] {
  return [poolStep(spec, pool), clientStep(spec, pool), userStep(userName, pool)]
}

export function adoptedPoolSteps({ userPoolId, clientId }: AdoptedPool, { pool }: Observed): Step[] {
  const why = 'You chose an existing one; Slipway uses it and leaves it as it is.'
  return [
    adopted(row.pool(userPoolId), why, pool && { Id: pool.id, Name: pool.name }),
    adopted(row.client(clientId), why, toJson(pool?.client ?? null)),
  ]
}

/** The very last row: its answer holds the password, which is shown once. */
export function passwordStep({ userName }: CreatedPool, { pool }: Observed): Step {
  const state = toJson(pool?.user ?? null)

  if (pool?.user?.status === 'CONFIRMED') {
    return nothing(row.password(userName), 'It is set. Nobody keeps it; reset it if it is lost.', state)
  }
  const details = {
    why: 'A strong generated password, shown once and kept nowhere.',
    before: state,
    after: { Username: userName, Permanent: true },
  }
  return pool?.user
    ? write(row.password(userName), 'update', {
        ...details,
        call: {
          operation: 'cognito-idp:AdminSetUserPassword',
          input: { UserPoolId: pool.id, Username: userName },
        },
      })
    : write(row.password(userName), 'update', { ...details, operation: 'cognito-idp:AdminSetUserPassword' })
}

function poolStep(spec: DeploymentSpec, pool: ObservedPool | null): Step {
  const name = poolName(spec.name)

  if (pool) {
    return nothing(row.pool(name), 'It exists.', { Id: pool.id, Name: pool.name })
  }
  const input = {
    PoolName: name,
    Policies: {
      PasswordPolicy: {
        MinimumLength: 12,
        RequireUppercase: true,
        RequireLowercase: true,
        RequireNumbers: true,
        RequireSymbols: true,
      },
    },
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
    MfaConfiguration: 'OFF' as const,
    UserPoolTags: { ...spec.tags, ...ownTags(spec.name) },
  }
  return write(row.pool(name), 'create', {
    why: 'It holds the one user who may get tokens for the server. Nobody can sign up by themselves.',
    before: null,
    after: input,
    call: { operation: 'cognito-idp:CreateUserPool', input },
  })
}

function clientStep(spec: DeploymentSpec, pool: ObservedPool | null): Step {
  const name = poolName(spec.name)
  const client = pool?.client

  if (client?.authFlows.includes(PASSWORD_FLOW)) {
    return nothing(row.client(name), 'It exists.', toJson(client))
  }
  const settings = clientSettings(name)
  const why = 'Tokens are asked for through this public client. The runtime accepts its access tokens only.'

  if (!pool) {
    return write(row.client(name), 'create', {
      why,
      before: null,
      after: toJson(settings),
      operation: 'cognito-idp:CreateUserPoolClient',
    })
  }
  return client
    ? repairStep(row.client(name), pool.id, client)
    : write(row.client(name), 'create', {
        why,
        before: null,
        after: toJson(settings),
        call: {
          operation: 'cognito-idp:CreateUserPoolClient',
          input: { ...settings, UserPoolId: pool.id, GenerateSecret: false },
        },
      })
}

/** Only the flow that is missing: lifetimes, redirects and all else of it stay as somebody set them. */
function repairStep(client: ReturnType<typeof row.client>, userPoolId: string, live: ObservedClient): Step {
  const after = { ...live.settings, ExplicitAuthFlows: [...live.authFlows, PASSWORD_FLOW] }
  const input = { ...after, UserPoolId: userPoolId, ClientId: live.id } as UpdateUserPoolClientCommandInput
  return write(client, 'update', {
    why: 'Sign-in with user name and password was switched off on it.',
    before: live.settings,
    after,
    call: { operation: 'cognito-idp:UpdateUserPoolClient', input },
  })
}

// Without units, Cognito reads access token lifetimes as hours.
function clientSettings(name: string) {
  return {
    ClientName: name,
    ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH' as const, 'ALLOW_REFRESH_TOKEN_AUTH' as const],
    AccessTokenValidity: 60,
    IdTokenValidity: 60,
    RefreshTokenValidity: 30,
    TokenValidityUnits: { AccessToken: 'minutes' as const, IdToken: 'minutes' as const, RefreshToken: 'days' as const },
    PreventUserExistenceErrors: 'ENABLED' as const,
    EnableTokenRevocation: true,
  }
}

function userStep(userName: string, pool: ObservedPool | null): Step {
  if (pool?.user) {
    return nothing(row.user(userName), 'It exists.', toJson(pool.user))
  }
  const shown = { Username: userName, MessageAction: 'SUPPRESS' as const }
  const details = { why: 'The one person who uses the server. No e-mail is sent.', before: null, after: shown }
  const call = pool && {
    operation: 'cognito-idp:AdminCreateUser' as const,
    input: { UserPoolId: pool.id, ...shown },
  }
  return call
    ? write(row.user(userName), 'create', { ...details, call })
    : write(row.user(userName), 'create', { ...details, operation: 'cognito-idp:AdminCreateUser' })
}
