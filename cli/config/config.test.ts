import { describe, expect, it } from 'vitest'
import { slipway } from '@/cli/program'
import { capturedOutput } from '@/cli/testing/output'
import { CLIENTS } from '@/lib/clients/registry'

const config = (args: string[]) => slipway(['config', ...args])
const ARN = 'arn:aws:bedrock-agentcore:eu-west-1:111122223333:runtime/tools-AbCdEf1234'
const URL_PART = `https://bedrock-agentcore.eu-west-1.amazonaws.com/runtimes/${encodeURIComponent(ARN)}/invocations`
const SIGNED = ['--auth', 'sigv4', '--runtime', ARN]
const output = capturedOutput()

describe('slipway config', () => {
  it('lists the clients as JSON', async () => {
    expect(await config(['--list'])).toBe(0)
    expect(JSON.parse(output.out).map(({ id }: { id: string }) => id)).toEqual(CLIENTS.map(({ id }) => id))
  })

  it('prints a file that can be redirected, and what to know beside it', async () => {
    expect(await config(['cursor', ...SIGNED, '--profile', 'prod', '--os', 'mac'])).toBe(0)
    const server = JSON.parse(output.out).mcpServers.tools
    expect(server.args).toEqual([
      'mcp-proxy-for-aws@1.7.0',
      `${URL_PART}?qualifier=DEFAULT`,
      ...['--service', 'bedrock-agentcore', '--region', 'eu-west-1', '--profile', 'prod'],
    ])
    expect(output.err).toContain('~/.cursor/mcp.json')
    expect(output.err).toContain('uvx mcp-proxy-for-aws@1.7.0 --help')
  })

  it.each([
    ['claude-code', 'command', 'linux', /^claude mcp add .*'https:.*'Authorization: Bearer \$\{AGENTCORE_JWT\}'\n$/],
    ['inspector', 'command', 'windows', /"Authorization: Bearer \$env:AGENTCORE_JWT"\n$/],
    ['vs-code', 'link', 'mac', /^vscode:mcp\/install\?\S+\n$/],
  ])('%s --form %s on %s', async (client, form, os, pattern) => {
    expect(await config([client, '--auth', 'jwt', '--runtime', ARN, '--form', form, '--os', os])).toBe(0)
    expect(output.out).toMatch(pattern)
  })

  it('takes endpoint, name and launcher', async () => {
    const more = ['--region', 'eu-west-1', '--qualifier', 'prod', '--name', 'mine', '--launcher', 'docker']
    expect(await config(['cursor', ...SIGNED, ...more])).toBe(0)
    const { command, args } = JSON.parse(output.out).mcpServers.mine
    expect([command, args.join(' ')]).toEqual(['docker', expect.stringContaining('--region eu-west-1')])
    expect(output.out).toContain('invocations?qualifier=prod')
  })

  it('starts Slipway’s bridge, whichever way the runtime lets callers in', async () => {
    expect(await config(['cursor', '--launcher', 'slipway', '--runtime', ARN, '--profile', 'prod'])).toBe(0)
    const { command, args, ...rest } = JSON.parse(output.out).mcpServers.tools
    expect([command, args.slice(1), rest]).toEqual([
      process.execPath,
      ['bridge', ARN, '--connection', 'profile:prod/eu-west-1'],
      {},
    ])
    expect(args[0]).toMatch(/[/\\]build[/\\]slipway\.mjs$/)
  })

  it('says that a runtime with tokens wants a sign-in before its bridge', async () => {
    expect(await config(['codex', '--launcher', 'slipway', '--auth', 'jwt', '--runtime', ARN])).toBe(0)
    expect(output.out).toContain(ARN)
    expect(output.err).toContain(`slipway.mjs login ${ARN}`)
    expect(output.out + output.err).not.toContain('AGENTCORE_JWT')
  })

  it('prints the managed server’s config for the same clients', async () => {
    expect(await config(['codex', '--managed'])).toBe(0)
    expect(output.out).toContain('https://aws-mcp.us-east-1.api.aws/mcp')
    expect(output.out).toContain('"--service", "aws-mcp"')
  })

  it('says so when a client has no such form', async () => {
    expect(await config(['zed', ...SIGNED, '--form', 'link'])).toBe(1)
    expect([output.out, output.err]).toEqual(['', expect.stringContaining('It has: file')])
  })

  it.each([
    [[], /Usage/],
    [['nobody', ...SIGNED], /There is no client nobody/],
    [['cursor', '--auth', 'sigv4'], /--runtime: the ARN/],
    [['cursor', '--auth', 'sigv4', '--runtime', ARN.replace('bedrock-agentcore', 'iam')], /--runtime: the ARN/],
    [['cursor', '--runtime', ARN], /--auth: sigv4 or jwt/],
    [['cursor', '--auth', 'basic', '--runtime', ARN], /--auth/],
    [['cursor', ...SIGNED, '--region', '; rm'], /--region .*such as/],
    [['cursor', ...SIGNED, '--region', 'eu-central-1'], /this runtime is in eu-west-1, says its ARN/],
    [['cursor', ...SIGNED, '--nonsense'], /nonsense/],
    [['cursor', 'zed', ...SIGNED], /too many arguments/i],
    [['cursor', ...SIGNED, '--connection', 'x'], /not a connection/],
    [['cursor', '--managed', '--auth', 'jwt'], /takes AWS credentials/],
  ])('%j is a wrong call', async (args, words) => {
    expect(await config(args)).toBe(2)
    expect([output.out, output.err]).toEqual(['', expect.stringMatching(words)])
    expect(output.err).toContain(args.length === 0 ? 'Usage: ' : 'See: npm run slipway -- config --help')
  })
})
