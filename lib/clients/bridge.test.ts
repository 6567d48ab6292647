import { execFileSync, spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BridgeCall, Target } from '@/lib/clients/model'
import { CLIENTS } from '@/lib/clients/registry'
import { AUTHS, CASES, configOf, entryOf, textsOf } from '@/lib/clients/testing/target'

const CALL: BridgeCall = {
  node: '/opt/node 24/bin/node',
  script: "/home/ann o'neil/slipway/build/slipway.mjs",
  runtime: 'tools',
  connection: 'profile:prod/us-east-1',
}
const through = (more: Partial<BridgeCall> = {}): Partial<Target> => ({
  launcher: 'slipway',
  bridge: { ...CALL, ...more },
})
const ARGS = [CALL.script, 'bridge', 'tools', '--connection', 'profile:prod/us-east-1']
const structured = CASES.filter(({ client }) => client.format !== 'python')

/** The command line of an entry, in whichever client's form. */
function commandOf(entry: Record<string, unknown>): unknown[] {
  const { command = entry.cmd, args = [] } = entry
  return [command, args].flat()
}

describe('through Slipway’s bridge', () => {
  it.each(structured)('$id $auth $os starts it, and holds nothing that expires', ({ id, auth, os }) => {
    const config = configOf(id, auth, os, through())
    const entry = entryOf(config)
    expect(commandOf(entry)).toEqual([CALL.node, ...ARGS])
    expect(JSON.stringify(entry)).not.toMatch(
      /"(url|serverUrl|uri|headers|env|envs|environment)"|AGENTCORE_JWT|https?:/,
    )
    expect(textsOf(config).join('\n')).not.toMatch(/AGENTCORE_JWT|YOUR_JWT|uvx|mcp-proxy-for-aws|mcp-remote|<YOU>|PORT/)
    expect(config.additions.at(-1)?.endpoint).toContain('/invocations')
    expect(config.notes.join(' ')).toContain('Nothing in this entry expires')
  })

  it.each(CLIENTS.map(({ id }) => id))('%s: the same entry, command and link for both ways of signing in', (id) => {
    const [signed, token] = AUTHS.map((auth) => configOf(id, auth, 'linux', through()))
    expect(token?.full).toBe(signed?.full)
    expect([token?.command, token?.link]).toEqual([signed?.command, signed?.link])
    expect(JSON.stringify(token?.needs)).toContain(' login tools --connection profile:prod/us-east-1')
    expect(JSON.stringify(signed?.needs)).toContain('InvokeAgentRuntime')
  })

  it.each(structured.filter(({ os }) => os === 'linux'))(
    '$id $auth differs from the entry of the signing proxy in the program only',
    ({ id, auth }) => {
      const rest = (entry: Record<string, unknown>) => {
        const { command: _, cmd: __, args: ___, env: ____, envs: _____, environment: ______, ...others } = entry
        return others
      }
      expect(rest(entryOf(configOf(id, auth, 'linux', through())))).toEqual(rest(entryOf(configOf(id, 'sigv4'))))
    },
  )

  it.each(CLIENTS.map(({ id }) => id).filter((id) => configOf(id, 'jwt', 'linux', through()).command !== undefined))(
    '%s: every word of the line reaches the program through bash',
    (id) => {
      const line = configOf(id, 'jwt', 'linux', through()).command ?? ''
      const [program = ''] = line.split(' ')
      // Where the line is the bridge's own (mcp-remote), bash would start it: its words are printed instead.
      const script = program.startsWith("'")
        ? `printf '%s\\0' ${line}`
        : `${program}() { printf '%s\\0' "$@"; }; ${line}`
      const words = execFileSync('bash', ['-c', script]).toString().split('\0')
      const text = words.join('\n')
      expect([CALL.script, 'bridge', 'tools'].every((word) => text.includes(word))).toBe(true)
    },
  )

  it('links of Cursor, VS Code, Kiro and LM Studio carry it; Goose’s know no Node.js at a path', () => {
    const link = (id: string) => configOf(id, 'jwt', 'mac', through()).link
    const entry = (id: string) => entryOf(configOf(id, 'jwt', 'mac', through()))
    const inQuery = (id: string) => new URL(link(id) ?? '').searchParams.get('config') ?? ''
    expect(JSON.parse(atob(inQuery('cursor')))).toEqual(entry('cursor'))
    expect(JSON.parse(atob(inQuery('lm-studio')))).toEqual(entry('lm-studio'))
    expect(JSON.parse(inQuery('kiro'))).toEqual(entry('kiro'))
    expect(JSON.parse(decodeURIComponent(link('vs-code')?.replace('vscode:mcp/install?', '') ?? ''))).toEqual({
      name: 'tools',
      ...entry('vs-code'),
    })
    expect(link('goose')).toBeUndefined()
  })

  it('names another endpoint of the runtime, and no connection where none is given', () => {
    const url = 'https://bedrock-agentcore.us-east-1.amazonaws.com/runtimes/x/invocations?qualifier=prod'
    const { connection: _, ...call } = CALL
    const entry = entryOf(configOf('cursor', 'jwt', 'linux', { launcher: 'slipway', bridge: call, url }))
    expect(entry.args).toEqual([CALL.script, 'bridge', 'tools', '--qualifier', 'prod'])
  })

  it('Strands starts it as a program that compiles', () => {
    const { full } = configOf('strands', 'jwt', 'linux', through({ script: `o'"\\dd.mjs` }))
    const { error, stderr } = spawnSync('python3', ['-c', 'import ast,sys; ast.parse(sys.stdin.read())'], {
      input: full,
    })
    expect(error ? '' : stderr.toString()).toBe('')
    expect(full).toContain(JSON.stringify(`o'"\\dd.mjs`))
  })

  it('holds no secret, whatever the environment holds', () => {
    const secret = fc.string({ unit: fc.constantFrom(...'abcXYZ019'), minLength: 20, maxLength: 40 })
    fc.assert(
      fc.property(secret, fc.constantFrom(...CASES), (value, { id, auth, os }) => {
        const names = ['AGENTCORE_JWT', 'AWS_SECRET_ACCESS_KEY', 'NEXTAUTH_SECRET']
        const before = names.map((name) => process.env[name])
        for (const name of names) {
          process.env[name] = value
        }
        const config = configOf(id, auth, os, through())
        names.forEach((name, at) => {
          process.env[name] = before[at]
          if (before[at] === undefined) {
            delete process.env[name]
          }
        })
        expect([...textsOf(config), JSON.stringify(config.additions)].join('\n')).not.toContain(value)
      }),
      { numRuns: 60 },
    )
  })
})
