/** Where a reader stands: what a server-sent event's id says, and Last-Event-ID brings back. */
export type Position = {
  /** Names one hub of one run of the server. */
  epoch: string
  sequence: number
  /** For another hub: a tail since this moment has everything that the reader lacks. Milliseconds. */
  resumeFrom: number
}

export function positionId({ epoch, sequence, resumeFrom }: Position): string {
  return `${epoch}.${sequence}.${Math.floor(resumeFrom)}`
}

/** Null for anything that is not such an id. */
export function parsePosition(text: string | null): Position | null {
  const match = /^([A-Za-z0-9-]{1,64})\.(\d{1,15})\.(\d{1,15})$/.exec(text ?? '')
  return match ? { epoch: match[1] ?? '', sequence: Number(match[2]), resumeFrom: Number(match[3]) } : null
}
