import { TRUSTS_AGENTCORE } from '@/lib/practice/testing/account'

/** One deployment that is made by hand and exported. */
export type Sample = {
  name: string
  auth: 'sigv4' | 'pool' | 'issuer'
  variables?: Record<string, string>
  endpoint?: string
  policy?: true
  /** More of CreateAgentRuntime. */
  more?: Record<string, unknown>
  role?: { Path?: string; Description?: string; MaxSessionDuration?: number }
  inline?: Record<string, string>
  managed?: string[]
}

export const TRUST = TRUSTS_AGENTCORE

const document = (Resource: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource }] })

const HOSTILE = `it's "\${HOME}" %{if} \`id\` $(id) \\ é\n$$\${x}`

/** Who may call, what hangs on it, and what few have. */
export const SAMPLES: Sample[] = [
  { name: 'plain', auth: 'sigv4' },
  { name: 'hostile', auth: 'sigv4', variables: { TEXT: HOSTILE, EMPTY_NOT: ' x ' } },
  { name: 'secrets', auth: 'sigv4', variables: { API_TOKEN: 'never-"to-be\\seen', DB_PASSWORD: "it's" } },
  { name: 'pool', auth: 'pool', inline: { 'read-things': document('*') } },
  { name: 'pool_endpoint', auth: 'pool', endpoint: 'prod', managed: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] },
  { name: 'issuer', auth: 'issuer', policy: true },
  {
    name: 'policies',
    auth: 'sigv4',
    policy: true,
    endpoint: 'blue',
    inline: { A: document('*'), 'a.b': document("arn:aws:s3:::it's/*") },
  },
  {
    name: 'unusual',
    auth: 'sigv4',
    role: { Path: '/team/', Description: 'A "role" of théirs', MaxSessionDuration: 7200 },
    more: {
      description: 'Two\nlines',
      lifecycleConfiguration: { idleRuntimeSessionTimeout: 120, maxLifetime: 3600 },
      requestHeaderConfiguration: { requestHeaderAllowlist: ['X-Amzn-Bedrock-AgentCore-Runtime-Custom-One'] },
    },
  },
]
