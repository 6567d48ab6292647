import { readFile } from 'node:fs/promises'

export type PolicyFile = { file: string; text: string }

const REASONS: Record<string, string> = {
  ENOENT: 'there is no such file',
  EACCES: 'it may not be read',
  EISDIR: 'it is a folder',
}

/** Reads all files; says on standard error which can't be read. */
export async function readPolicyFiles(files: string[]): Promise<{ read: PolicyFile[]; failed: boolean }> {
  const results = await Promise.all(files.map(readOne))
  const read = results.flatMap((result) => (typeof result === 'string' ? [] : [result]))

  for (const result of results) {
    if (typeof result === 'string') {
      process.stderr.write(`${result}\n`)
    }
  }
  return { read, failed: read.length < files.length }
}

async function readOne(file: string): Promise<PolicyFile | string> {
  try {
    return { file, text: await readFile(file, 'utf8') }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    return `${file}: ${REASONS[code] ?? (error instanceof Error ? error.message : String(error))}`
  }
}
