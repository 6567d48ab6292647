import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { stateDirectory } from '@/lib/auth/secret'
import { dropDrafts, writeFileDurablySync } from '@/lib/durable-file'
import { announcePracticeAccount, env, type PracticePlace } from '@/lib/env'
import { isAlive } from '@/lib/processes'

const FILE = 'practice-place.json'

const place = z.object({ url: z.url(), accessKeyId: z.string(), secretAccessKey: z.string(), pid: z.number() })

/** Says in a file of the owner where the practice account of this process is, so that commands in a terminal find it. */
export function writePracticePlace(directory: string, { url, accessKeyId, secretAccessKey }: PracticePlace): void {
  const file = path.join(directory, FILE)
  dropDrafts(file)
  writeFileDurablySync(file, JSON.stringify({ url, accessKeyId, secretAccessKey, pid: process.pid }))
}

export function dropPracticePlace(directory: string): void {
  rmSync(path.join(directory, FILE), { force: true })
}

/** Lets a command that wants the practice account use the one of the running console. Nothing happens when none runs. */
export function findPracticePlace(args: string[]): void {
  if (env().SLIPWAY_PRACTICE_URL !== undefined || !(namesPractice(args) || env().SLIPWAY_AWS === 'practice')) {
    return
  }
  const found = runningPractice()

  if (found) {
    announcePracticeAccount(found)
  }
}

export function namesPractice(args: string[]): boolean {
  return args.some((arg) => /^(--connection=)?practice\//.test(arg))
}

/** Where the practice account of a console on this computer is; undefined when none runs, or it was killed. */
export function runningPractice(): PracticePlace | undefined {
  try {
    const found = place.parse(JSON.parse(readFileSync(path.join(stateDirectory(), FILE), 'utf8')))
    return isAlive(found.pid) ? found : undefined
  } catch {
    return undefined
  }
}
