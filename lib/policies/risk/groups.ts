import type { Grant } from '@/lib/policies/evaluate/grants'
import { distinct, lower } from '@/lib/policies/risk/grading'
import { RISK_GRADES, type Risk, type RiskCategory, type RiskGrade } from '@/lib/policies/risk/model'
import {
  AGENTCORE_ACTIONS,
  CHANGE_ACTIONS,
  COPY_ACTIONS,
  OWN_CREDENTIAL_ACTIONS,
  SECRET_ACTIONS,
} from '@/lib/policies/risk/own-actions'
import { limitsOf } from '@/lib/policies/risk/scope'
import {
  CREDENTIAL_ACTIONS,
  DATA_ACTIONS,
  ESCALATION_ACTIONS,
  EXPOSURE_ACTIONS,
} from '@/lib/policies/risk/sensitive-actions'
import { groupWords } from '@/lib/policies/risk/words'

type Category = Exclude<RiskCategory, 'administration'>
type Table = { category: Category; actions: Map<string, string[]>; grade: (action: string) => RiskGrade }

/** Everyday actions of the tables: worth a line, not a fright. Each only takes `*` or gives nothing by itself. */
const MILD =
  /^(ecr(-public)?:GetAuthorizationToken|ecr:GetDownloadUrlForLayer|waf(-regional)?:GetChangeToken|sts:GetSessionToken|athena:GetSession|codebuild:BatchGetProjects|ec2:Describe|lambda:GetFunctionConfiguration|logs:(FilterLogEvents|GetLogEvents|GetLogRecord|GetQueryResults|StartQuery|StartLiveTail)|cloudtrail:LookupEvents)/
const PRIZED =
  /^(s3:GetObject|dynamodb:(BatchGetItem|GetItem|Query|Scan|ExportTableToPointInTime|PartiQLSelect)|rds-data:|redshift-data:|athena:GetQueryResults|sqs:ReceiveMessage|kinesis:GetRecords|ec2:(CopySnapshot|ExportImage)|rds:StartExportTask|s3:(PutReplicationConfiguration|ReplicateObject))/
const OPENS = /:(Add|Associate|Attach|Authorize|BatchGrant|Create|Disable|Enable|Grant|Modify|Put|Set|Share|Update)/
const DESTROYS = /:(BatchDelete|Close|Delete|Disable|Leave|Purge|Schedule|Stop(Logging|Config)|Terminate|Transfer)/

const TABLES: Table[] = [
  table('escalation', ESCALATION_ACTIONS, () => 'high'),
  table('agentcore', AGENTCORE_ACTIONS, () => 'high'),
  table('credentials', `${CREDENTIAL_ACTIONS}${OWN_CREDENTIAL_ACTIONS}`, () => 'high'),
  table('secrets', SECRET_ACTIONS, () => 'high'),
  table('exfiltration', `${DATA_ACTIONS}${COPY_ACTIONS}`, (action) => (PRIZED.test(action) ? 'high' : 'medium')),
  table('exposure', EXPOSURE_ACTIONS, (action) => (OPENS.test(action) ? 'high' : 'medium')),
  table('change', CHANGE_ACTIONS, (action) => (DESTROYS.test(action) ? 'high' : 'medium')),
]

function table(category: Category, text: string, grade: Table['grade']): Table {
  const actions = new Map<string, string[]>()
  const lines = text.replace(/\n +/g, ' ').trim().split('\n')

  for (const line of lines.filter(Boolean)) {
    const [service = '', names = ''] = line.split(': ')
    const own = names.split(' ').map((name) => `${service}:${name}`)
    actions.set(service, [...(actions.get(service) ?? []), ...own])
  }
  return { category, actions, grade: (action) => (MILD.test(action) ? 'low' : grade(action)) }
}

/** Whether an action hands out keys, tokens or passwords; actions of the catalogue's spelling. */
export function givesCredentials(action: string): boolean {
  const [service = ''] = action.split(':')
  return TABLES.some(({ category, actions }) => category === 'credentials' && actions.get(service)?.includes(action))
}

/** Whether an action's answer may hold a secret: a key, a password, a variable; actions of the catalogue's spelling. */
export function holdsSecrets(action: string): boolean {
  const [service = ''] = action.split(':')
  return TABLES.some(({ category, actions }) => category === 'secrets' && actions.get(service)?.includes(action))
}

/** Whether an action opens contents: credentials, secrets, or data as such; actions of the catalogue's spelling. */
export function opensContents(action: string): boolean {
  const [service = ''] = action.split(':')
  const opening = TABLES.filter(({ category }) => ['credentials', 'secrets', 'exfiltration'].includes(category))
  return !MILD.test(action) && opening.some(({ actions }) => actions.get(service)?.includes(action))
}

/** Whether everything in it is what most servers need anyway. */
export function isEveryday({ id, category, actions }: Risk): boolean {
  return id.startsWith(`${category}:`) && actions.every((action) => MILD.test(action))
}

/** How many services have data that the tables know. */
export function dataServices(): number {
  return TABLES.find(({ category }) => category === 'exfiltration')?.actions.size ?? 0
}

/** One risk for each category and service; an action that is an escalation by itself is not told twice. */
export function groupRisks(grants: (action: string) => Grant[], told: Risk[]): Risk[] {
  const alone = new Set(told.flatMap(({ actions }) => (actions.length === 1 ? actions : [])))

  return TABLES.flatMap(({ category, actions, grade }) =>
    [...actions].flatMap(([service, all]) => {
      const open = all
        .filter((action) => !alone.has(action))
        .flatMap((action) => {
          const found = grants(action)
          return found.length > 0 ? [graded(action, found, grade(action))] : []
        })
      return open.length > 0 ? [groupRisk(category, service, open)] : []
    }),
  )
}

type Open = { action: string; grants: Grant[]; grade: RiskGrade; limitedBy: Risk['limitedBy'] }

function graded(action: string, grants: Grant[], base: RiskGrade): Open {
  const limitedBy = limitsOf(grants, action)
  return { action, grants, grade: lower(base, limitedBy.length), limitedBy }
}

/** The worst of its actions gives the grade; the limits are those that all of the worst have. */
function groupRisk(category: Category, service: string, open: Open[]): Risk {
  const ranked = open.toSorted((one, other) => RISK_GRADES.indexOf(one.grade) - RISK_GRADES.indexOf(other.grade))
  const grade = ranked[0]?.grade ?? 'low'
  const worst = ranked.filter((one) => one.grade === grade)
  const limits = worst.map(({ limitedBy }) => limitedBy)
  return {
    id: `${category}:${service}`,
    category,
    grade,
    ...groupWords(category, service),
    actions: ranked.map(({ action }) => action),
    statements: distinct(ranked.flatMap((one) => one.grants)),
    limitedBy: (limits[0] ?? []).filter((limit) => limits.every((other) => other.includes(limit))),
  }
}
