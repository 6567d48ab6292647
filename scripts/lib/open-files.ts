import { z } from 'zod'

const NEEDED = 256

const report = z.object({ userLimits: z.object({ open_files: z.object({ soft: z.unknown() }) }) })

/** How many files and sockets this process may have open; undefined where the system sets no such limit. */
export function openFileLimit(): number | undefined {
  const read = report.safeParse(process.report?.getReport())
  const soft = read.data?.userLimits.open_files.soft
  return typeof soft === 'number' ? soft : undefined
}

/** Why so many are too few, in one sentence; undefined when they are enough. */
export function whyTooFewFiles(limit: number | undefined): string | undefined {
  return limit !== undefined && limit < NEEDED
    ? `Slipway may open ${limit} files here and needs ${NEEDED}, so run ulimit -n 1024 in this terminal first, or raise the limit of the service.`
    : undefined
}
