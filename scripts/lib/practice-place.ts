import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { stateDirectory } from '@/lib/auth/secret'
import { announcePracticeAccount, env, type PracticePlace } from '@/lib/env'

const FILE = 'practice-place.json'

const place = z.object({ url: z.url(), accessKeyId: z.string(), secretAccessKey: z.string() })

/** Says in a file of the owner where the practice account of a running console is, so that commands in a terminal find it. */
export function writePracticePlace(directory: string, { url, accessKeyId, secretAccessKey }: PracticePlace): void {
  const file = path.join(directory, FILE)
  rmSync(file, { force: true })
  writeFileSync(file, JSON.stringify({ url, accessKeyId, secretAccessKey }), { mode: 0o600 })
}

export function dropPracticePlace(directory: string): void {
  rmSync(path.join(directory, FILE), { force: true })
}

/** Lets a command that names the practice account use the one of the running console. Nothing happens when none runs. */
export function findPracticePlace(args: string[]): void {
  if (env().SLIPWAY_PRACTICE_URL !== undefined || !args.some((arg) => /^(--connection=)?practice\//.test(arg))) {
    return
  }
  try {
    announcePracticeAccount(place.parse(JSON.parse(readFileSync(path.join(stateDirectory(), FILE), 'utf8'))))
  } catch {
    // No console runs here; the command itself says what is missing.
  }
}
