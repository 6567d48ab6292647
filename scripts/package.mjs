// npm run package: one tarball that runs wherever Node does, into build/.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { buildProgram } from './lib/build-program.mjs'
import { buildIfNeeded, installIfNeeded, requireNode } from './lib/prepare.mjs'
import { root } from './lib/root.mjs'
import { say } from './lib/say.mjs'
import { copyConsole, copyPrograms, filesOf, forInstalled } from './package/contents.mjs'
import { writeLicences } from './package/licences.mjs'

requireNode()
installIfNeeded()
buildIfNeeded()
await buildProgram()

const dist = path.join(root, 'build')
const folder = path.join(dist, 'package')
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
copyConsole(path.join(folder, 'console'))
copyPrograms(path.join(folder, 'build'))
writeManifest()
writeLicences(folder)

for (const file of filesOf(folder)) {
  refuseHidden(path.relative(folder, file))
  forInstalled(file)
}
const [packed] = JSON.parse(
  execFileSync('npm', ['pack', '--json', '--pack-destination', dist], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  }),
)
const megabytes = (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MB`
say(
  `${path.join('build', packed.filename)}: ${megabytes(packed.size)} packed, ${megabytes(packed.unpackedSize)} unpacked, ${packed.entryCount} files.`,
)

/** Next takes along what paths in the code name, which was the state folder with its secrets once: nothing hidden is handed on. */
function refuseHidden(file) {
  const hidden = file.split(path.sep).find((part) => part.startsWith('.') && part !== '.next')

  if (hidden !== undefined && !file.includes('node_modules')) {
    throw new Error(`${file} would be in the package. Exclude it in next.config.ts.`)
  }
}

/** Its own manifest: no script, and no package but the keychain's, whose binary is another one on each system. */
function writeManifest() {
  const source = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  const { name, version, description, license, engines, optionalDependencies } = source
  const manifest = {
    ...{ name, version, description, license, type: 'module', engines },
    bin: { slipway: 'bin/slipway.cjs' },
    files: ['bin', 'build', 'console', 'CHANGELOG.md', 'licences.txt', 'sbom.cdx.json'],
    optionalDependencies,
  }
  mkdirSync(path.join(folder, 'bin'))
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)

  for (const [from, to] of [
    ['scripts/package/slipway.cjs', 'bin/slipway.cjs'],
    ['scripts/package/start.cjs', 'bin/start.cjs'],
    ['scripts/package/README.md', 'README.md'],
    ['LICENSE', 'LICENSE'],
    ['CHANGELOG.md', 'CHANGELOG.md'],
  ]) {
    writeFileSync(path.join(folder, to), readFileSync(path.join(root, from)), {
      mode: to === 'bin/slipway.cjs' ? 0o755 : 0o644,
    })
  }
}
