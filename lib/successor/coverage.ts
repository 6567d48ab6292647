import 'server-only'
import type { Connection } from '@/lib/aws/connection'
import type { RecordEntry } from '@/lib/bridge/recording/record'
import { callerIdentity } from '@/lib/connections/identity'
import { simulate } from '@/lib/deployments/preflight/simulate'
import type { Coverage, CoverageRow } from '@/lib/successor/model'
import { VIA } from '@/lib/successor/via'

/** Tools of the AWS API MCP Server, and what does the same there. A gateway puts a name and three underscores in front. */
const THERE: Record<string, string> = { call_aws: 'aws___call_aws', suggest_aws_commands: 'aws___search_documentation' }
/** IAM takes no more at once. */
const MOST_ACTIONS = 100

/** Which of the recorded calls the managed server can do, and whether the connection's own identity may. Asks IAM only, and changes nothing. */
export async function readCoverage(
  connection: Connection,
  entries: readonly RecordEntry[],
  days: number,
): Promise<Coverage> {
  const counted = countRows(entries)
  const actions = [...new Set(counted.flatMap(({ action }) => action ?? []))].filter((action) => !action.includes('*'))
  const asked = await askPerson(connection, actions.slice(0, MOST_ACTIONS))
  const known = new Set(actions.slice(0, MOST_ACTIONS))
  const rows = counted.map((row): CoverageRow => {
    const isKnown = 'refused' in asked && row.action !== undefined && known.has(row.action)
    return { ...row, person: isKnown ? (asked.refused.has(row.action ?? '') ? 'refused' : 'allowed') : 'unknown' }
  })
  return { days, calls: entries.length, rows, ...('why' in asked ? { unknownWhy: asked.why } : {}) }
}

/** Actions that somebody's assistants used, sorted by how often; only calls that were answered count, so that nothing is allowed that was refused. */
export function countRows(entries: readonly RecordEntry[]): Omit<CoverageRow, 'person'>[] {
  const rows = new Map<string, Omit<CoverageRow, 'person'>>()

  for (const { tool, method, actions = [], outcome } of entries) {
    if (method !== 'tools/call' || tool === undefined || outcome !== 'answered') {
      continue
    }
    const bare = tool.replace(/^.*___/, '')
    const there = THERE[bare]
    for (const action of actions.length > 0 ? actions : [undefined]) {
      const key = `${bare} ${action ?? ''}`
      const row = rows.get(key) ?? { tool: bare, calls: 0, ...(action && { action }), ...(there && { there }) }
      rows.set(key, { ...row, calls: row.calls + 1 })
    }
  }
  return [...rows.values()].toSorted((one, other) => other.calls - one.calls)
}

type Asked = { refused: ReadonlySet<string> } | { why: string }

async function askPerson(connection: Connection, actions: string[]): Promise<Asked> {
  if (actions.length === 0) {
    return { refused: new Set() }
  }
  const identity = await callerIdentity(connection)

  if (!identity.ok) {
    return { why: identity.error.message }
  }
  const needed = actions.map((action) => ({ action, resource: '*', context: VIA }))
  const answer = await simulate(connection, identity.data.arn, needed)
  return answer.state === 'answered'
    ? { refused: new Set(answer.missing.map(({ action }) => action)) }
    : { why: `${answer.why} IAM is asked by iam:SimulatePrincipalPolicy.` }
}
