import { parse as parseTomlPatch } from '@decimalturn/toml-patch'
import fc from 'fast-check'
import { parse as parseJsonc } from 'jsonc-parser'
import { describe, expect, it } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { emitConfig } from '@/lib/clients/emit'
import { changedLines } from '@/lib/clients/merge/diff'
import { mergeConfig } from '@/lib/clients/merge/merge-config'
import type { ClientConfig, Target } from '@/lib/clients/model'
import { CLIENTS, findClient } from '@/lib/clients/registry'

const arn = 'arn:aws:bedrock-agentcore:us-east-1:111122223333:runtime/tools-AbCdEf1234'
const url = `https://bedrock-agentcore.us-east-1.amazonaws.com/runtimes/${encodeURIComponent(arn)}/invocations?qualifier=DEFAULT`
const target = (auth: Target['auth'], name = 'tools'): Target => ({ name, url, region: 'us-east-1', auth })
const AUTHS = ['sigv4', 'jwt'] as const

function configOf(id: string, auth: Target['auth'] = 'sigv4', name?: string): ClientConfig {
  const client = findClient(id)

  if (!client) {
    throw new Error(`no client ${id}`)
  }
  return emitConfig(client, target(auth, name), 'linux')
}

async function merged(existing: string, config: ClientConfig): Promise<string> {
  const result = await mergeConfig(existing, config)

  if (!result.ok) {
    throw new Error(result.error.message)
  }
  return result.data.text
}

function read(format: ClientConfig['format'], text: string): Record<string, unknown> {
  if (format === 'toml') {
    return JSON.parse(JSON.stringify(parseTomlPatch(text), plain))
  }
  return format === 'yaml' ? parseYaml(text) : parseJsonc(text)
}

function plain(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}

const FILES: Record<string, string> = {
  json: '{\n\t// mine\n\t"theme": "dark", /* keep */\n\t"$container": {\n\t\t"other": { "command": "npx" } // other\n\t\t// after\n\t},\n}\n',
  toml: '# mine\nmodel = "x" # keep\n\n[$container.other] # other\ncommand = "npx"\nargs = [ "a", \'b\' ]\n# after\n\n[profiles.x]\nbig = 12345678901234567890\n',
  yaml: '# mine\ntheme: dark   # keep\n$container:\n  # first\n  other:\n    enabled: true   # other\n    args:\n      - a\n  # after\n\nlast: "1"\n',
  list: '# mine\nname: x # keep\n$container:\n  - name: other   # other\n    command: npx\n  # after\nlast: "1"\n',
}

function fileFor({ format, container }: ClientConfig): string {
  const isList = container === 'mcpServers' && format === 'yaml'
  return (FILES[isList ? 'list' : format === 'jsonc' ? 'json' : format] ?? '').replace('$container', container)
}

const cases = CLIENTS.filter(({ format }) => format !== 'python').flatMap(({ id }) =>
  AUTHS.map((auth) => ({ id, auth })),
)

