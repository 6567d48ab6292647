import type { PartResult } from '@/scripts/checks/peers/part'

/** What a part compared, one line each; a failure says what came instead. */
export type Recorder = {
  /** Runs one comparison. It fails by throwing, and the next ones run all the same. */
  check: (title: string, compare: () => Promise<unknown> | unknown) => Promise<boolean>
  passed: string[]
  failed: string[]
}

/** As the summary of all parts wants it. */
export function resultOf({ passed, failed }: Recorder): PartResult {
  return { passed: passed.length, failed, lines: passed }
}

export function recorder(): Recorder {
  const passed: string[] = []
  const failed: string[] = []
  return {
    passed,
    failed,
    check: async (title, compare) => {
      try {
        await compare()
        passed.push(title)
        return true
      } catch (error) {
        failed.push(`${title}: ${error instanceof Error ? error.message : String(error)}`)
        process.stderr.write(`peers:   ${failed.at(-1)?.split('\n')[0]}\n`)
        return false
      }
    },
  }
}
