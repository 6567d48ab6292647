// What goes into the package, and how it differs from what the build leaves.
import {
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { partsOf } from '../lib/build-program.mjs'
import { consoleFolder } from '../lib/console.mjs'
import { root } from '../lib/root.mjs'

/** Resizing pictures, which is off; and the keychain, whose binary npm chooses where the package is installed. */
const LEFT_OUT = ['sharp', '@img', 'detect-libc', 'semver', '@napi-rs']

/** The built server with all that it loads. */
export function copyConsole(folder) {
  cpSync(consoleFolder, folder, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !/\.map$|[\\/]\.env/.test(source),
  })

  for (const name of LEFT_OUT) {
    rmSync(path.join(folder, 'node_modules', name), { recursive: true, force: true })
  }
  rmSync(path.join(folder, 'build'), { recursive: true, force: true })
  replaceLinks(path.join(folder, '.next', 'node_modules'))
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify({ private: true, type: 'module' })}\n`)
}

/** The command line, the launcher and the practice account, without the parts of earlier builds. */
export function copyPrograms(folder) {
  const from = path.join(root, 'build')
  mkdirSync(path.join(folder, 'program', 'parts'), { recursive: true })
  cpSync(path.join(from, 'data'), path.join(folder, 'data'), { recursive: true })

  for (const name of ['slipway.mjs', 'console.mjs', 'practice.mjs']) {
    cpSync(path.join(from, name), path.join(folder, name))
  }
  for (const name of partsOf()) {
    cpSync(path.join(from, 'program', 'parts', name), path.join(folder, 'program', 'parts', name))
  }
}

/** Next gives packages that stay outside of its bundles names of its own, by links, and npm packs no links. */
function replaceLinks(folder) {
  for (const name of readdirSync(folder)) {
    const entry = path.join(folder, name)
    const found = lstatSync(entry)

    if (found.isDirectory()) {
      replaceLinks(entry)
    } else if (found.isSymbolicLink()) {
      const target = readlinkSync(entry)
      const known = target.slice(target.lastIndexOf('node_modules/') + 'node_modules/'.length)
      rmSync(entry)
      mkdirSync(entry)
      // Of its own name: a package that asks for the name that it has itself gets itself.
      const exports = { '.': { import: './index.mjs', require: './index.cjs' } }
      writeFileSync(path.join(entry, 'package.json'), `${JSON.stringify({ name, exports })}\n`)
      writeFileSync(path.join(entry, 'index.cjs'), `module.exports = require('${known}')\n`)
      writeFileSync(path.join(entry, 'index.mjs'), `export * from '${known}'\n`)
    }
  }
}

export function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
}

/** How things are called where there is no clone. Only scripts: what a page was rendered to counts its characters. */
const CALLS = [
  [/npm run -?s? ?slipway --/g, 'slipway'],
  [/npm run slipway/g, 'slipway'],
  [/npm run practice(?: --)?/g, 'slipway practice'],
  [/npm start/g, 'slipway'],
]

/** The folder of this clone, as it is called and as it really is. */
const FOLDERS = [realpathSync(root), JSON.stringify(root).slice(1, -1)]

/** Gives a file the words of an installed program, and takes this computer's folders out. */
export function forInstalled(file) {
  if (!/\.(js|mjs|cjs|json)$/.test(file)) {
    return
  }
  const text = readFileSync(file, 'utf8')
  const isOurs = !file.includes(`${path.sep}node_modules${path.sep}`) && /\.(js|mjs|cjs)$/.test(file)
  const called = isOurs ? CALLS.reduce((known, [call, name]) => known.replace(call, name), text) : text
  const next = FOLDERS.reduce((known, folder) => known.replaceAll(folder, '/'), called)

  if (next !== text) {
    writeFileSync(file, next)
  }
}
