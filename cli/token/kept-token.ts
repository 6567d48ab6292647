import { createHash } from 'node:crypto'
import { readFileSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { stateDirectory } from '@/lib/auth/secret'
import { dropDrafts, writeFileDurablySync } from '@/lib/durable-file'

const kept = z.strictObject({
  runtimeArn: z.string(),
  userName: z.string(),
  refreshToken: z.string(),
  clientId: z.string(),
})

export type Kept = z.infer<typeof kept>

/**
 * The refresh token that somebody chose to keep with --keep, one file for each runtime. A file that others may read or
 * write is not trusted, and as good as none.
 */
export function readKept(runtimeArn: string): Kept | undefined {
  const file = fileOf(runtimeArn)

  try {
    if ((statSync(file).mode & 0o077) !== 0 && process.platform !== 'win32') {
      return undefined
    }
    const parsed = kept.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    return parsed.success && parsed.data.runtimeArn === runtimeArn ? parsed.data : undefined
  } catch {
    return undefined
  }
}

/** Two programs that renew at once never leave half a file. */
export function writeKept(value: Kept): void {
  const file = fileOf(value.runtimeArn)
  dropDrafts(file)
  writeFileDurablySync(file, `${JSON.stringify(value)}\n`)
}

export function dropKept(runtimeArn: string): void {
  rmSync(fileOf(runtimeArn), { force: true })
}

function fileOf(runtimeArn: string): string {
  const name = createHash('sha256').update(runtimeArn).digest('hex').slice(0, 24)
  return path.join(stateDirectory(), 'tokens', `${name}.json`)
}
