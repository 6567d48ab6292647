/** One thing that was looked at. `skipped`: it could not be told, or has no meaning here; it counts for nothing. */
export type Check = {
  id: string
  title: string
  state: 'ok' | 'todo' | 'failed' | 'skipped'
  /** What was found, in a sentence. */
  detail: string
  /** What to do, for what is not ok. */
  remedy?: string
  command?: string
  /** A policy to hand to whoever administers the account. */
  policy?: string
}

/** `ok`: nothing is to be done. */
export type DoctorReport = {
  client: { id: string; name: string }
  /** Name of the runtime, as it was asked for. */
  runtime: string
  file?: string
  ok: boolean
  checks: Check[]
}

export function failedCheck(
  id: string,
  title: string,
  { message, remedy, command }: { message: string; remedy?: string; command?: string },
): Check {
  return {
    ...{ id, title, state: 'failed', detail: message },
    ...(remedy === undefined ? {} : { remedy }),
    ...(command === undefined ? {} : { command }),
  }
}
