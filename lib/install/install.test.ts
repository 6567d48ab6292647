import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { serversIn } from '@/lib/clients/merge/servers-in'
import { fill } from '@/lib/clients/testing/merging'
import { parseConfig } from '@/lib/clients/testing/target'
import { install, undo } from '@/lib/install/install'
import { prepareInstall, type Wanted } from '@/lib/install/plan'
import { testComputer, url, WITH_FILE, wantedFor } from '@/lib/install/testing/home'
import { data, fileOf, planOf, put } from '@/lib/install/testing/steps'
import { anyConfig, uninstall } from '@/lib/install/uninstall'

process.env.SLIPWAY_STATE_DIR = mkdtempSync(path.join(tmpdir(), 'slipway-install-'))

type Here = ReturnType<typeof testComputer>

/** A file with another server, in the client's own form, and what the client keeps besides. */
function existing({ client }: Wanted, here: Here): string {
  const [container = ''] = anyConfig(client, here).additions.at(-1)?.path ?? []

  switch (client.format) {
    case 'toml':
      return `# mine\nmodel = "x" # the model\n\n[${container}.other]\ncommand = "x"\nargs = ["a", "b"]\n`
    case 'yaml':
      return client.id === 'continue'
        ? `# mine\nname: mine\nversion: 1.0.0\nschema: v1\n${container}:\n  - name: other # keep\n    command: x\nmodels: []\n`
        : `# mine\nGOOSE_MODEL: x # the model\n${container}:\n  other: # keep\n    cmd: x\n    type: stdio\n`
    default:
      return `{\n  "theme": { "b": 1, "a": [1, 2] },\n  "${container}": {\n    "other": { "command": "x", "args": ["a"] }\n  }\n}\n`
  }
}

function comment(text: string): string {
  return text.replace('"theme"', '// mine\n  "theme"').replace('] }\n', '] } // keep\n')
}

const VARIANTS: Record<string, (text: string) => string> = {
  'a file that is there': (text) => text,
  'line ends of Windows': (text) => text.replaceAll('\n', '\r\n'),
  'a byte order mark': (text) => `\uFEFF${text}`,
  'no line break at the end': (text) => text.trimEnd(),
  nothing: () => '',
}

