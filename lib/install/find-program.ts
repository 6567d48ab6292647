import 'server-only'
import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Computer } from '@/lib/install/computer'

/** Where a program is, as a full path; undefined when it is in none of the folders. */
export function findProgram(name: string, folders: string[], { os }: Pick<Computer, 'os'>): string | undefined {
  const endings = os === 'windows' ? ['.exe', '.cmd', '.bat', ''] : ['']
  const places = path.isAbsolute(name) ? [name] : folders.map((folder) => folder + path.sep + name)
  return places
    .flatMap((place) => endings.map((ending) => place + ending))
    .find((file) => existsSync(/* turbopackIgnore: true */ file))
}
