import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fuseEntry } from '@/lib/clients/merge/fuse-entry'
import { isTable, sameValue, valueAt } from '@/lib/clients/merge/values'

const url = 'https://host.example/runtimes/a/invocations'
const STDIO = {
  command: 'uvx',
  args: ['mcp-proxy-for-aws@1.7.0', url, '--service', 'bedrock-agentcore', '--region', 'us-east-1'],
  env: { AWS_DEFAULT_REGION: 'us-east-1' },
  timeout: 300,
}
const WANTED = [
  STDIO,
  {
    command: 'docker',
    args: ['run', '-i', '--rm', '-v', '/home/<YOU>/.aws:/app/.aws:ro', 'mcp-proxy-for-aws:1', url],
    env: {},
  },
  { type: 'local', command: [STDIO.command, ...STDIO.args], environment: STDIO.env, enabled: true },
  { url, headers: { Authorization: 'Bearer <YOUR_JWT>' } },
  { type: 'http', serverUrl: url, headers: { Authorization: `Bearer \${env:AGENTCORE_JWT}` } },
  { type: 'streamable-http', url, requestOptions: { headers: { Authorization: 'Bearer x' } } },
  { cmd: 'uvx', args: STDIO.args, envs: STDIO.env, enabled: true, name: 'tools' },
]

const value = fc.string({ unit: fc.constantFrom(...'xyz09'), minLength: 1, maxLength: 4 }).map((text) => `val-${text}`)
const table = fc.dictionary(fc.constantFrom('A', 'B', 'AWS_DEFAULT_REGION', 'Authorization', 'x-y'), value)
const option = fc.oneof(
  value.map((profile) => ['--profile', profile]),
  value.map((python) => ['--python', python]),
  value.map((region) => ['--region', region]),
  value.map((header) => ['--header', `X-Own: ${header}`]),
  fc.constant(['--read-only']),
)
const args = fc
  .tuple(
    fc.array(option, { maxLength: 2 }),
    fc.constantFrom('mcp-proxy-for-aws@1.0.0', 'mcp-remote', 'other'),
    fc.array(option, { maxLength: 3 }),
  )
  .map(([before, name, after]) => [...before.flat(), name, url, ...after.flat()])
const program = fc.record(
  {
    command: fc.constantFrom('uvx', '/opt/bin/uvx', 'C:\\Tools\\uvx.exe', 'docker', 'npx'),
    args,
    env: table,
    cwd: value,
    timeout: fc.nat(9),
    disabled: fc.boolean(),
    own: table,
  },
  { requiredKeys: ['command'] },
)
const address = fc.record(
  {
    type: fc.constantFrom('http', 'sse'),
    url: fc.constantFrom(url, 'https://other.example/mcp'),
    headers: table,
    alwaysAllow: fc.array(value),
    own: table,
  },
  { requiredKeys: ['url'] },
)
const listed = fc.record(
  { command: args.map((words) => ['uvx', ...words]), environment: table },
  { requiredKeys: ['command'] },
)
const wanted = fc.constantFrom(...WANTED)

type Leaf = { path: string[]; value: unknown }

function leavesOf(node: unknown, path: string[] = []): Leaf[] {
  return isTable(node)
    ? Object.entries(node).flatMap(([key, inner]) => leavesOf(inner, [...path, key]))
    : [{ path, value: node }]
}

const at = (node: unknown, path: string[]) => path.reduce<unknown>((inner, key) => valueAt(inner, key), node)
const wordsIn = (node: unknown): unknown[] => (Array.isArray(node) ? node : node === undefined ? [] : [node])

describe('an entry that is there', () => {
  it('has every leaf in the new one, or replaced by Slipway’s at its place, or named as lost', () => {
    fc.assert(
      fc.property(fc.oneof(program, address, listed), wanted, (old, entry) => {
        const fused = fuseEntry(old, entry)
        const written = [...wordsIn(at(fused.value, ['command'])), ...wordsIn(at(fused.value, ['args']))]

        for (const { path, value: leaf } of leavesOf(old)) {
          const name = path.join('.')
          const isThere = sameValue(at(fused.value, path), leaf) || at(entry, path) !== undefined
          const isCommand = name === 'args' || name === 'command'
          expect(isThere || isCommand || fused.lost.includes(name), name).toBe(true)

          // A command line by its words: each is written, or its option is named, and a loss is never more than that.
          for (const word of isCommand ? wordsIn(leaf).map(String) : []) {
            const known = /^--/.test(word) ? fused.lost.some((each) => each.startsWith(word)) : fused.lost.length > 0
            expect(written.includes(word) || known, `${name}: ${word}`).toBe(true)
          }
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('shows no value but a profile’s, and nothing of a second time', () => {
    fc.assert(
      fc.property(fc.oneof(program, address, listed), wanted, (old, entry) => {
        const fused = fuseEntry(old, entry)
        expect(
          [...fused.kept, ...fused.lost].filter((name) => /val-/.test(name) && !name.startsWith('--profile')),
        ).toEqual([])
        const again = fuseEntry(fused.value, entry)
        expect(again).toMatchObject({ value: fused.value, lost: [] })
      }),
      { numRuns: 2000 },
    )
  })

  it('always has Slipway’s endpoint, and what Slipway sets where nothing was', () => {
    fc.assert(
      fc.property(fc.oneof(program, address, listed), wanted, (old, entry) => {
        const fused = fuseEntry(old, entry).value
        expect(JSON.stringify(fused)).toContain(url)
        expect(JSON.stringify(fused)).not.toContain('other.example')
        for (const key of Object.keys(entry)) {
          expect(at(fused, [key])).not.toBeUndefined()
        }
      }),
    )
  })

  it('never fails on what is no entry', () => {
    fc.assert(
      fc.property(fc.jsonValue(), wanted, (old, entry) => {
        expect(fuseEntry(old, entry).value).toBeDefined()
      }),
    )
  })
})

it('drops a bearer token that the bridge has no use for, also where the new entry brings variables of its own', () => {
  const old = { command: 'npx', args: ['mcp-remote', url], env: { AUTH_HEADER: 'Bearer x', B: 'own' } }
  const wanted = { command: 'node', args: ['/slipway.mjs', 'bridge', 'tools'], env: { NO_PROXY: 'localhost' } }
  const { value: fused, kept, lost } = fuseEntry(old, wanted, url)
  expect(fused).toMatchObject({ env: { B: 'own', NO_PROXY: 'localhost' } })
  expect(JSON.stringify(fused)).not.toContain('AUTH_HEADER')
  expect([kept, lost]).toEqual([['env.B'], expect.arrayContaining(['env.AUTH_HEADER'])])
})
