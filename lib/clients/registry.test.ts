import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { parse as parseToml } from 'smol-toml'
import { describe, expect, it } from 'vitest'
import { emitConfig } from '@/lib/clients/emit'
import { entryName, OPERATING_SYSTEMS, type Target } from '@/lib/clients/model'
import { CLIENTS, findClient } from '@/lib/clients/registry'

const arn = 'arn:aws:bedrock-agentcore:us-east-1:111122223333:runtime/tools-AbCdEf1234'
const url = `https://bedrock-agentcore.us-east-1.amazonaws.com/runtimes/${encodeURIComponent(arn)}/invocations?qualifier=DEFAULT`
const target = (auth: Target['auth'], more: Partial<Target> = {}): Target => ({
  name: 'tools',
  url,
  region: 'us-east-1',
  auth,
  ...more,
})
const cases = CLIENTS.flatMap((client) =>
  (['sigv4', 'jwt'] as const).flatMap((auth) => OPERATING_SYSTEMS.map((os) => ({ client, auth, os, id: client.id }))),
)

type Server = {
  url?: string
  command?: string
  args?: string[]
  env?: Record<string, string>
  headers?: { Authorization: string }
  bearer_token_env_var?: string
  type?: string
}

function serverOf(id: string, auth: Target['auth'], os: (typeof OPERATING_SYSTEMS)[number] = 'mac'): Server {
  const client = findClient(id)

  if (!client) {
    throw new Error(`no client ${id}`)
  }
  const { full, container } = emitConfig(client, target(auth), os)
  const document = (client.format === 'toml' ? parseToml(full) : JSON.parse(full)) as Record<
    string,
    Record<string, Server>
  >
  const server = document[container]?.tools

  if (!server) {
    throw new Error(`no server in ${full}`)
  }
  return server
}

describe('every client, auth method and operating system', () => {
  it.each(cases)('$id $auth $os: file and fragment parse and reach the same runtime', ({ client, auth, os }) => {
    const config = emitConfig(client, target(auth), os)
    const full = client.format === 'toml' ? parseToml(config.full) : JSON.parse(config.full)
    const fragment =
      client.format === 'toml'
        ? (parseToml(config.fragment) as Record<string, unknown>)[config.container]
        : JSON.parse(`{${config.fragment}}`)

    expect((full as Record<string, unknown>)[config.container]).toEqual(fragment)
    expect(config.full).toContain(url)
    expect(config.full).not.toContain('%253A')
    expect(config.fileName).toMatch(/\.(json|toml)$/)
  })

  it.each(cases)('$id $auth $os: pins what it runs', ({ client, auth, os }) => {
    const { full, command = '' } = emitConfig(client, target(auth), os)

    expect(full + command).not.toMatch(/@latest/)
    for (const [, name, version] of (full + command).matchAll(/(mcp-proxy-for-aws|mcp-remote)(@[\d.]+)?/g)) {
      expect(version, name).toBeTruthy()
    }
  })
})

describe('signing proxy', () => {
  it.each(CLIENTS.map(({ id }) => id))('%s gets the endpoint before any option, service, region', (id) => {
    const { args = [], env } = serverOf(id, 'sigv4')

    expect(args.slice(0, 2)).toEqual(['mcp-proxy-for-aws@1.6.4', url])
    expect(args.slice(2)).toEqual(['--service', 'bedrock-agentcore', '--region', 'us-east-1'])
    expect(env).toEqual({ AWS_DEFAULT_REGION: 'us-east-1' })
  })

  it('names a profile when the connection has one', () => {
    for (const client of CLIENTS) {
      expect(emitConfig(client, target('sigv4', { profile: 'prod admin' }), 'mac').full).toContain('prod admin')
    }
  })
})