describe('a file with comments and another server', () => {
  it.each(cases)(
    '$id $auth: keeps every line, adds the server once, then updates it in its place',
    async ({ id, auth }) => {
      const config = configOf(id, auth)
      const existing = fileFor(config)
      const text = await merged(existing, config)

      const lost = changedLines(existing, text).filter(({ kind }) => kind === 'removed')
      // A comma is all that a line of the file may get.
      for (const { text: line } of lost) {
        expect(text).toContain(line.replace(/(\}) \/\//, '$1, //'))
      }
      expect(await merged(text, config)).toBe(text)
      const other = await merged(text, configOf(id, auth === 'jwt' ? 'sigv4' : 'jwt'))
      const back = await merged(other, config)
      const all = read(config.format, back)
      expect({ ...read(config.format, text), ...all }).toEqual(all)
      expect(JSON.stringify(all)).toContain('other')
      for (const comment of ['mine', 'keep', 'other', 'after']) {
        expect(back).toContain(comment)
      }
    },
  )

  it.each(cases)('$id $auth: an empty file becomes the whole config', async ({ id, auth }) => {
    const config = configOf(id, auth)
    expect(await merged(' \n', config)).toBe(config.full)
    expect(read(config.format, await merged(config.full, config))).toEqual(read(config.format, config.full))
  })
})

describe('any file', () => {
  const name = fc.string({ unit: fc.constantFrom(...'abc-_ é"\'#:'), minLength: 1, maxLength: 8 })
  const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean())
  const server = fc.dictionary(name, fc.oneof(scalar, fc.array(fc.string(), { maxLength: 3 })), { maxKeys: 4 })
  const servers = fc.dictionary(name, server, { maxKeys: 4 })
  const rest = fc.dictionary(name, fc.oneof(scalar, server), { maxKeys: 4 })

  it.each([
    ['json', 'cursor'],
    ['json', 'vs-code'],
    ['toml', 'codex'],
    ['yaml', 'goose'],
  ] as const)('%s (%s): only the entry differs afterwards, twice is as once', async (_format, id) => {
    const { stringify: toToml } = await import('smol-toml')
    const { stringify: toYaml } = await import('yaml')

    await fc.assert(
      fc.asyncProperty(rest, servers, fc.constantFrom(...AUTHS), async (around, others, auth) => {
        const config = configOf(id, auth)
        const document = { ...around, [config.container]: others }
        const existing =
          config.format === 'toml'
            ? toToml(document)
            : config.format === 'yaml'
              ? toYaml(document)
              : JSON.stringify(document, null, 2)
        const text = await merged(existing, config)
        const expected = read(config.format, existing)
        const fresh = read(config.format, config.full)
        const container = { ...(expected[config.container] as object), ...(fresh[config.container] as object) }
        expect(read(config.format, text)).toEqual({ ...fresh, ...expected, [config.container]: container })
        expect(await merged(text, config)).toBe(text)
      }),
      { numRuns: 60 },
    )
  })

  it('never throws, and never answers with a file that its format cannot read', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ maxLength: 60 }),
        fc.constantFrom('cursor', 'codex', 'goose', 'continue'),
        async (text, id) => {
          const config = configOf(id)
          const result = await mergeConfig(text, config)
          if (result.ok) {
            expect(() => read(config.format, result.data.text.replace(/^\uFEFF/, ''))).not.toThrow()
          } else {
            expect(result.error.message).toMatch(/\S/)
          }
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('files of an odd form', () => {
  it.each([
    ['codex', 'mcp_servers = { other = { command = "npx" } } # inline\n'],
    ['codex', 'mcp_servers.other.command = "npx"\r\n'],
    ['codex', '[mcp_servers]\n[mcp_servers.tools]\nurl = "old" # old\n[mcp_servers.other]\ncommand = "npx"'],
    ['goose', 'extensions: { other: { cmd: npx } }\n'],
    ['goose', 'extensions:\nother: 1'],
    ['goose', 'extensions: {}\r\nother: 1\r\n'],
    ['continue', 'name: x\nmcpServers:\n- name: other\n  command: npx'],
    ['continue', 'name: other\nmcpServers: []\n'],
    ['cursor', '{"mcpServers":{"other":{}}}'],
    ['cursor', '\uFEFF{\r\n  "mcpServers": {},\r\n  "other": 1\r\n}\r\n'],
  ])('%s %j', async (id, existing) => {
    const config = configOf(id)
    const text = await merged(existing, config)
    const document = read(config.format, text.replace(/^\uFEFF/, ''))
    expect(JSON.stringify(document)).toContain(JSON.stringify(url))
    expect(JSON.stringify(document)).toContain('other')
    expect(JSON.stringify(document)).not.toContain('old')
    expect(text.startsWith('\uFEFF')).toBe(existing.startsWith('\uFEFF'))
    expect(/[^\r]\n/.test(text)).toBe(!existing.includes('\r\n'))
    expect(await merged(text, config)).toBe(text)
  })

  it.each([
    ['cursor', '{ "mcpServers": [', /Line 1, column \d+/],
    ['cursor', '[]', /does not hold an object/],
    ['cursor', '{ "mcpServers": 1 }', /mcpServers is not an object/],
    ['codex', 'a = 1\nb = = 2\n', /Line 2, column 5/],
    ['codex', 'mcp_servers = 1\n', /mcp_servers is not an object/],
    ['goose', 'a: [', /Line \d+, column \d+/],
    ['goose', '- a\n', /does not hold an object/],
    ['goose', 'a: *missing\n', /Unresolved alias/],
    ['continue', 'mcpServers:\n  a: 1\n', /mcpServers is not a list/],
    ['strands', 'import os', /program/],
  ])('%s %j is refused in words', async (id, existing, words) => {
    const result = await mergeConfig(existing, configOf(id))
    expect(result.ok ? '' : result.error.message).toMatch(words)
  })

  it.each([
    ['cursor', 2_000_001],
    ['codex', 100_001],
    ['goose', 100_001],
  ])('a %s file of %i characters is refused before it is read', async (id, length) => {
    const result = await mergeConfig('#'.repeat(length), configOf(id))
    expect(result.ok ? '' : result.error.message).toMatch(/larger than [\d,]+ characters/)
  })

  it('keeps a prototype out of it', async () => {
    const result = await mergeConfig('{ "__proto__": { "polluted": true } }', configOf('cursor'))
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    expect(result.ok ? '' : result.error.message).toContain('"__proto__"')
  })
})
