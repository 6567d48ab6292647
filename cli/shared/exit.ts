/** Honest exit codes: 0 done or nothing to do, 2 changes are pending, 1 failed, 130 stopped by the person. */
export const EXIT = { done: 0, failed: 1, pending: 2, stopped: 130 } as const

/** For verbs whose 1 is an answer (denied, has findings, has no such form): the call itself was wrong. */
export const WRONG_CALL = 2
