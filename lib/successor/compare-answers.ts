import { canonicalJson, diffLines } from '@/lib/format/diff'
import type { CommandOutcome } from '@/lib/mcp/command/command-outcomes'
import { readDenial } from '@/lib/policies/denial/denial'
import type { ComparedRow } from '@/lib/successor/model'

/** Moments that are no older than this are of the call itself. */
const NOW_MS = 5 * 60_000
/** What belongs to one request, or only says where the next page begins. */
const OF_THE_REQUEST =
  /^(request_?id|x-amzn?-request-?id|responsemetadata|(next|pagination|continuation)_?(token|marker))$/i
const DENIED = /AccessDenied|UnauthorizedOperation|NotAuthorized|AuthorizationError/i
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/
/** A diff beyond this is nothing that anybody reads. */
const MOST_LINES = 400

type Verdict = Pick<ComparedRow, 'state' | 'why' | 'action' | 'diff'>

/** What two outcomes of one command have in common; `now` in milliseconds. */
export function compareAnswers(here: CommandOutcome, there: CommandOutcome, now: number): Verdict {
  if (here.failure || there.failure) {
    return compareFailures(here, there)
  }
  const [before, after] = [comparable(here, now), comparable(there, now)]

  if (before === after) {
    return { state: 'same', why: 'Both answered the same.' }
  }
  const lines = diffLines(before, after)
  const changed = lines.filter(({ kind }) => kind !== 'same').length
  return {
    state: 'differs',
    why: `The answers differ in ${changed.toLocaleString('en')} lines.`,
    diff: lines.slice(0, MOST_LINES),
  }
}

function compareFailures({ failure: here }: CommandOutcome, { failure: there }: CommandOutcome): Verdict {
  if (here && there) {
    const [one, other] = [errorClass(here), errorClass(there)]
    return one === other
      ? { state: 'same', why: `Both refused it: ${one}.` }
      : { state: 'differs', why: `The runtime says ${one}, the managed server ${other}.` }
  }
  const failure = there ?? here
  const action = readDenial(failure?.message ?? '')?.action
  const isDenied = failure !== undefined && errorClass(failure) === 'access denied'
  const who = there ? 'Only the managed server' : 'Only the runtime'
  const why = isDenied
    ? `${who} refused it${action === undefined ? '' : `: ${action} is not allowed`}.`
    : `${who} failed: ${failure ? errorClass(failure) : ''}.`
  return {
    state: isDenied ? (there ? 'refused-there' : 'refused-here') : 'differs',
    why,
    ...(action === undefined ? {} : { action }),
  }
}

/** By AWS's code; every service words a lack of permissions in its own way. */
function errorClass({ code, message }: NonNullable<CommandOutcome['failure']>): string {
  const said = code ?? /An error occurred \((\w+)\)/.exec(message)?.[1]
  return DENIED.test(said ?? message) ? 'access denied' : (said ?? message.split('\n')[0]?.slice(0, 120) ?? '')
}

/** The answer as text, without what differs between two calls by itself; lists count as sets. */
function comparable({ data, text }: CommandOutcome, now: number): string {
  return data === undefined ? (text ?? '').trim() : canonicalJson(settled(data, now))
}

function settled(value: unknown, now: number): unknown {
  if (Array.isArray(value)) {
    return value
      .map((each) => settled(each, now))
      .map((item) => ({ item, key: canonicalJson(item) }))
      .sort((one, other) => (one.key < other.key ? -1 : 1))
      .map(({ item }) => item)
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([name]) => !OF_THE_REQUEST.test(name))
    return Object.fromEntries(members.map(([name, member]) => [name, settled(member, now)]))
  }
  return isOfNow(value, now) ? '(now)' : value
}

function isOfNow(value: unknown, now: number): boolean {
  const at =
    typeof value === 'string' && MOMENT.test(value) ? Date.parse(value) : typeof value === 'number' ? value : NaN
  // Seconds or milliseconds: either way a number of this size is a moment.
  return [at, at * 1000].some((moment) => Math.abs(moment - now) <= NOW_MS)
}
