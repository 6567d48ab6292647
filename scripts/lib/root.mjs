// The folder of this clone, or of the installed package. Also right from inside a bundle, which stands in another folder than its
// sources.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** A clone has the one, a package the other. */
const MARKS = ['package-lock.json', 'console']

export const root = nearest(path.dirname(fileURLToPath(import.meta.url)))

function nearest(folder) {
  const parent = path.dirname(folder)

  if (MARKS.some((name) => existsSync(path.join(folder, name))) || parent === folder) {
    return folder
  }
  return nearest(parent)
}
