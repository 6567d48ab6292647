import { readFileSync } from 'node:fs'
import { parse as parseJsonc } from 'jsonc-parser'
import { describe, expect, it } from 'vitest'
import type { Merged } from '@/lib/clients/merge/change'
import type { ClientConfig, OperatingSystem } from '@/lib/clients/model'
import { arn, fill, host, merged, mergeTarget, refused } from '@/lib/clients/testing/merging'

type Case = { id: string; client: string; os?: OperatingSystem; file: string }

const cases = readFileSync(new URL('../testing/data/cases.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Case)

function ofCase(id: string): [string, ClientConfig] {
  const found = cases.find((each) => each.id === id)

  if (!found) {
    throw new Error(`no case ${id}`)
  }
  return [found.file, mergeTarget(found.client, found.os)]
}

const lostIn = ({ changes }: Merged) => changes.flatMap(({ lost }) => lost)
const keptIn = ({ changes }: Merged) => changes.flatMap(({ kept }) => kept)

describe('the cases', () => {
  it('own-env: variables, profile and path stay; the pinned version is named', async () => {
    const result = await merged(...ofCase('own-env'))
    expect(parseJsonc(result.text).mcpServers.tools).toEqual({
      command: 'C:\\Tools\\uvx.exe',
      args: [
        'mcp-proxy-for-aws@1.7.0',
        fill('URL'),
        '--service',
        'bedrock-agentcore',
        '--region',
        'us-east-1',
        '--profile',
        'prod',
      ],
      env: { AWS_CA_BUNDLE: 'C:/certs/ca.pem', HTTPS_PROXY: 'http://proxy:8080', AWS_DEFAULT_REGION: 'us-east-1' },
    })
    expect(keptIn(result)).toEqual([
      'the path of the command',
      '--profile prod',
      'env.AWS_CA_BUNDLE',
      'env.HTTPS_PROXY',
    ])
    expect(lostIn(result)).toEqual(['mcp-proxy-for-aws@1.6.0'])
  })

  it('same-endpoint: nothing is written until one of two ways is chosen', async () => {
    const [file, config] = ofCase('same-endpoint')
    const asked = await merged(file, config)
    expect(asked).toMatchObject({
      text: fill(file),
      changes: [],
      questions: [{ kind: 'same-endpoint', name: 'other' }],
    })
    expect(asked.questions[0]?.message).toContain('already there as "other"')
    const replaced = await merged(file, config, { sameEndpoint: 'other' })
    expect(Object.keys(parseJsonc(replaced.text).mcpServers)).toEqual(['other'])
    expect(lostIn(replaced)).toEqual(['mcp-proxy-for-aws@latest'])
    const both = await merged(file, config, { sameEndpoint: null })
    expect(Object.keys(parseJsonc(both.text).mcpServers)).toEqual(['other', 'tools'])
    expect((await merged(both.text, config)).changes).toMatchObject([{ kind: 'same' }])
  })

  it('opencode-v2: the entry goes beside the others, in the words of version 2', async () => {
    const result = await merged(...ofCase('opencode-v2'))
    const { mcp } = parseJsonc(result.text)
    expect(Object.keys(mcp)).toEqual(['servers'])
    expect(Object.keys(mcp.servers)).toEqual(['a', 'tools'])
    expect(mcp.servers.tools).toMatchObject({ disabled: false })
    expect(mcp.servers.tools).not.toHaveProperty('enabled')
    expect(result.changes).toMatchObject([{ path: 'mcp.servers.tools', kind: 'added' }])
    expect((await merged(result.text, mergeTarget('opencode'))).text).toBe(result.text)
  })

  it('vscode-settings: refused, with both files named', async () => {
    const { message, remedy } = await refused(...ofCase('vscode-settings'))
    expect(message).toContain('settings.json')
    expect(remedy).toContain('Code/User/mcp.json')
  })

  it('codex-dead-table: said, and merged', async () => {
    const result = await merged(...ofCase('codex-dead-table'))
    expect(result.notes).toEqual(['Codex reads [mcp_servers.NAME]: it does not read [mcp.servers].'])
    expect(result.text).toContain('[mcp_servers.tools]')
  })

  it('unwrapped: a note, and moved when wanted', async () => {
    const [file, config] = ofCase('unwrapped')
    const left = await merged(file, config)
    expect(left.questions).toMatchObject([{ kind: 'unwrapped', names: ['a'], container: 'mcpServers' }])
    expect(parseJsonc(left.text)).toHaveProperty('a')
    const moved = await merged(file, config, { unwrapped: 'move' })
    expect(Object.keys(parseJsonc(moved.text))).toEqual(['mcpServers'])
    expect(parseJsonc(moved.text).mcpServers.a).toEqual({ command: 'x' })
    expect(moved.changes).toMatchObject([{ path: 'mcpServers.a', kind: 'moved' }, { kind: 'added' }])
    expect((await merged(moved.text, config)).questions).toEqual([])
  })

  it('backslash: the line, and what to write in it', async () => {
    const { message, remedy } = await refused(...ofCase('backslash'))
    expect(message).toMatch(/^Line 1 has a single backslash/)
    expect(remedy).toContain(String.raw`"C:\\Users\\x"`)
  })
})

const OWN: [string, string, RegExp[], RegExp[]][] = [
  [
    'cursor',
    '{"mcpServers":{"NAME":{"url":"URL","headers":{"X-Team":"secret"},"disabled":true}}}',
    [/disabled/],
    [/url/, /headers\.X-Team/],
  ],
  [
    'kiro',
    '{"mcpServers":{"NAME":{"command":"/opt/homebrew/bin/uvx","args":["mcp-proxy-for-aws@1.7.0","URL"],"timeout":5,"autoApprove":["a"]}}}',
    [/path of the command/, /timeout/, /autoApprove/],
    [],
  ],
  [
    'cursor',
    '{"mcpServers":{"NAME":{"command":"npx","args":["-y","mcp-remote@0.1.0","URL","3334","--header","Authorization: Bearer eyJsecret"]}}}',
    [],
    [/the command/, /mcp-remote@0\.1\.0/, /--header authorization/, /an argument of its own/],
  ],
  [
    'opencode',
    '{"mcp":{"NAME":{"type":"local","command":["uvx","--python","3.12","mcp-proxy-for-aws@1.7.0","URL","--profile=prod"],"environment":{"A":"secret"}}}}',
    [/--python/, /--profile/, /environment\.A/],
    [],
  ],
  [
    'codex',
    '[mcp_servers.NAME]\ncommand = "/usr/local/bin/uvx"\nargs = ["mcp-proxy-for-aws@1.7.0", "URL", "--profile", "prod"]\nstartup_timeout_sec = 99\n[mcp_servers.NAME.env]\nA = "secret"\n',
    [/path of the command/, /--profile prod/, /env\.A/, /startup_timeout_sec/],
    [],
  ],
  [
    'goose',
    'extensions:\n  NAME:\n    type: stdio\n    enabled: false\n    cmd: uvx\n    args: [mcp-proxy-for-aws@1.7.0, "URL", --read-only]\n    envs:\n      A: secret\n',
    [/--read-only/, /envs\.A/, /enabled/],
    [],
  ],
  [
    'continue',
    'mcpServers:\n  - name: NAME\n    command: /bin/uvx\n    args: [mcp-proxy-for-aws, "URL"]\n    env: {A: secret}\n',
    [/env\.A/, /path/],
    [/mcp-proxy-for-aws/],
  ],
  [
    'amp',
    '{"amp.mcpServers":{"NAME":{"command":"uvx","args":["--from","mcp-proxy-for-aws==1.0.0","mcp-proxy-for-aws","URL"]}}}',
    [],
    [/--from/],
  ],
  ['cursor', '{"mcpServers":{"NAME":{"command":"uvx","args":"secret"}}}', [], [/args/]],
]

describe('an entry that is there', () => {
  it.each(OWN)('%s %s: what stays and what goes is named, and no value is', async (id, file, kept, lost) => {
    const config = mergeTarget(id)
    const result = await merged(file, config)
    for (const words of kept) {
      expect(keptIn(result).join('\n')).toMatch(words)
    }
    for (const words of lost) {
      expect(lostIn(result).join('\n')).toMatch(words)
    }
    expect(JSON.stringify(result.changes)).not.toMatch(/secret/i)
    expect((await merged(result.text, config)).changes).toMatchObject([{ kind: 'same' }])
  })

  it('keeps its comments where its members stay', async () => {
    const file = '{"mcpServers":{"NAME":{\n  // why\n  "disabled": true, // for now\n  "command": "uvx"\n}}}'
    const result = await merged(file, mergeTarget('cursor'))
    expect(result.text).toContain('// why\n  "disabled": true, // for now')
    expect(lostIn(result)).toEqual([])
  })

  it('says when comments go', async () => {
    const file = 'extensions:\n  NAME:\n    cmd: uvx # mine\n    args: []\n'
    expect(lostIn(await merged(file, mergeTarget('goose')))).toContain('comments inside the entry')
  })

  it('keeps a token where Slipway can only write a placeholder, whatever the capitals of the header', async () => {
    const file = '{"context_servers":{"NAME":{"url":"URL","headers":{"authorization":"Bearer mine"}}}}'
    const result = await merged(file, mergeTarget('zed', 'linux', 'jwt'))
    expect(parseJsonc(result.text).context_servers.tools.headers).toEqual({ authorization: 'Bearer mine' })
    expect(keptIn(await merged(file.replace('mine', '<YOUR_JWT>'), mergeTarget('zed', 'linux', 'jwt')))).toEqual([])
  })
})

describe('the same endpoint under another name', () => {
  const bare = `${host}/${encodeURIComponent(arn)}/invocations`
  it.each([
    ['cursor', `{"mcpServers":{"other":{"url":"${host}/${arn}/invocations"}}}`],
    ['windsurf', `{"mcpServers":{"other":{"serverUrl":"${bare}"}}}`],
    ['claude-code', `{"mcpServers":{"other":{"command":"npx","args":["mcp-remote","${bare}/?qualifier=DEFAULT"]}}}`],
    ['opencode', '{"mcp":{"other":{"type":"local","command":["uvx","mcp-proxy-for-aws","URL"]}}}'],
    ['codex', '[mcp_servers.other]\nurl = "URL"\n'],
    ['goose', 'extensions:\n  other:\n    uri: URL\n'],
    ['continue', 'mcpServers:\n  - name: other\n    url: URL\n'],
  ])('%s %s', async (id, file) => {
    const asked = await merged(file, mergeTarget(id))
    expect(asked.questions).toMatchObject([{ name: 'other' }])
    const replaced = await merged(file, mergeTarget(id), { sameEndpoint: 'other' })
    expect(replaced.text).toContain('other')
    expect(replaced.text).not.toContain('tools:')
    expect(replaced.changes).toMatchObject([{ kind: 'updated' }])
  })

  it('asks as well when the wanted name leads elsewhere, and names what that costs', async () => {
    const file = '{"mcpServers":{"other":{"url":"URL"},"NAME":{"command":"uvx","args":["theirs.server@1.2.3"]}}}'
    expect((await merged(file, mergeTarget('cursor'))).questions).toMatchObject([{ name: 'other' }])
    expect(lostIn(await merged(file, mergeTarget('cursor'), { sameEndpoint: null }))).toEqual(['theirs.server@1.2.3'])
  })

  it('another qualifier is another endpoint', async () => {
    const file = `{"mcpServers":{"other":{"url":"${bare}?qualifier=prod"}}}`
    expect((await merged(file, mergeTarget('cursor'))).questions).toEqual([])
  })
})
