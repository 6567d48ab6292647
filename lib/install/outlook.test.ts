import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { outlookOf } from '@/lib/install/outlook'
import { testComputer, url, wantedFor } from '@/lib/install/testing/home'
import { put } from '@/lib/install/testing/steps'

function cursorWith(text?: string) {
  const here = testComputer()
  const file = path.join(here.home, '.cursor', 'mcp.json')

  if (text !== undefined) {
    mkdirSync(path.dirname(file))
    writeFileSync(file, text)
  }
  return { here, file, wanted: wantedFor('cursor', here) }
}

it('offers a client that is not here as one that was not found', async () => {
  const { here, file, wanted } = cursorWith()
  expect(await outlookOf(wanted, here)).toEqual({ state: 'new', file, entry: 'tools', isFound: false, problems: [] })
})

it('knows what was installed, and how to take it back', async () => {
  const { here, file, wanted } = cursorWith('{}')
  expect(await outlookOf(wanted, here)).toMatchObject({ state: 'new', isFound: true })
  const { id, backup } = await put(wanted, here)
  expect(await outlookOf(wanted, here)).toMatchObject({ state: 'installed', file, undo: { id, backup } })
})

it.each([
  ['an older folder', { command: process.execPath, args: ['/gone/slipway.mjs', 'bridge', 'tools'] }, /not at \/gone/],
  ['a proxy', { command: 'uvx', args: ['mcp-proxy-for-aws@1.7.0', url] }, /through a proxy/],
  ['an address', { url }, /runtime’s address/],
])('says what moved: %s', async (_, entry, words) => {
  const { here, wanted } = cursorWith(JSON.stringify({ mcpServers: { mine: entry } }))
  const outlook = await outlookOf(wanted, here)
  expect(outlook).toMatchObject({ state: 'out-of-step', entry: 'mine', problems: [expect.stringMatching(words)] })
})

it('says why a file can’t be written, or read', async () => {
  const { here, file, wanted } = cursorWith('{}')
  chmodSync(file, 0o444)
  expect(await outlookOf(wanted, here)).toMatchObject({ state: 'new', readOnly: { code: 'refused' } })
  chmodSync(file, 0o644)
  writeFileSync(file, '{ "mcpServers": ')
  expect(await outlookOf(wanted, here)).toMatchObject({ state: 'failed', failure: { code: 'invalid-input' } })
})
