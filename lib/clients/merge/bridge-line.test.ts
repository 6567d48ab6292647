import { parse as parseJsonc } from 'jsonc-parser'
import { describe, expect, it } from 'vitest'
import { emitConfig } from '@/lib/clients/emit'
import { mergeConfig } from '@/lib/clients/merge/merge-config'
import { leadingTo, serversIn, withoutServer } from '@/lib/clients/merge/servers-in'
import type { ClientConfig } from '@/lib/clients/model'
import { CLIENTS, findClient } from '@/lib/clients/registry'
import { fill, merged, mergeTarget } from '@/lib/clients/testing/merging'

const URL_ = fill('URL')
const SCRIPT = '/opt/slipway/build/slipway.mjs'
const NODE = '/usr/bin/node'

function bridged(id: string, more: { connection?: string; runtime?: string } = {}): ClientConfig {
  const client = findClient(id)
  if (!client) {
    throw new Error(`no client ${id}`)
  }
  const bridge = { node: NODE, script: SCRIPT, runtime: 'tools', ...more }
  return emitConfig(
    client,
    { name: 'tools', url: URL_, region: 'us-east-1', auth: 'jwt', launcher: 'slipway', bridge },
    'linux',
  )
}

const servers = (entries: object) => JSON.stringify({ mcpServers: entries })
const PROXY = {
  command: '/usr/local/bin/uvx',
  args: [
    'mcp-proxy-for-aws@1.7.0',
    URL_,
    '--service',
    'bedrock-agentcore',
    '--region',
    'us-east-1',
    '--profile',
    'prod',
  ],
  env: { AWS_CA_BUNDLE: '/ca.pem', HTTPS_PROXY: 'http://proxy:8080', AWS_PROFILE: 'prod' },
  autoApprove: ['suggest_aws_commands'],
  disabled: true,
  timeout: 9,
}

describe('an entry becomes one of Slipway’s bridge', () => {
  it('of the signing proxy: what is the person’s survives, what goes is named', async () => {
    const result = await merged(servers({ tools: PROXY }), bridged('kiro'))
    expect(parseJsonc(result.text).mcpServers).toEqual({
      tools: { ...PROXY, command: NODE, args: [SCRIPT, 'bridge', 'tools'] },
    })
    expect(result.changes).toMatchObject([
      { kind: 'updated', lost: ['the command', 'mcp-proxy-for-aws@1.7.0', '--profile prod'] },
    ])
  })

  it('of the signing proxy, with the profile as the bridge’s connection: nothing but the program goes', async () => {
    const result = await merged(servers({ tools: PROXY }), bridged('kiro', { connection: 'profile:prod/us-east-1' }))
    expect(result.changes[0]?.lost).toEqual(['the command', 'mcp-proxy-for-aws@1.7.0'])
  })

  it('of mcp-remote: its token goes, by name, and the rest of the environment stays', async () => {
    const old = {
      command: 'npx',
      args: ['-y', 'mcp-remote@0.15.1', URL_, '--transport', 'http-only', '--header', `Authorization:\${AUTH_HEADER}`],
      env: { AUTH_HEADER: 'Bearer secret-token', HTTPS_PROXY: 'http://proxy:8080' },
    }
    const result = await merged(servers({ tools: old }), bridged('claude-desktop'))
    expect(parseJsonc(result.text).mcpServers.tools).toEqual({
      command: NODE,
      args: [SCRIPT, 'bridge', 'tools'],
      env: { HTTPS_PROXY: 'http://proxy:8080' },
    })
    expect(result.text).not.toContain('secret-token')
    expect(result.changes[0]?.lost).toContain('env.AUTH_HEADER')
    expect(JSON.stringify(result.changes)).not.toContain('secret-token')
  })

  it('of an address: no second way stays beside the program', async () => {
    const old = { url: URL_, headers: { Authorization: 'Bearer x', 'X-Team': 'a' }, autoApprove: ['a'] }
    const result = await merged(servers({ tools: old }), bridged('cursor'))
    expect(parseJsonc(result.text).mcpServers.tools).toEqual({
      autoApprove: ['a'],
      command: NODE,
      args: [SCRIPT, 'bridge', 'tools'],
    })
    expect(result.changes[0]?.lost).toEqual(['headers.Authorization', 'headers.X-Team'])
  })

  it('of the bridge itself, moved: options of the person stay, paths and connection are brought up to date', async () => {
    const old = {
      command: '/old/node',
      args: [
        '--use-system-ca',
        '/old/slipway.mjs',
        'bridge',
        fill(`tools`),
        '--guard',
        'read-only',
        '--connection',
        'chain/us-east-1',
      ],
    }
    const result = await merged(servers({ tools: old }), bridged('cursor', { connection: 'profile:b/us-east-1' }))
    expect(parseJsonc(result.text).mcpServers.tools).toEqual({
      command: NODE,
      args: [
        '--use-system-ca',
        SCRIPT,
        'bridge',
        'tools',
        '--connection',
        'profile:b/us-east-1',
        '--guard',
        'read-only',
      ],
    })
    expect(result.changes[0]).toMatchObject({
      kept: ['--use-system-ca', '--guard'],
      lost: ['the path of the command', 'the path of Slipway', '--connection'],
    })
    expect((await merged(result.text, bridged('cursor', { connection: 'profile:b/us-east-1' }))).changes[0]?.kind).toBe(
      'same',
    )
  })

  it.each([
    [{ command: 'uvx', args: ['mcp-proxy-for-aws@1.7.0', URL_] }],
    [{ url: URL_ }],
    [{ command: NODE, args: [SCRIPT, 'bridge', 'tools-AbCdEf1234'] }],
    [{ command: 'npm', args: ['run', '--silent', 'slipway', '--', 'bridge', 'tools', '--guard', 'off'] }],
    [{ command: NODE, args: [SCRIPT, 'bridge', '--guard', 'off', fill('tools'), '--connection', 'chain/us-east-1'] }],
  ])('under another name it is asked about, never written twice: %j', async (old) => {
    const file = servers({ other: old })
    const asked = await merged(file, bridged('cursor'))
    expect(asked).toMatchObject({ text: file, changes: [], questions: [{ kind: 'same-endpoint', name: 'other' }] })
    const replaced = await merged(file, bridged('cursor'), { sameEndpoint: 'other' })
    expect(Object.keys(parseJsonc(replaced.text).mcpServers)).toEqual(['other'])
    // And the other way round: from the bridge back to the proxy.
    const back = await merged(replaced.text, mergeTarget('cursor'))
    expect(back.questions).toMatchObject([{ kind: 'same-endpoint', name: 'other' }])
  })

  it.each([
    [{ command: NODE, args: [SCRIPT, 'bridge', 'other'] }],
    [{ command: NODE, args: [SCRIPT, 'bridge', 'tools', '--connection', 'chain/eu-west-1'] }],
    [{ command: NODE, args: [SCRIPT, 'bridge', 'tools', '--qualifier', 'prod'] }],
    [{ command: NODE, args: ['/opt/other.mjs', 'bridge', 'tools'] }],
    [{ command: NODE, args: [SCRIPT, 'bridge'] }],
    [{ command: NODE }],
  ])('another runtime, region, endpoint or program is another entry: %j', async (old) => {
    const result = await merged(servers({ other: old }), bridged('cursor'))
    expect(result.questions).toEqual([])
    expect(Object.keys(parseJsonc(result.text).mcpServers)).toEqual(['other', 'tools'])
  })
})

