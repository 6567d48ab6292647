/** Honest exit codes: 0 done or nothing to do, 2 changes are pending, 1 failed, 130 stopped by the person. */
export const EXIT = { done: 0, failed: 1, pending: 2, stopped: 130 } as const

/** One verb of the command line. Gets the arguments after its name, answers the exit code. */
export type Verb = (args: string[]) => Promise<number>
