import { entryOf } from '@/lib/activity/join/entry'
import { linesAndEvents } from '@/lib/activity/join/lines-and-events'
import { withRecords } from '@/lib/activity/join/records'
import type { Entry, LoggedCall, RecordedCall, Surroundings, TrailCall } from '@/lib/activity/model'

export type Parts = { trail: readonly TrailCall[]; log: readonly LoggedCall[]; record: readonly RecordedCall[] }

/** The timeline, oldest first: each line, event and recorded call in it, none twice but a recorded call that did several things. */
export function join({ trail, log, record }: Parts, surroundings: Surroundings): Entry[] {
  // What the platform does as the role is none of the assistant's, and tells whose a stream is.
  const sessions = new Map(
    trail.flatMap(({ stream, session, code, invokedBy }) =>
      stream === undefined || code !== undefined || invokedBy === undefined ? [] : [[stream, session] as const],
    ),
  )
  const calls = trail.filter(({ invokedBy }) => invokedBy === undefined)
  const units = withRecords(linesAndEvents(log, calls, sessions), record, sessions, surroundings.factsOf)
  return units
    .map((unit) => entryOf(unit, sessions, surroundings))
    .sort((one, other) => one.at.localeCompare(other.at) || one.id.localeCompare(other.id))
}
