import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { undo } from '@/lib/install/install'
import { readJournal } from '@/lib/install/journal'
import { prepareInstall } from '@/lib/install/plan'
import { testComputer, url, wantedFor } from '@/lib/install/testing/home'
import { fileOf, planOf, put } from '@/lib/install/testing/steps'

process.env.SLIPWAY_STATE_DIR = mkdtempSync(path.join(tmpdir(), 'slipway-edges-'))

describe('a file that is none', () => {
  it.skipIf(process.platform === 'win32')(
    'is refused at once: a pipe would be waited for, a device has no end',
    async () => {
      const here = testComputer()
      const pipe = path.join(here.home, 'pipe')
      execFileSync('mkfifo', [pipe])
      for (const file of [pipe, '/dev/zero', here.home]) {
        await expect(prepareInstall({ ...wantedFor('cursor', here), file }, {}, here)).rejects.toThrow(
          'nothing was written',
        )
      }
    },
  )
})

describe('an install', () => {
  it('keeps five copies, the newest', async () => {
    const here = testComputer()
    const wanted = wantedFor('cursor', here)
    const file = fileOf(wanted, here)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, '{}')
    for (let at = 0; at < 8; at += 1) {
      const bridge = {
        node: process.execPath,
        script: here.script,
        runtime: 'tools',
        connection: `profile:p${at}/us-east-1`,
      }
      await put({ ...wanted, target: { ...wanted.target, bridge } }, here)
      await new Promise((done) => setTimeout(done, 3))
    }
    const copies = readdirSync(path.dirname(file)).filter((each) => each.startsWith('mcp.json.slipway-backup-'))
    expect(copies).toHaveLength(5)
    expect(readFileSync(path.join(path.dirname(file), copies.sort().at(-1) ?? ''), 'utf8')).toContain('p6')
  })

  it('gives another name beside another server of that name, and brings a forerunner up to date', async () => {
    const here = testComputer()
    const wanted = wantedFor('cursor', here)
    const file = fileOf(wanted, here)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, '{"mcpServers":{"tools":{"command":"mine"}}}')
    expect(await planOf(wanted, here)).toMatchObject({
      entry: 'tools-2',
      notes: [expect.stringContaining('another server')],
    })
    const older = url.replace('AbCdEf1234', 'ZzZzZz9999')
    writeFileSync(file, JSON.stringify({ mcpServers: { old: { url: older } } }))
    expect(await planOf(wanted, here)).toMatchObject({ entry: 'old', changes: [{ kind: 'updated' }] })
    const other = url.replace('111122223333', '999999999999')
    writeFileSync(file, JSON.stringify({ mcpServers: { old: { url: other } } }))
    expect(await planOf(wanted, here)).toMatchObject({ entry: 'tools' })
  })

  it('refuses what is no text, a broken file with its line, and a client without a file', async () => {
    const here = testComputer()
    const wanted = wantedFor('cursor', here)
    const file = fileOf(wanted, here)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, Buffer.from([0x7b, 0xff, 0x7d]))
    await expect(prepareInstall(wanted, {}, here)).rejects.toThrow('UTF-8')
    writeFileSync(file, '{\n  "a": [\n')
    expect(await prepareInstall(wanted, {}, here)).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/Line 3/) },
    })
    expect(await prepareInstall(wantedFor('jetbrains-ai', here), {}, here)).toMatchObject({
      ok: false,
      error: { code: 'refused', command: expect.stringContaining('config jetbrains-ai') },
    })
    const unbuilt = wantedFor('cursor', { script: '/nowhere/slipway/build/slipway.mjs' })
    expect(await prepareInstall(unbuilt, {}, here)).toMatchObject({ ok: false, error: { command: 'npm start' } })
  })

  it('shows no secret of the file', async () => {
    const here = testComputer()
    const wanted = wantedFor('cursor', here)
    const file = fileOf(wanted, here)
    mkdirSync(path.dirname(file), { recursive: true })
    const secret = `eyJ${'a'.repeat(30)}.eyJ${'b'.repeat(30)}.${'c'.repeat(30)}`
    writeFileSync(
      file,
      JSON.stringify({ mcpServers: { tools: { url, headers: { Authorization: `Bearer ${secret}` } } } }),
    )
    expect(JSON.stringify(await planOf(wanted, here))).not.toContain('ccccc')
    await put(wanted, here)
    expect(JSON.stringify(readJournal())).not.toContain('ccccc')
  })

  it('keeps a journal that only its owner reads, and refuses one that others wrote to', async () => {
    const here = testComputer()
    const { id = '' } = await put(wantedFor('warp', here), here)
    const journal = path.join(process.env.SLIPWAY_STATE_DIR ?? '', 'install', 'journal.json')
    expect(statSync(journal).mode & 0o777).toBe(0o600)
    chmodSync(journal, 0o622)
    await expect(undo(id)).rejects.toThrow('others may write')
    chmodSync(journal, 0o600)
    expect((await undo(id)).ok).toBe(true)
    expect(await undo(id)).toMatchObject({ ok: false, error: { code: 'not-found' } })
  })
})
