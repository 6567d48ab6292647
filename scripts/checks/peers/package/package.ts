import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { recorder, resultOf } from '@/scripts/checks/peers/aws-cli/cli-recorder'
import { type Installed, starts } from '@/scripts/checks/peers/package/installed'
import { journeys } from '@/scripts/checks/peers/package/journeys'
import type { Part } from '@/scripts/checks/peers/part'
import { root } from '@/scripts/lib/root.mjs'

const MOST_BYTES = 25 * 2 ** 20
/** Nobody: a user without rights of its own, where this runs as root. */
const NOBODY = 65_534

/** The tarball as a person gets it: packed, installed in an empty folder without network, read-only, under another user. */
export const packed: Part = {
  name: 'package',
  needsBuild: true,
  limitMs: 10 * 60_000,
  run: async () => {
    const results = recorder()
    execFileSync(process.execPath, ['scripts/package.mjs'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
    const tarball = path.join(root, 'build', `slipway-${version}.tgz`)
    const home = mkdtempSync(path.join(tmpdir(), 'slipway-package-'))

    try {
      const folder = install(tarball, home)
      await results.check(`it is at most ${MOST_BYTES / 2 ** 20} MB`, async () => {
        assert.ok(statSync(tarball).size <= MOST_BYTES, `${statSync(tarball).size} bytes`)
      })
      await contents(results, folder)
      const uid = process.getuid?.() === 0 ? NOBODY : undefined
      const installed: Installed = { folder, home: path.join(home, 'home'), version, uid }
      await starts(results, installed)
      await results.check('journeys of the console succeed against it', () => journeys(installed))
    } finally {
      chmodAll(home, 0o700)
      rmSync(home, { recursive: true, force: true })
    }
    return resultOf(results)
  },
}

/** Its folder, closed to writing. Optional packages would need a network, and are of other systems. */
function install(tarball: string, home: string): string {
  const [place, own] = [path.join(home, 'place'), path.join(home, 'home')]
  mkdirSync(place)
  mkdirSync(own)
  execFileSync(
    'npm',
    ['install', '--offline', '--omit=optional', '--no-audit', '--no-fund', '--prefix', place, tarball],
    {
      cwd: place,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, npm_config_cache: path.join(home, 'cache') },
    },
  )
  const folder = path.join(place, 'node_modules', 'slipway')
  chmodAll(folder, 0o555)
  chmodSync(home, 0o755)

  if (process.getuid?.() === 0) {
    chownSync(own, NOBODY, NOBODY)
  }
  return folder
}

function chmodAll(folder: string, mode: number): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const name = path.join(folder, entry.name)

    if (entry.isDirectory()) {
      chmodAll(name, mode)
    } else if (entry.isFile()) {
      chmodSync(name, mode)
    }
  }
  chmodSync(folder, mode)
}

async function contents(results: ReturnType<typeof recorder>, folder: string): Promise<void> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
  const having = (pattern: RegExp, text: string | RegExp) =>
    files.filter((file) => {
      const content = pattern.test(file) ? readFileSync(file, 'utf8') : ''
      return typeof text === 'string' ? content.includes(text) : text.test(content)
    })
  await results.check('no source map, setting, link or test is in it', async () =>
    assert.deepEqual(
      files.filter((file) => /\.map$|(^|[\\/])\.(?!next[\\/])|\.test\./.test(path.relative(folder, file))),
      [],
    ),
  )
  await results.check('nothing in it names a folder of this computer', async () =>
    assert.deepEqual(having(/\.(js|mjs|cjs|json|html|rsc|txt|md)$/, root), []),
  )
  await results.check('its words are those of an installed program', async () =>
    assert.deepEqual(having(/(build|console[\\/]\.next).*\.(js|mjs|html|rsc)$/, /npm run slipway|\bnpm start\b/), []),
  )
  await results.check('licences and the bill of materials name the same packages', async () => {
    const { components } = JSON.parse(readFileSync(path.join(folder, 'sbom.cdx.json'), 'utf8'))
    const text = readFileSync(path.join(folder, 'licences.txt'), 'utf8')
    assert.ok(components.length > 50)
    assert.deepEqual(
      components.filter(({ name, version }: { name: string; version: string }) => !text.includes(`${name} ${version}`)),
      [],
    )
  })
}
