import type { OperatingSystem } from '@/lib/clients/model'

/** The same file below the home folder of every system. */
export function inHome(path: string): Record<OperatingSystem, string> {
  return { mac: `~/${path}`, linux: `~/${path}`, windows: `%USERPROFILE%\\${path.replaceAll('/', '\\')}` }
}

export const CHECKED = '2026-11'
