import type { Field } from '@/lib/deployments/setup/fields/field'
import { listOf } from '@/lib/deployments/setup/form-lines'
import { poolName } from '@/lib/deployments/spec/names'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { parseRule, ruleText } from '@/lib/tokens/claims/claim-rules'

const CREATED = { authType: 'jwt', poolMode: 'create' }
const ADOPTED = { authType: 'jwt', poolMode: 'adopt' }
const ISSUER = { authType: 'jwt', poolMode: 'oidc' }

function poolOf({ inboundAuth }: DeploymentSpec) {
  return inboundAuth.type === 'jwt' ? inboundAuth.userPool : undefined
}

function issuerOf({ inboundAuth }: DeploymentSpec) {
  return inboundAuth.type === 'oidc' ? inboundAuth : undefined
}

const NO_RULE = { claim: '', operator: '', values: [] }

/** Who may call the server. */
export const ACCESS_FIELDS = {
  authType: {
    path: 'inboundAuth.type',
    owns: 'inboundAuth',
    choices: [
      {
        value: 'sigv4',
        label: 'AWS credentials (SigV4)',
        description:
          'Slipway’s bridge, or a small proxy, beside your assistant signs each request with the AWS credentials of that computer. Credentials that come from SSO or an assumed role expire with that session.',
      },
      {
        value: 'jwt',
        label: 'Bearer token (JWT)',
        description:
          'Your assistant sends an access token, from an Amazon Cognito user pool or another issuer. It needs no AWS credentials there. A token lives an hour or so; through Slipway’s bridge it is renewed, and many clients take one by hand only otherwise.',
      },
    ],
    read: ({ inboundAuth }) => (inboundAuth.type === 'sigv4' ? 'sigv4' : 'jwt'),
    write: (text, { poolMode = '' }) => (text === 'jwt' && poolMode.trim() === 'oidc' ? 'oidc' : text),
    label: 'Inbound auth',
    term: 'inboundAuth',
    control: 'cards',
  },
  poolMode: {
    path: 'inboundAuth.userPool.mode',
    when: { authType: 'jwt' },
    choices: [
      {
        value: 'create',
        label: 'Create a user pool',
        description: 'Slipway makes a pool, an app client and one user with a strong password, shown once.',
      },
      {
        value: 'adopt',
        label: 'Use a pool that exists',
        description: 'You name the pool and one of its app clients.',
      },
      {
        value: 'oidc',
        label: 'Another issuer',
        description: 'Okta, Auth0, Entra ID, Keycloak: any with OpenID discovery. You say what a token must hold.',
      },
    ],
    read: (spec) => (issuerOf(spec) ? 'oidc' : (poolOf(spec)?.mode ?? 'create')),
    write: (text) => (text === 'oidc' ? undefined : text),
    summary: {
      term: 'User pool',
      text: ({ poolMode, name = '' }) =>
        poolMode === 'adopt' || poolMode === 'oidc' ? undefined : name.trim() ? poolName(name.trim()) : '…',
    },
    label: 'Who issues the tokens',
    term: 'issuer',
    control: 'cards',
    columns: 3,
  },
  userPoolId: {
    path: 'inboundAuth.userPool.userPoolId',
    when: ADOPTED,
    read: (spec) => {
      const pool = poolOf(spec)
      return pool?.mode === 'adopt' ? pool.userPoolId : ''
    },
    summary: { term: 'User pool (yours)', text: ({ userPoolId }) => userPoolId || '…' },
    label: 'User pool id',
    term: 'userPool',
    control: 'text',
    placeholder: 'us-east-1_AbCdEfGhI',
    mono: true,
  },
  clientId: {
    path: 'inboundAuth.userPool.clientId',
    when: ADOPTED,
    read: (spec) => {
      const pool = poolOf(spec)
      return pool?.mode === 'adopt' ? pool.clientId : ''
    },
    label: 'App client id',
    term: 'appClient',
    control: 'text',
    placeholder: '1h57kf5cpq17m0eml12EXAMPLE',
    mono: true,
  },
  discoveryUrl: {
    path: 'inboundAuth.discoveryUrl',
    when: ISSUER,
    read: (spec) => issuerOf(spec)?.discoveryUrl ?? '',
    summary: {
      term: 'Issuer (yours)',
      text: ({ discoveryUrl }) => discoveryUrl?.replace(/\/\.well-known\/.*$/, '') || '…',
    },
    label: 'Discovery document',
    term: 'discoveryUrl',
    control: 'text',
    placeholder: 'https://login.example.com/.well-known/openid-configuration',
    hint: 'The issuer’s address with /.well-known/openid-configuration. It is read before anything is made.',
    mono: true,
  },
  userName: {
    path: 'inboundAuth.userPool.userName',
    when: CREATED,
    read: (spec) => {
      const pool = poolOf(spec)
      return pool?.mode === 'create' ? pool.userName : 'owner'
    },
    summary: { term: 'User', text: ({ userName }) => userName || '…' },
    label: 'User name',
    control: 'text',
    hint: 'Whom you sign in as to get a token. The password is generated at the end and shown once.',
  },
  allowedAudience: {
    path: 'inboundAuth.allowedAudience',
    when: ISSUER,
    read: (spec) => issuerOf(spec)?.allowedAudience.join('\n') ?? '',
    write: listOf,
    label: 'Audiences',
    term: 'audience',
    control: 'area',
    optional: true,
    rows: 3,
    hint: 'aud, one on each line. What most issuers go by.',
  },
  allowedClients: {
    path: 'inboundAuth.allowedClients',
    when: ISSUER,
    read: (spec) => issuerOf(spec)?.allowedClients.join('\n') ?? '',
    write: listOf,
    label: 'Clients',
    term: 'clientId',
    control: 'area',
    optional: true,
    rows: 3,
    hint: 'client_id, one on each line. At least one of the four lists must say something.',
  },
  allowedScopes: {
    path: 'inboundAuth.allowedScopes',
    when: ISSUER,
    read: (spec) => issuerOf(spec)?.allowedScopes.join('\n') ?? '',
    write: listOf,
    label: 'Scopes',
    term: 'scope',
    control: 'area',
    optional: true,
    rows: 3,
    hint: 'One of them is enough.',
  },
  customClaims: {
    path: 'inboundAuth.customClaims',
    when: ISSUER,
    read: (spec) => issuerOf(spec)?.customClaims.map(ruleText).join('\n') ?? '',
    // What is no rule goes on as one that the schema refuses, at the right field.
    write: (text) => listOf(text).map((line) => parseRule(line) ?? NO_RULE),
    label: 'Other claims',
    term: 'claim',
    control: 'area',
    optional: true,
    rows: 3,
    hint: 'team EQUALS dev; groups CONTAINS admins; groups CONTAINS_ANY a, b',
  },
} as const satisfies Record<string, Field>
