import 'server-only'
import type { Connection } from '@/lib/aws/connection'
import {
  askHistory,
  GLOBAL_REGION,
  type HistoryAnswer,
  type HistoryEvent,
  type HistoryQuestion,
  readEvent,
  textAt,
} from '@/lib/aws/event-history'
import { EVENTS_OF_KIND, type History, isGlobalKind } from '@/lib/drift/events'
import type { DriftKind } from '@/lib/drift/model'

/** What the events have to be about. */
export type Subject = {
  runtimeId: string
  runtimeArn: string
  roleName: string
  logGroup: string
  pool: { id: string; region: string } | null
}

/** As far back as CloudTrail goes. */
const WINDOW_MS = 90 * 24 * 3_600_000

/** Every call of the last 90 days that can have changed one of these kinds, as far as CloudTrail shows them. */
export async function readHistory(connection: Connection, subject: Subject, kinds: DriftKind[]): Promise<History> {
  const since = new Date(Date.now() - WINDOW_MS)
  const regional = kinds.filter((kind) => !isGlobalKind(kind))
  const inPool = regional.filter(isOfPool)
  const there = { ...connection, region: subject.pool?.region ?? connection.region }
  const isElsewhere = there.region !== connection.region
  const histories = [
    await askByName(connection, isElsewhere ? regional.filter((kind) => !isOfPool(kind)) : regional, since),
    await askOfRole({ ...connection, region: GLOBAL_REGION }, subject, kinds.filter(isGlobalKind), since),
    ...(isElsewhere ? [await askByName(there, inPool, since)] : []),
  ]
  const failure = histories.find((one) => one.failure)?.failure
  const events = histories.flatMap(({ events }) => events).filter((event) => isAbout(event, subject))
  return {
    events: events.sort((one, other) => other.at.localeCompare(one.at)),
    isCut: histories.some(({ isCut }) => isCut),
    ...(failure ? { failure } : {}),
  }
}

/** A pool may live in another region than the runtime. */
function isOfPool(kind: DriftKind): boolean {
  return kind === 'user-pool' || kind === 'pool-user'
}

async function askByName(connection: Connection, kinds: DriftKind[], since: Date): Promise<History> {
  const names = [...new Set(kinds.flatMap((kind) => EVENTS_OF_KIND[kind]))]
  return ask(
    connection,
    names.map((value) => ({ key: 'EventName', value })),
    since,
  )
}

/** IAM's events name the role, so one question does; where that shows nothing of the kind, each event is asked for by its name. */
async function askOfRole(
  connection: Connection,
  { roleName }: Subject,
  kinds: DriftKind[],
  since: Date,
): Promise<History> {
  if (kinds.length === 0 || roleName === '') {
    return { events: [], isCut: false }
  }
  const names = kinds.flatMap((kind) => EVENTS_OF_KIND[kind])
  const found = await ask(connection, [{ key: 'ResourceName', value: roleName }], since)
  const isEnough = !found.isCut && found.events.some(({ name }) => names.includes(name))
  return found.failure || isEnough ? found : askByName(connection, kinds, since)
}

async function ask(connection: Connection, questions: HistoryQuestion[], since: Date): Promise<History> {
  const asked = await askHistory(connection, questions, since)
  return asked.ok ? historyOf(asked.data) : { events: [], isCut: false, failure: asked.error }
}

function historyOf(answers: HistoryAnswer[]): History {
  const events = answers.flatMap(({ texts }) => texts.flatMap((text) => readEvent(text) ?? []))
  return { events, isCut: answers.some(({ isCut }) => isCut) }
}

function isAbout({ parameters }: HistoryEvent, subject: Subject): boolean {
  const told = (name: string) => textAt(parameters, name)
  const resource = told('resourceArn')
  return (
    (told('agentRuntimeId') !== '' && told('agentRuntimeId') === subject.runtimeId) ||
    (told('roleName') !== '' && told('roleName') === subject.roleName) ||
    (told('logGroupName') !== '' && told('logGroupName') === subject.logGroup) ||
    (told('userPoolId') !== '' && told('userPoolId') === subject.pool?.id) ||
    (resource !== '' && (resource === subject.runtimeArn || resource.endsWith(`:log-group:${subject.logGroup}`)))
  )
}
