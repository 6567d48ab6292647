import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { findClient } from '@/lib/clients/registry'
import { type Known, statusOf, statusOfClients } from '@/lib/install/status'
import { arn, testComputer, url, WITH_FILE } from '@/lib/install/testing/home'

const KEY = 'chain/us-east-1'
const known = (arns: string[]): Known => ({
  region: 'us-east-1',
  key: KEY,
  runtimes: arns.map((each) => ({ arn: each, name: each.replace(/^.*\/(\w+)-\w{10}$/, '$1') })),
})

async function cursor(entry: object | string | undefined, about?: Known) {
  const here = testComputer()
  const client = findClient('cursor')
  const file = path.join(here.home, '.cursor', 'mcp.json')

  if (entry !== undefined) {
    mkdirSync(path.dirname(file))
    writeFileSync(
      file,
      typeof entry === 'string'
        ? entry
        : JSON.stringify({ mcpServers: { other: { command: 'x' }, aws: entry } }).replaceAll('SCRIPT', here.script),
    )
  }
  return client && statusOf(client, here, about)
}

const bridge = (...more: string[]) => ({ command: process.execPath, args: ['SCRIPT', 'bridge', 'tools', ...more] })
const OWN = bridge('--connection', KEY)

describe('the state of a client', () => {
  it('without a trace of it', async () => {
    expect(await cursor(undefined)).toMatchObject({ state: 'absent', entries: [] })
  })

  it('without an entry of AgentCore’s', async () => {
    expect(await cursor({ command: 'y' })).toMatchObject({
      state: 'not-installed',
      next: { command: 'npm run slipway -- install cursor NAME' },
    })
  })

  it('with an unreadable file', async () => {
    expect(await cursor('{ "mcpServers": ')).toMatchObject({
      state: 'unreadable',
      next: { text: expect.stringContaining('Line 1') },
    })
  })

  it.each([
    ['the bridge', OWN, known([arn])],
    ['the bridge, AWS not asked', OWN, undefined],
    [
      'the bridge of another account or region, which was not asked about',
      bridge('--connection', 'profile:b/us-east-1'),
      known([]),
    ],
    ['an address', { url }, known([arn])],
    ['the proxy of today', { command: 'uvx', args: ['mcp-proxy-for-aws@1.7.0', url] }, known([arn])],
  ])('in step: %s', async (_, entry, about) => {
    expect(await cursor(entry, about)).toMatchObject({ state: 'in-step', entries: [{ entry: 'aws', problems: [] }] })
  })

  it.each([
    [
      'Node.js is gone',
      { ...OWN, command: '/nowhere/node' },
      undefined,
      /Node.js is not at \/nowhere\/node/,
      'install cursor tools',
    ],
    [
      'Slipway is gone',
      { ...OWN, args: ['/nowhere/slipway.mjs', ...OWN.args.slice(1)] },
      undefined,
      /Slipway is not at/,
      'install cursor tools',
    ],
    [
      'an older proxy',
      { command: 'uvx', args: ['mcp-proxy-for-aws@1.6.0', url] },
      undefined,
      /1\.6\.0/,
      'install cursor tools',
    ],
    ['the runtime is gone', OWN, known([]), /There is no runtime tools/, 'uninstall cursor tools'],
    [
      'its address is of nobody',
      { url },
      known([arn.replace('tools', 'b')]),
      /There is no runtime tools/,
      'uninstall cursor tools',
    ],
    [
      'the runtime was made anew',
      { url },
      known([arn.replace('AbCdEf1234', 'ZzZzZz9999')]),
      /made anew/,
      'install cursor tools',
    ],
  ])('out of step: %s', async (_, entry, about, words, command) => {
    const status = await cursor(entry, about)
    expect(status).toMatchObject({ state: 'out-of-step', next: { command: `npm run slipway -- ${command}` } })
    expect(status?.entries[0]?.problems.join(' ')).toMatch(words)
  })

  it('is said of every client with a file', async () => {
    expect((await statusOfClients(testComputer())).map(({ id }) => id)).toEqual(WITH_FILE)
  })
})
