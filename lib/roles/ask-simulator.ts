import 'server-only'
import { attempt } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import type { Result } from '@/lib/result'
import { AppError } from '@/lib/result'
import { readRole } from '@/lib/roles/queries'
import type { SimulateQuestion } from '@/lib/roles/schema'
import type { SimulatorAnswer } from '@/lib/roles/simulator-answer'

const EFFECTS: Record<string, SimulatorAnswer['effect']> = {
  allowed: 'allowed',
  explicitDeny: 'explicit-deny',
  implicitDeny: 'implicit-deny',
}

/** Asks IAM for the role as it is, or for texts that are not saved yet. Changes nothing. */
export function askSimulator(connection: Connection, question: SimulateQuestion): Promise<Result<SimulatorAnswer>> {
  return attempt(async () => {
    const { iam } = awsClients(connection)
    const common = {
      ActionNames: [question.action],
      ResourceArns: [question.resource],
      ContextEntries: contextEntries(question.context),
    }
    const { unsaved } = question
    const { EvaluationResults } = unsaved
      ? await iam.simulateCustomPolicy({
          ...common,
          PolicyInputList: unsaved.policies,
          PermissionsBoundaryPolicyInputList: unsaved.boundary === undefined ? undefined : [unsaved.boundary],
        })
      : await iam.simulatePrincipalPolicy({ ...common, PolicySourceArn: await roleArn(connection, question.roleName) })
    const result = EvaluationResults?.[0]

    return {
      effect: EFFECTS[result?.EvalDecision ?? ''] ?? 'implicit-deny',
      matched: (result?.MatchedStatements ?? []).map(({ SourcePolicyId }) => SourcePolicyId ?? ''),
      missingContextKeys: result?.MissingContextValues ?? [],
    }
  })
}

function contextEntries(context: Record<string, string[]>) {
  return Object.entries(context).map(([key, values]) => ({
    ContextKeyName: key,
    ContextKeyType: values.length === 1 ? ('string' as const) : ('stringList' as const),
    ContextKeyValues: values,
  }))
}

async function roleArn(connection: Connection, name: string): Promise<string> {
  const role = await readRole(connection, name)

  if (!role) {
    throw new AppError({
      code: 'not-found',
      message: `IAM has no role ${name}.`,
      remedy: 'The role was deleted meanwhile: look again at which roles there are.',
    })
  }
  return role.arn
}