describe('every client that has a file', () => {
  const ids = CLIENTS.filter(({ format }) => format !== 'python').map(({ id }) => id)

  it.each(ids)('%s: from the proxy and from the address to the bridge, it stays one entry', async (id) => {
    for (const auth of ['sigv4', 'jwt'] as const) {
      const before = mergeTarget(id, 'linux', auth)
      const result = await merged(before.full, bridged(id))
      const found = await serversIn(result.text, bridged(id))
      expect(found.ok && found.data.map(({ name }) => name)).toEqual(['tools'])
      expect(result.text).toContain(SCRIPT)
      expect(found.ok && JSON.stringify(found.data)).not.toContain('/invocations')
      expect((await merged(result.text, bridged(id))).text).toBe(result.text)
    }
  })

  it.each(ids)('%s: an entry that was added goes again without a trace of it, and others stay', async (id) => {
    const other = bridged(id, { runtime: 'another' })
    const first = await mergeConfig('', { ...other, full: other.full.replaceAll('tools', 'first') }, {})
    const file = first.ok ? first.data.text : ''
    const added = await merged(file, bridged(id), { sameEndpoint: null })
    const found = await serversIn(added.text, bridged(id))
    const [ours] = found.ok ? leadingTo(found.data, URL_) : []
    expect(ours?.name).toBe('tools')
    const without = ours && (await withoutServer(added.text, bridged(id), ours))
    expect(without?.ok && without.data.trimEnd()).toBe(file.trimEnd())
  })

  it('a comment behind the last member stays when what came after it goes', async () => {
    const file = '{\n  "servers": {\n    "a": { "command": "x" } // mine\n  }\n}\n'
    const added = await merged(file, bridged('vs-code'))
    const found = await serversIn(added.text, bridged('vs-code'))
    const [ours] = found.ok ? leadingTo(found.data, URL_) : []
    const without = ours && (await withoutServer(added.text, bridged('vs-code'), ours))
    expect(without?.ok && without.data).toBe(file)
  })
})
