import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { root } from '@/scripts/lib/root.mjs'

/** MCP Inspector 2 starts on this one and newer ones only. */
const WANTED: [major: number, minor: number] = [22, 19]
const VERSION = '24.21.0'

const folder = path.join(root, 'node_modules/.cache/peers/node')

/** A Node.js that is new enough for the peers: this one, or one that is installed below node_modules. Throws when it can't. */
export function newerNode(): string {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

  if (major > WANTED[0] || (major === WANTED[0] && minor >= WANTED[1])) {
    return process.execPath
  }
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const program = path.join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

  if (!existsSync(program)) {
    process.stderr.write(`peers: installing Node.js ${VERSION} for MCP Inspector (once)…\n`)
    mkdirSync(folder, { recursive: true })
    const args = ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', folder, `${name}@${VERSION}`]
    const { status } = spawnSync('npm', args, { stdio: ['ignore', 2, 2] })

    if (status !== 0) {
      throw new Error(`Node.js ${VERSION} could not be installed; MCP Inspector needs ${WANTED.join('.')} or newer.`)
    }
  }
  return program
}
