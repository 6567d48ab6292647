import 'server-only'
import { parseArn } from '@/lib/aws/arn'
import { failureOf } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { byResource, type NeededAction } from '@/lib/deployments/preflight/needed-actions'
import { readRole } from '@/lib/roles/queries'

export type Simulation = { state: 'answered'; missing: NeededAction[] } | { state: 'unknown'; why: string }

/** Asks IAM which of the actions the caller's policies allow. What IAM can't be asked about is `unknown`. */
export async function simulate(
  connection: Connection,
  principalArn: string,
  actions: NeededAction[],
): Promise<Simulation> {
  try {
    const source = await policySource(connection, principalArn)
    return typeof source === 'string'
      ? { state: 'answered', missing: await missingOf(connection, source, actions) }
      : { state: 'unknown', why: source.why }
  } catch (error) {
    const failure = failureOf(error)
    return {
      state: 'unknown',
      why: failure.code === 'access-denied' ? 'You may not ask IAM about permissions.' : failure.message,
    }
  }
}

/** The ARN that IAM simulates for: of a user, or of the role behind a session. */
async function policySource(connection: Connection, principalArn: string): Promise<string | { why: string }> {
  const resource = parseArn(principalArn)?.resource ?? ''
  const [kind, name] = resource.split('/')

  if (kind === 'user') {
    return principalArn
  }
  if (kind === 'assumed-role' && name) {
    // A session's ARN lacks the path of its role, so the role is asked for.
    const role = await readRole(connection, name)
    return role?.arn ?? { why: 'The role of this session is not visible.' }
  }
  return resource === 'root'
    ? { why: 'The root user is not subject to policies. Use a role or user instead.' }
    : { why: 'IAM can’t simulate for this kind of principal.' }
}

async function missingOf(connection: Connection, source: string, actions: NeededAction[]): Promise<NeededAction[]> {
  const groups = byResource(actions)
  const denied = await Promise.all(groups.map((group) => deniedOf(connection, source, group)))
  return groups.flatMap(({ resource, context }, index) =>
    (denied[index] ?? []).map((action) => ({ action, resource, context })),
  )
}

async function deniedOf(
  connection: Connection,
  source: string,
  { resource, context, names }: ReturnType<typeof byResource>[number],
): Promise<string[]> {
  const answer = await awsClients(connection).iam.simulatePrincipalPolicy({
    PolicySourceArn: source,
    ActionNames: names,
    ResourceArns: [resource],
    ContextEntries: Object.entries(context).map(([key, value]) => ({
      ContextKeyName: key,
      ContextKeyType: /^(true|false)$/.test(value) ? 'boolean' : 'string',
      ContextKeyValues: [value],
    })),
    MaxItems: 1000,
  })
  const allowed = (answer.EvaluationResults ?? [])
    .filter(({ EvalDecision }) => EvalDecision === 'allowed')
    .map(({ EvalActionName }) => EvalActionName?.toLowerCase())
  return names.filter((name) => !allowed.includes(name.toLowerCase()))
}
