import type { Command } from '@commander-js/extra-typings'
import { AppError, type Result } from '@/lib/result'

/** Declares on a command what a verb takes and does. `done` takes its exit code; without it, that is 0. */
export type Verb = (command: Command, done: (code: number) => void) => void

/** One verb of the command line, as the table knows it. */
export type VerbEntry = {
  /** `plan`, or `policy check` for a verb of a group. */
  name: string
  /** What it does, in a few words. */
  summary: string
  load: () => Promise<Verb>
  /** Exit code of a wrong call, and of every failure that is thrown. 1 without it. */
  failsWith?: number
  /** With --json, a failure is a JSON document on standard output too. */
  failsAsJson?: boolean
}

/** What a result holds. Throws its failure as an AppError, which the program prints. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) {
    throw new AppError(result.error)
  }
  return result.data
}
