import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './root.mjs'

export type SourceFile = { path: string; text: string; lines: number; imports: string[] }

/** Folders that hold the program's own code. */
const CODE_FOLDERS = ['app', 'cli', 'components', 'lib', 'e2e', 'scripts']
const CODE_FILES = ['proxy.ts', 'instrumentation.ts']

/** Every hand-written TypeScript file of the project, with its imports. Paths are relative, with forward slashes. */
export function sourceFiles(): SourceFile[] {
  const inFolders = CODE_FOLDERS.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file)),
  )
  return [...inFolders, ...CODE_FILES]
    .map((file) => file.replaceAll(path.sep, '/'))
    .filter((file) => /\.tsx?$/.test(file))
    .sort()
    .map(readSource)
}

export function topLevelEntries(): string[] {
  return readdirSync(root)
}

function readSource(file: string): SourceFile {
  const text = readFileSync(path.join(root, file), 'utf8')
  const imports = [...text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map((match) => match[1] ?? '')
  return { path: file, text, lines: text.split('\n').length - 1, imports }
}
