import 'server-only'
import type { Connection } from '@/lib/aws/connection'
import { askHistory, GLOBAL_REGION, LAG_MS, readEvent, textAt } from '@/lib/aws/event-history'
import { ok, type Result } from '@/lib/result'

/** One thing that the role made or took and that goes on without it. `at` is ISO 8601. */
export type Outliving = {
  at: string
  what: string
  name: string
  region: string
  /** Where AWS's own console has it; absent in partitions whose console is elsewhere, and for what has no name. */
  href?: string
}

/** `since` and `through` (ISO 8601) bound what was looked at; `isCut`: there was more of some kind than one page. */
export type OutlivingList = { items: Outliving[]; since: string; through: string; isCut: boolean }

const WINDOW_MS = 24 * 3_600_000

/** `page`: of AWS's console, with `NAME` for the name. */
type Kind = { event: string; what: string; name: readonly string[]; page: string }

const USER_PAGE = 'iam/home#/users/details/NAME'
const ROLE_PAGE = 'iam/home#/roles/details/NAME'
const FUNCTION_PAGE = 'lambda/home#/functions/NAME'

/** What outlives a deny on the role, by the names of CloudTrail; `name`: where the request says of what. */
const IAM_KINDS: readonly Kind[] = [
  { event: 'CreateAccessKey', what: 'Access key of a user', name: ['userName'], page: USER_PAGE },
  { event: 'CreateUser', what: 'User', name: ['userName'], page: USER_PAGE },
  { event: 'CreateLoginProfile', what: 'Console password of a user', name: ['userName'], page: USER_PAGE },
  { event: 'CreateRole', what: 'Role', name: ['roleName'], page: ROLE_PAGE },
  { event: 'UpdateAssumeRolePolicy', what: 'Trust policy of a role', name: ['roleName'], page: ROLE_PAGE },
]
const REGIONAL_KINDS: readonly Kind[] = [
  { event: 'AssumeRole', what: 'Credentials of another role', name: ['roleArn'], page: ROLE_PAGE },
  {
    event: 'GetFederationToken',
    what: 'Credentials of a federated user',
    name: ['name'],
    page: 'cloudtrailv2/home#/events?EventName=GetFederationToken',
  },
  { event: 'CreateFunction20150331', what: 'Function', name: ['functionName'], page: FUNCTION_PAGE },
  { event: 'UpdateFunctionCode20150331v2', what: 'Code of a function', name: ['functionName'], page: FUNCTION_PAGE },
  { event: 'RunInstances', what: 'Instances', name: ['instanceType'], page: 'ec2/home#Instances:' },
  { event: 'RunTask', what: 'Container task', name: ['taskDefinition'], page: 'ecs/v2/clusters' },
  { event: 'PutRule', what: 'Rule of EventBridge', name: ['name'], page: 'events/home#/rules' },
  { event: 'CreateSchedule', what: 'Schedule', name: ['name'], page: 'scheduler/home#schedules' },
  {
    event: 'SendCommand',
    what: 'Command on instances',
    name: ['documentName'],
    page: 'systems-manager/run-command/executing-commands',
  },
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
export function outlivingOf(text: string, kind: Kind, { roleArn }: Pick<Question, 'roleArn'>): Outliving[] {
  const event = readEvent(text)

  if (event?.issuer !== roleArn) {
    return []
  }
  const { at, region, parameters } = event
  const name = textAt(parameters, ...kind.name)
  const href = name && roleArn.startsWith('arn:aws:') ? consolePage(kind.page, { name, region }) : undefined
  return [{ at, what: kind.what, name: name || 'of unknown name', region, ...(href ? { href } : {}) }]
}

/** A role's ARN has its name at the end, which the console's page goes by. */
function consolePage(page: string, { name, region }: { name: string; region: string }): string {
  const last = name.slice(name.lastIndexOf('/') + 1)
  const [path = '', fragment] = page.replace('NAME', encodeURIComponent(last)).split('#')
  const at = `https://${region}.console.aws.amazon.com/${path}?region=${region}`
  return fragment === undefined ? at : `${at}#${fragment}`
}
