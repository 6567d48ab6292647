// Installs and builds what is missing or out of date, says so, and does nothing when nothing changed.
// Plain JavaScript on Node's own modules, because it runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { completeConsole, nextBin } from './console.mjs'
import { alone } from './prepare-lock.mjs'
import { root } from './root.mjs'
import { say } from './say.mjs'

const minimumNode = [20, 9]
const buildInputs = [
  'app',
  'components',
  'lib',
  'public',
  'instrumentation.ts',
  'next.config.ts',
  'package-lock.json',
  'postcss.config.mjs',
  'proxy.ts',
  'tsconfig.json',
]

export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

  if (major < minimumNode[0] || (major === minimumNode[0] && minor < minimumNode[1])) {
    say(
      `Node ${minimumNode.join('.')} or newer is needed, and this is ${process.versions.node}. Install a newer one and try again.`,
    )
    process.exit(1)
  }
}

const installMarker = path.join('node_modules', '.slipway-install')
const installInputs = ['package.json', 'package-lock.json']

export function installIfNeeded() {
  const isDone = () => readMarker(path.join(root, installMarker)) === hashOf(installInputs)

  unlessDone(isDone, () => {
    say('installing packages (once, about a minute)…')
    run('npm', ['ci', '--no-audit', '--no-fund'], 'Installing packages failed. Check the network and try again.')
    markInstalled(root)
  })
}

/** Says that what package-lock.json of that folder asks for is there. */
export function markInstalled(folder) {
  writeFileSync(path.join(folder, installMarker), hashOf(installInputs, folder))
}

/** Builds with `next build` unless `.next` was built from exactly these sources. */
export function buildIfNeeded() {
  const marker = path.join(root, '.next', 'slipway-build')
  const wanted = hashOf(buildInputs)

  unlessDone(
    () => readMarker(marker) === wanted,
    () => {
      say('building (once for each change of the sources)…')
      run(process.execPath, [nextBin(), 'build'], 'The build failed; the lines above say why.')
      completeConsole()
      mkdirSync(path.dirname(marker), { recursive: true })
      writeFileSync(marker, wanted)
    },
  )
}

/** Does it unless it is done, also by another process meanwhile. */
function unlessDone(isDone, work) {
  if (isDone()) {
    return
  }
  const lock = path.join(root, '.slipway-prepare.lock')
  const tell = (pid) => say(`process ${pid} is installing or building here; waiting for it…`)
  alone(lock, () => isDone() || work(), tell)
}

function run(command, args, complaint) {
  const options = { cwd: root, stdio: ['ignore', 2, 2], env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' } }
  const { status } = spawnSync(command, args, { ...options, shell: process.platform === 'win32' && command === 'npm' })

  if (status !== 0) {
    say(complaint)
    process.exit(1)
  }
}

function readMarker(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

function hashOf(inputs, folder = root) {
  const hash = createHash('sha256')

  for (const file of inputs.flatMap((input) => filesBelow(path.join(folder, input)))) {
    hash.update(path.relative(folder, file)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

function filesBelow(entry) {
  if (!existsSync(entry)) {
    return []
  }
  try {
    return readdirSync(entry, { withFileTypes: true })
      .filter(({ name }) => !/\.test\.tsx?$/.test(name))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap(({ name }) => filesBelow(path.join(entry, name)))
  } catch (error) {
    if (error.code === 'ENOTDIR') {
      return [entry]
    }
    throw error
  }
}
