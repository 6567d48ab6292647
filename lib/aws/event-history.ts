import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { attempt } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import { type Connection, type ConnectionKey, connectionKey } from '@/lib/aws/connection'
import { isObject, type Json, parseJson } from '@/lib/json'
import type { Result } from '@/lib/result'

/** IAM and the global STS write their events there. */
export const GLOBAL_REGION = 'us-east-1'

/** How long an event may take until it can be looked up. */
export const LAG_MS = 15 * 60_000

/** CloudTrail takes two questions a second. */
const PAUSE_MS = 520
const PAGE = 50

/** CloudTrail takes one attribute in a question. */
export type HistoryQuestion = { key: 'EventName' | 'ResourceName'; value: string }

/** `texts`: the events as JSON, newest first; `isCut`: there were more of them. */
export type HistoryAnswer = { texts: string[]; isCut: boolean }

/** The answers to each question, in their order: the newest 50 events of the region since then, for each page. About half a second for each. */
export function askHistory(
  connection: Connection,
  questions: readonly HistoryQuestion[],
  since: Date,
  pages = 1,
): Promise<Result<HistoryAnswer[]>> {
  return attempt(async () => {
    const answers: HistoryAnswer[] = []

    for (const { key, value } of questions) {
      const texts: string[] = []
      let next: string | undefined

      for (let page = 0; page < pages && (page === 0 || next !== undefined); page += 1) {
        await takeTurn(connection)
        const { Events = [], NextToken } = await awsClients(connection).cloudtrail.lookupEvents({
          LookupAttributes: [{ AttributeKey: key, AttributeValue: value }],
          StartTime: since,
          MaxResults: PAGE,
          NextToken: next,
        })
        texts.push(...Events.map(({ CloudTrailEvent = '' }) => CloudTrailEvent))
        next = NextToken
      }
      answers.push({ texts, isCut: next !== undefined })
    }
    return answers
  })
}

// Pages, routes and actions have their own copies of a module, and CloudTrail counts them as one.
const holder = globalThis as typeof globalThis & { slipwayHistoryTurns?: Map<ConnectionKey, number> }
holder.slipwayHistoryTurns ??= new Map()
const freeAt = holder.slipwayHistoryTurns

/** Waits until the region of a connection may be asked again. Two callers at the same time take turns. */
export async function takeTurn(connection: Connection): Promise<void> {
  const key = connectionKey(connection)
  const now = Date.now()
  const at = Math.max(now, freeAt.get(key) ?? 0)
  freeAt.set(key, at + PAUSE_MS)
  await sleep(at - now)
}

/** What an event says of a call that succeeded. Texts are empty where it doesn't say. */
export type HistoryEvent = {
  name: string
  /** ISO 8601. */
  at: string
  region: string
  /** The caller: of a role, its session. */
  arn: string
  /** The role whose session called. */
  issuer: string
  agent: string
  address: string
  /** The AWS service that called for somebody. */
  invokedBy: string
  parameters: Json
}

/** Undefined for a call that failed, and for a text that is no event. */
export function readEvent(text: string): HistoryEvent | undefined {
  const event = parseJson(text)
  const time = Date.parse(textAt(event, 'eventTime'))

  if (!isObject(event) || event.errorCode !== undefined || Number.isNaN(time)) {
    return undefined
  }
  return {
    name: textAt(event, 'eventName'),
    at: new Date(time).toISOString(),
    region: textAt(event, 'awsRegion'),
    arn: textAt(event, 'userIdentity', 'arn'),
    issuer: textAt(event, 'userIdentity', 'sessionContext', 'sessionIssuer', 'arn'),
    agent: textAt(event, 'userAgent'),
    address: textAt(event, 'sourceIPAddress'),
    invokedBy: textAt(event, 'userIdentity', 'invokedBy'),
    parameters: event.requestParameters ?? null,
  }
}

/** A text inside, or the empty one. */
export function textAt(value: Json | undefined, ...path: string[]): string {
  const found = path.reduce<Json | undefined>((place, name) => (isObject(place) ? place[name] : undefined), value)
  return typeof found === 'string' ? found : ''
}