describe('token by reference, in the one form that each client fills in', () => {
  it.each([
    ['claude-code', `Bearer \${AGENTCORE_JWT}`],
    ['cursor', `Bearer \${env:AGENTCORE_JWT}`],
    ['vs-code', `Bearer \${input:agentcore-jwt}`],
    ['kiro', `Bearer \${AGENTCORE_JWT}`],
  ])('%s', (id, header) => {
    expect(serverOf(id, 'jwt').headers?.Authorization).toBe(header)
  })

  it('Codex names the variable', () => {
    expect(serverOf('codex', 'jwt')).toMatchObject({ url, bearer_token_env_var: 'AGENTCORE_JWT' })
  })

  it('Claude Desktop goes through the bridge, wrapped on Windows', () => {
    expect(serverOf('claude-desktop', 'jwt')).toMatchObject({
      command: 'npx',
      env: { AUTH_HEADER: 'Bearer <YOUR_JWT>' },
    })
    expect(serverOf('claude-desktop', 'jwt', 'windows')).toMatchObject({ command: 'cmd' })
  })

  it('VS Code declares the input that it refers to', () => {
    const client = findClient('vs-code')
    const document = JSON.parse(client ? emitConfig(client, target('jwt'), 'mac').full : '{}')
    expect(document.inputs).toEqual([expect.objectContaining({ id: 'agentcore-jwt', password: true })])
  })
})

describe('no secret', () => {
  it.each(cases)('$id $auth $os: every Authorization is a reference or the placeholder', ({ client, auth, os }) => {
    const { full, fragment, command = '', link = '', needs, notes } = emitConfig(client, target(auth), os)
    const text = [full, fragment, command, decodeURIComponent(link), JSON.stringify(needs), ...notes].join('\n')

    for (const [, value] of text.matchAll(/Bearer ([^"'\s\\]+)/g)) {
      expect(value).toMatch(/^(\$\{(env:|input:)?[\w-]+\}|<YOUR_JWT>)/)
    }
    expect(text).not.toMatch(/eyJ[\w-]{10,}\./)
    expect(text).not.toMatch(/AKIA|ASIA|aws_secret_access_key/i)
  })
})

describe('links', () => {
  it('carry the same server as the file', () => {
    for (const auth of ['sigv4', 'jwt'] as const) {
      const link = (id: string) => {
        const client = findClient(id)
        return (client && emitConfig(client, target(auth), 'mac').link) ?? ''
      }
      const cursor = new URL(link('cursor')).searchParams.get('config') ?? ''
      expect(JSON.parse(Buffer.from(cursor, 'base64').toString())).toEqual(serverOf('cursor', auth))
      expect(JSON.parse(new URL(link('kiro')).searchParams.get('config') ?? '')).toEqual(serverOf('kiro', auth))
      const code = JSON.parse(decodeURIComponent(link('vs-code').replace('vscode:mcp/install?', '')))
      expect(code).toMatchObject({ name: 'tools', ...serverOf('vs-code', auth) })
    }
  })
})

describe('one-liners', () => {
  it('reach the program word for word through bash, whatever the profile is called', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 12 }).filter((text) => !/[\0]/.test(text)),
        (profile) => {
          const client = findClient('claude-code')
          const line = (client && emitConfig(client, target('sigv4', { profile }), 'mac').command) ?? ''
          const output = execFileSync('bash', ['-c', `claude() { printf '%s\\0' "$@"; }; ${line}`]).toString()
          expect(output.split('\0').slice(-3, -1)).toEqual(['--profile', profile])
        },
      ),
      { numRuns: 25 },
    )
  })

  it('leave the variable for the client to fill in', () => {
    const client = findClient('claude-code')
    const line = (client && emitConfig(client, target('jwt'), 'mac').command) ?? ''
    const script = `AGENTCORE_JWT=leaked; claude() { printf '%s\\n' "$@"; }; ${line}`
    const output = execFileSync('bash', ['-c', script]).toString()
    expect(output).toContain(url)
    expect(output).toContain(`Authorization: Bearer \${AGENTCORE_JWT}`)
    expect(output).not.toContain('leaked')
  })
})

describe('entry names', () => {
  it('fit every client', () => {
    fc.assert(fc.property(fc.string(), (name) => /^[A-Za-z0-9_-]{1,20}$/.test(entryName(name))))
  })
})
