import 'server-only'
import { readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { type ClientFile, writeClientFile } from '@/lib/install/client-file'

const KEPT = 5
const MARK = '.slipway-backup-'

/** Copies the file beside itself, with its mode, and removes the oldest copies beyond five. Answers the copy's path. */
export function backUp(file: ClientFile, now: number): string {
  const folder = path.dirname(file.real)
  const base = `${path.basename(file.real)}${MARK}`
  const copy = path.join(folder, `${base}${new Date(now).toISOString().replaceAll(':', '-')}`)
  writeClientFile({ ...file, path: copy, real: copy }, file.text)

  const all = readdirSync(folder)
    .filter((name) => name.startsWith(base) && /^\d{4}-[\dT.-]+Z$/.test(name.slice(base.length)))
    .sort()
  for (const name of all.slice(0, Math.max(0, all.length - KEPT))) {
    rmSync(path.join(folder, name), { force: true })
  }
  return copy
}
