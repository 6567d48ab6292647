import { randomBytes } from 'node:crypto'
import { ACCOUNT_ID, OPERATOR_NAME, PARTITION } from '@/lib/practice/account'
import { wholeSeconds } from '@/lib/practice/iam/dates'
import type { StoredRole } from '@/lib/practice/iam/store'
import { secretKey, uniqueId } from '@/lib/practice/wire/ids'
import type { Identity } from '@/lib/practice/wire/service'
import type { StateStore } from '@/lib/practice/wire/state'

type StoredSession = {
  secretAccessKey: string
  sessionToken: string
  /** Milliseconds since the epoch. */
  expiresAt: number
} & (RoleSession | { isOfOperator: true })

type RoleSession = { roleName: string; roleId: string; sessionName: string }

type Operator = {
  accessKeyId: string
  secretAccessKey: string
  userId: string
  createdAt: number
  /** Policy text. */
  policy: string
}

type IdentityStore = { operator: Operator; sessions: Record<string, StoredSession> }

export type Credentials = {
  accessKeyId: string
  secretAccessKey: string
  sessionToken: string
  expiration: Date
}

export type KnownKey = {
  secretAccessKey: string
  sessionToken?: string
  expiresAt?: number
  /** From GetSessionToken: the user with temporary credentials. */
  isUserSession?: boolean
  identity: Identity
}

/** The operator's one inline policy. */
export const OPERATOR_POLICY_NAME = `${OPERATOR_NAME}-policy`

const ALLOW_EVERYTHING = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}'

/** The IAM user `practice-operator`; its keys are made once and stay the same over restarts. */
export function operatorOf(state: StateStore): Operator {
  return identityStore(state).operator
}

export function operatorArn(): string {
  return `arn:${PARTITION}:iam::${ACCOUNT_ID}:user/${OPERATOR_NAME}`
}

/** The secret and the identity behind an access key; undefined when nobody has it. */
export function findKey(state: StateStore, accessKeyId: string): KnownKey | undefined {
  const { operator, sessions } = identityStore(state)

  if (accessKeyId === operator.accessKeyId) {
    return { secretAccessKey: operator.secretAccessKey, identity: operatorIdentity(operator, accessKeyId) }
  }
  const session = Object.hasOwn(sessions, accessKeyId) ? sessions[accessKeyId] : undefined

  if (!session) {
    return undefined
  }
  return 'isOfOperator' in session
    ? { ...session, isUserSession: true, identity: operatorIdentity(operator, accessKeyId) }
    : { ...session, identity: sessionIdentity(session, accessKeyId) }
}

function operatorIdentity({ userId }: Operator, accessKeyId: string): Identity {
  return { type: 'user', arn: operatorArn(), userId, accountId: ACCOUNT_ID, userName: OPERATOR_NAME, accessKeyId }
}

/** Temporary credentials with which the operator acts as itself. */
export function openUserSession(state: StateStore, options: { seconds: number; now: number }): Credentials {
  return addSession(state, { isOfOperator: true }, options)
}

/** Temporary credentials for a role; whether the caller may assume it was checked before. */
export function openSession(
  state: StateStore,
  role: StoredRole,
  options: { sessionName: string; seconds: number; now: number },
): { credentials: Credentials; identity: Extract<Identity, { type: 'assumed-role' }> } {
  const session = { roleName: role.name, roleId: role.id, sessionName: options.sessionName }
  const credentials = addSession(state, session, options)
  return { credentials, identity: sessionIdentity(session, credentials.accessKeyId) }
}

function addSession(
  state: StateStore,
  who: RoleSession | { isOfOperator: true },
  options: { seconds: number; now: number },
): Credentials {
  const { sessions } = identityStore(state)
  const accessKeyId = uniqueId('ASIA')
  const expiresAt = wholeSeconds(options.now + options.seconds * 1000).getTime()
  const secrets = { secretAccessKey: secretKey(), sessionToken: randomBytes(96).toString('base64') }

  for (const [key, { expiresAt: end }] of Object.entries(sessions)) {
    // A day longer than they work, so that their use is answered with "expired", not "unknown".
    if (end + 86_400_000 < options.now) {
      delete sessions[key]
    }
  }
  sessions[accessKeyId] = { ...secrets, expiresAt, ...who }
  return { accessKeyId, ...secrets, expiration: new Date(expiresAt) }
}

function sessionIdentity(session: RoleSession, accessKeyId: string): Extract<Identity, { type: 'assumed-role' }> {
  const { roleName, roleId, sessionName } = session
  return {
    type: 'assumed-role',
    arn: `arn:${PARTITION}:sts::${ACCOUNT_ID}:assumed-role/${roleName}/${sessionName}`,
    userId: `${roleId}:${sessionName}`,
    accountId: ACCOUNT_ID,
    roleName,
    sessionName,
    accessKeyId,
  }
}

function identityStore(state: StateStore): IdentityStore {
  return state.slice<IdentityStore>('identity', () => {
    return {
      operator: {
        accessKeyId: uniqueId('AKIA'),
        secretAccessKey: secretKey(),
        userId: uniqueId('AIDA'),
        createdAt: Date.now(),
        policy: ALLOW_EVERYTHING,
      },
      sessions: {},
    }
  })
}
