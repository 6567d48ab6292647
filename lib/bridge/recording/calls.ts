import 'server-only'
import { type RecordEntry, readNewest, readRecord } from '@/lib/bridge/recording/record'

/** A person who restarts a client comes back to a page that was made anew. */
const RELOADED_MS = 5 * 60_000

/** What `slipway doctor` calls itself: its calls are recorded, and are no sign that a client works. */
export const DOCTOR = 'slipway-doctor'

/** A runtime of the connection in use: its ARN tells it from one of another account with the same name. */
type Recorded = { name: string; arn: string }

/** The calls of a runtime through bridges on this computer since a moment (ms since 1970), newest first. */
export function callsOf({ name, arn }: Recorded, since: number): RecordEntry[] {
  return readRecord(name, since).filter(isOf(arn)).toReversed()
}

/** What the Connect tab says about the last call. `isAsked`: the client says that it is the one that was asked for. */
export type LastCall = Pick<RecordEntry, 'at' | 'client' | 'outcome'> & { tool: string; isAsked: boolean }

/** The last call by a client that says it is this one, or by whichever since a moment (ms since 1970). */
export function lastCall({ name, arn }: Recorded, client: string, since: number): LastCall | undefined {
  const found = readNewest(name)
    .filter(isOf(arn))
    .findLast(
      (entry) =>
        entry.client !== DOCTOR && (Date.parse(entry.at) >= since - RELOADED_MS || isSameClient(client, entry.client)),
    )
  return (
    found && {
      ...{ at: found.at, client: found.client, outcome: found.outcome, tool: found.tool ?? found.method },
      isAsked: isSameClient(client, found.client),
    }
  )
}

/** What clients call themselves in the handshake where it has nothing of the name that everybody knows them by. */
const OTHER_NAMES: Record<string, string> = { 'claude-desktop': 'claude-ai', 'vs-code': 'visual-studio-code' }

/** `cursor-vscode` is Cursor: the name begins with the id, whatever its spaces and capitals. */
function isSameClient(id: string, name: string): boolean {
  const letters = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '')
  return letters(name).startsWith(letters(OTHER_NAMES[id] ?? id))
}

function isOf(arn: string) {
  return ({ runtime }: RecordEntry) => runtime === undefined || runtime === arn
}
