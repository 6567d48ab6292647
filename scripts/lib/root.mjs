// The folder of this clone. Also right from inside a bundle, which stands in another folder than its sources.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = nearest(path.dirname(fileURLToPath(import.meta.url)))

function nearest(folder) {
  const parent = path.dirname(folder)

  if (existsSync(path.join(folder, 'package-lock.json')) || parent === folder) {
    return folder
  }
  return nearest(parent)
}
