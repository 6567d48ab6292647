import 'server-only'
import { homedir } from 'node:os'
import path from 'node:path'
import type { OperatingSystem } from '@/lib/clients/model'
import { isInContainer } from '@/lib/container'
import { env } from '@/lib/env'

/** The computer that Slipway runs on, as far as clients' files depend on it. */
export type Computer = {
  os: OperatingSystem
  home: string
  /** Windows only: `%APPDATA%` and `%LOCALAPPDATA%`. */
  appData: string
  localAppData: string
  /** Linux: where configs are, `~/.config` unless it was moved. */
  config: string
  /** Folders in which programs are found. */
  path: string[]
  /** The clients' files are on another computer then, or behind a wall. */
  isContainer: boolean
}

const SYSTEMS: Partial<Record<NodeJS.Platform, OperatingSystem>> = { darwin: 'mac', win32: 'windows' }

export function thisComputer(): Computer {
  const { APPDATA, LOCALAPPDATA, XDG_CONFIG_HOME, PATH = '' } = env()
  const home = homedir()
  return {
    os: SYSTEMS[process.platform] ?? 'linux',
    home,
    appData: APPDATA ?? path.join(home, 'AppData', 'Roaming'),
    localAppData: LOCALAPPDATA ?? path.join(home, 'AppData', 'Local'),
    // A relative one counts as none, says the specification.
    config: XDG_CONFIG_HOME && path.isAbsolute(XDG_CONFIG_HOME) ? XDG_CONFIG_HOME : path.join(home, '.config'),
    path: PATH.split(path.delimiter).filter((folder) => folder !== ''),
    isContainer: isInContainer(),
  }
}
