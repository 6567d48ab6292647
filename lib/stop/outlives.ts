import 'server-only'
import type { Connection } from '@/lib/aws/connection'
import { askHistory, GLOBAL_REGION, LAG_MS, readEvent, textAt } from '@/lib/aws/event-history'
import { ok, type Result } from '@/lib/result'

/** One thing that the role made or took and that goes on without it. `at` is ISO 8601. */
export type Outliving = { at: string; what: string; name: string; region: string }

/** `since` and `through` (ISO 8601) bound what was looked at; `isCut`: there was more of some kind than one page. */
export type OutlivingList = { items: Outliving[]; since: string; through: string; isCut: boolean }

const WINDOW_MS = 24 * 3_600_000

type Kind = { event: string; what: string; name: readonly string[] }

/** What outlives a deny on the role, by the names of CloudTrail; `name`: where the request says of what. */
const IAM_KINDS: readonly Kind[] = [
  { event: 'CreateAccessKey', what: 'Access key of a user', name: ['userName'] },
  { event: 'CreateUser', what: 'User', name: ['userName'] },
  { event: 'CreateLoginProfile', what: 'Console password of a user', name: ['userName'] },
  { event: 'CreateRole', what: 'Role', name: ['roleName'] },
  { event: 'UpdateAssumeRolePolicy', what: 'Trust policy of a role', name: ['roleName'] },
]
const REGIONAL_KINDS: readonly Kind[] = [
  { event: 'AssumeRole', what: 'Credentials of another role', name: ['roleArn'] },
  { event: 'GetFederationToken', what: 'Credentials of a federated user', name: ['name'] },
  { event: 'CreateFunction20150331', what: 'Function', name: ['functionName'] },
  { event: 'UpdateFunctionCode20150331v2', what: 'Code of a function', name: ['functionName'] },
  { event: 'RunInstances', what: 'Instances', name: ['instanceType'] },
  { event: 'RunTask', what: 'Container task', name: ['taskDefinition'] },
  { event: 'PutRule', what: 'Rule of EventBridge', name: ['name'] },
  { event: 'CreateSchedule', what: 'Schedule', name: ['name'] },
  { event: 'SendCommand', what: 'Command on instances', name: ['documentName'] },
]

/** What the role did in the last day that a stop doesn't end, newest first. About eight seconds, for CloudTrail's sake. */
export async function whatOutlives(
  connection: Connection,
  roleArn: string,
  now: number = Date.now(),
): Promise<Result<OutlivingList>> {
  const since = new Date(now - WINDOW_MS)
  const elsewhere = { ...connection, region: GLOBAL_REGION }
  const isGlobal = connection.region === GLOBAL_REGION
  const asked = await Promise.all([
    askEach(elsewhere, isGlobal ? [...IAM_KINDS, ...REGIONAL_KINDS] : IAM_KINDS, { roleArn, since }),
    ...(isGlobal ? [] : [askEach(connection, REGIONAL_KINDS, { roleArn, since })]),
  ])
  const failed = asked.find((one) => !one.ok)

  if (failed && !failed.ok) {
    return failed
  }
  const found = asked.flatMap((one) => (one.ok ? [one.data] : []))
  return ok({
    items: found.flatMap(({ items }) => items).sort((one, other) => other.at.localeCompare(one.at)),
    since: since.toISOString(),
    through: new Date(now - LAG_MS).toISOString(),
    isCut: found.some(({ isCut }) => isCut),
  })
}

type Question = { roleArn: string; since: Date }

async function askEach(
  connection: Connection,
  kinds: readonly Kind[],
  question: Question,
): Promise<Result<Pick<OutlivingList, 'items' | 'isCut'>>> {
  const questions = kinds.map(({ event }) => ({ key: 'EventName' as const, value: event }))
  const asked = await askHistory(connection, questions, question.since)

  if (!asked.ok) {
    return asked
  }
  const items = kinds.flatMap((kind, index) =>
    (asked.data[index]?.texts ?? []).flatMap((text) => outlivingOf(text, kind, question)),
  )
  return ok({ items, isCut: asked.data.some(({ isCut }) => isCut) })
}

/** None for an event of somebody else, for one that failed, and for a text that is no event. */
export function outlivingOf(text: string, { what, name }: Kind, { roleArn }: Pick<Question, 'roleArn'>): Outliving[] {
  const event = readEvent(text)

  if (event?.issuer !== roleArn) {
    return []
  }
  const { at, region, parameters } = event
  return [{ at, what, name: textAt(parameters, ...name) || 'of unknown name', region }]
}