describe.each(WITH_FILE)('%s', (id) => {
  const start = (text?: string) => {
    const here = testComputer()
    const wanted = wantedFor(id, here)
    const file = fileOf(wanted, here)

    if (text !== undefined) {
      mkdirSync(path.dirname(file), { recursive: true })
      writeFileSync(file, text, { mode: 0o640 })
    }
    return { here, wanted, file }
  }
  const own = () => {
    const here = testComputer()
    return existing(wantedFor(id, here), here)
  }

  it('makes a file and its folders, and removes the file again', async () => {
    const { here, wanted, file } = start()
    const installed = await put(wanted, here)
    expect([installed.file, installed.backup]).toEqual([file, undefined])
    expect(readFileSync(file, 'utf8')).toContain(here.script)
    expect(data(await undo(installed.id ?? ''))).toEqual({ file, state: 'removed' })
    expect(existsSync(file)).toBe(false)
  })

  it.each(Object.keys(VARIANTS))('%s: nothing else changes, and undo restores every byte', async (name) => {
    const before = VARIANTS[name]?.(own()) ?? ''
    const { here, wanted, file } = start(before)
    const installed = await put(wanted, here)
    const after = readFileSync(file, 'utf8')
    const servers = data(await serversIn(after, anyConfig(wanted.client, here)))
    expect(servers.map((each) => each.name)).toEqual(before === '' ? ['tools'] : ['other', 'tools'])
    expect(statSync(file).mode & 0o777).toBe(0o640)
    expect(after.startsWith('\uFEFF')).toBe(before.startsWith('\uFEFF'))

    if (before !== '') {
      // Every line of the person's is still there, in its order.
      const lines = (text: string) => text.split(/\r?\n/).map((line) => line.trim().replace(/,$/, ''))
      const rest = lines(after)
      expect(lines(before).filter((line) => line !== '' && !rest.includes(line))).toEqual([])
      expect(after.includes('\r\n')).toBe(before.includes('\r\n'))
      expect(before.includes('\r\n') && /[^\r]\n/.test(after)).toBe(false)
      const plain = (text: string) => parseConfig(wanted.client.format, text.replace(/^\uFEFF/, ''))
      expect(plain(after)).toMatchObject(wanted.client.id === 'continue' ? {} : plain(before))
    }
    expect(readFileSync(installed.backup ?? '', 'utf8')).toBe(before)
    expect(statSync(installed.backup ?? '').mode & 0o777).toBe(0o640)
    await undo(installed.id ?? '')
    expect(readFileSync(file, 'utf8')).toBe(before)
    expect(readdirSync(path.dirname(file)).filter((each) => each.includes('slipway-backup'))).toEqual([])
  })

  it('comments stay where the format has them', async () => {
    const before = comment(own())
    const { here, wanted, file } = start(before)
    if (wanted.client.format === 'json') {
      return
    }
    await put(wanted, here)
    const after = readFileSync(file, 'utf8')
    for (const [note] of before.matchAll(/(?:#|\/\/) (mine|keep|the model)/g)) {
      expect(after).toContain(note)
    }
  })

  it('writes through a link, which stays one', async () => {
    const { here, wanted, file } = start()
    const real = path.join(here.home, 'dotfiles', 'config')
    mkdirSync(path.dirname(real), { recursive: true })
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(real, own())
    symlinkSync(real, file)
    const installed = await put(wanted, here)
    expect(lstatSync(file).isSymbolicLink()).toBe(true)
    expect(readFileSync(real, 'utf8')).toContain(here.script)
    await undo(installed.id ?? '')
    expect(readFileSync(real, 'utf8')).toBe(own())
  })

  it('leaves a read-only file alone, and says what to do', async () => {
    const { here, wanted, file } = start(own())
    chmodSync(file, 0o440)
    const { hash } = await planOf(wanted, here)
    const refused = await install(wanted, hash, {}, here)
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'refused', command: expect.stringContaining('chmod u+w') },
    })
    expect(readFileSync(file, 'utf8')).toBe(own())
    expect(readdirSync(path.dirname(file)).filter((each) => each.includes('slipway-backup'))).toEqual([])
  })

  it('writes nothing over a change that came after the plan, and undoes nothing over one that came after the install', async () => {
    const { here, wanted, file } = start(own())
    const { hash } = await planOf(wanted, here)
    writeFileSync(file, `${own()}\n`)
    expect(await install(wanted, hash, {}, here)).toMatchObject({ ok: false, error: { code: 'conflict' } })
    expect(readFileSync(file, 'utf8')).toBe(`${own()}\n`)
    const installed = await put(wanted, here)
    const edited = `${readFileSync(file, 'utf8')}\n`
    writeFileSync(file, edited)
    const undone = data(await undo(installed.id ?? ''))
    expect(undone).toMatchObject({ state: 'changed', backup: installed.backup })
    expect(JSON.stringify(undone)).toContain('bridge')
    expect(readFileSync(file, 'utf8')).toBe(edited)
  })

  it('is taken out again whatever its name, and others stay; twice is not found', async () => {
    const { here, wanted, file } = start(own())
    await put({ ...wanted, target: { ...wanted.target, name: 'mine' } }, here)
    data(await uninstall({ client: wanted.client, name: 'tools', url }, here))
    expect(readFileSync(file, 'utf8').trimEnd()).toBe(own().trimEnd())
    expect(await uninstall({ client: wanted.client, name: 'tools', url }, here)).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    })
    await put(wanted, here)
    const gone = data(await uninstall({ client: wanted.client, name: 'tools' }, here))
    data(await undo(gone.id ?? ''))
    expect(readFileSync(file, 'utf8')).toContain(here.script)
  })

  it('twice is once', async () => {
    const { here, wanted, file } = start(own())
    await put(wanted, here)
    const once = readFileSync(file, 'utf8')
    expect(await planOf(wanted, here)).toMatchObject({ state: 'same', diff: [] })
    expect((await put(wanted, here)).id).toBeUndefined()
    expect(readFileSync(file, 'utf8')).toBe(once)
  })
})

const cases = readFileSync(new URL('../clients/testing/data/cases.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as { client: string; file: string })

it('undo of an install is the file as it was, whatever the file', async () => {
  const variant = fc.constantFrom(...Object.values(VARIANTS))
  const anything = fc.record({ client: fc.constantFrom(...WITH_FILE), file: fc.json() })
  let written = 0

  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.constantFrom(...cases), anything), variant, async ({ client, file: text }, vary) => {
      const here = testComputer()
      const wanted = wantedFor(client, here)
      const file = fileOf(wanted, here)
      const before = vary(fill(text))
      mkdirSync(path.dirname(file), { recursive: true })
      writeFileSync(file, before)
      const prepared = await prepareInstall(wanted, {}, here)
      const installed = prepared.ok ? await install(wanted, prepared.data.plan.hash, {}, here) : prepared

      if (installed.ok && installed.data.id !== undefined) {
        expect(readFileSync(file, 'utf8')).not.toBe(before)
        expect((await undo(installed.data.id)).ok).toBe(true)
        written += 1
      }
      expect(readFileSync(file, 'utf8')).toBe(before)
    }),
    { numRuns: 60 },
  )
  expect(written).toBeGreaterThan(5)
})
