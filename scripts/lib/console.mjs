// The built console: a folder with a server that needs nothing beside it. A package has it ready; in a clone the build makes it.
import { cpSync, existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import { root } from './root.mjs'

const packed = path.join(root, 'console')

/** This is a package, and no clone. */
export const isInstalled = existsSync(packed)

/** Where the server stands. */
export const consoleFolder = isInstalled ? packed : path.join(root, '.next', 'standalone')

/** What Next leaves beside the server: the files that a browser loads. */
export function completeConsole() {
  const next = path.join(root, '.next')

  for (const [from, to] of [
    [path.join(next, 'static'), path.join(consoleFolder, '.next', 'static')],
    [path.join(root, 'public'), path.join(consoleFolder, 'public')],
  ]) {
    rmSync(to, { recursive: true, force: true })
    if (existsSync(from)) {
      cpSync(from, to, { recursive: true })
    }
  }
}

/**
 * How Node starts it: the arguments, the folder, and the variables that it reads.
 * @returns {{ args: string[], cwd: string, env: Record<string, string> }}
 */
export function consoleCommand(port, host, isDev = false) {
  const env = { PORT: String(port), NEXT_TELEMETRY_DISABLED: '1', SLIPWAY_ROOT: root }
  return isDev
    ? { args: [nextBin(), 'dev', '-p', String(port), '-H', host], cwd: root, env }
    : {
        args: [path.join(consoleFolder, 'server.js')],
        cwd: consoleFolder,
        env: { ...env, HOSTNAME: host, NODE_ENV: 'production' },
      }
}

export function nextBin() {
  return path.join(root, 'node_modules', 'next', 'dist', 'bin', 'next')
}
