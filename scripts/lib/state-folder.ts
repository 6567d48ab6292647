import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { explainWriteError } from '@/lib/durable-file'

/** Makes the state folder. Answers why it can't be one, in one sentence; undefined when files can be written there. */
export function whyNotStateFolder(directory: string): string | undefined {
  const probe = path.join(directory, `.probe.${process.pid}`)

  try {
    if (statSync(directory, { throwIfNoEntry: false })?.isFile()) {
      return `The state folder ${directory} is a file, so name another one with SLIPWAY_STATE_DIR.`
    }
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    writeFileSync(probe, '', { mode: 0o600 })
    rmSync(probe)
    return undefined
  } catch (error) {
    const [why] = explainWriteError(error).split('. ')
    return `The state folder ${directory} can't be written (${why}), so name another one with SLIPWAY_STATE_DIR.`
  }
}
