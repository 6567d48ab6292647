import assert from 'node:assert/strict'
import type { AwsCli } from '@/scripts/checks/peers/aws-cli/cli-aws'
import { GUIDE_ROLE } from '@/scripts/checks/peers/aws-cli/cli-follow-guide'
import type { Recorder } from '@/scripts/checks/peers/aws-cli/cli-recorder'

type Simulation = {
  EvaluationResults: { EvalActionName: string; EvalDecision: string; MatchedStatements: unknown[] }[]
}

/** `aws iam simulate-principal-policy` about the guide's role, which has the guide's policies and ReadOnlyAccess. */
export async function checkSimulation({ check }: Recorder, cli: AwsCli, accountId: string): Promise<void> {
  const cases = [
    { action: 's3:GetObject', resource: 'arn:aws:s3:::your-specific-bucket/key', decision: 'allowed' },
    { action: 'ecr:BatchGetImage', resource: 'arn:aws:ecr:us-east-1:709825985650:repository/x', decision: 'allowed' },
    { action: 's3:PutObject', resource: 'arn:aws:s3:::your-specific-bucket/key', decision: 'implicitDeny' },
    { action: 'iam:CreateUser', resource: '*', decision: 'implicitDeny' },
  ]
  for (const { action, resource, decision } of cases) {
    await check(`aws iam simulate-principal-policy: ${action} is ${decision}`, async () => {
      const { EvaluationResults } = await cli.json<Simulation>([
        ...['iam', 'simulate-principal-policy', '--policy-source-arn', `arn:aws:iam::${accountId}:role/${GUIDE_ROLE}`],
        ...['--action-names', action, '--resource-arns', resource],
      ])
      assert.deepEqual(
        EvaluationResults.map(({ EvalActionName, EvalDecision }) => [EvalActionName, EvalDecision]),
        [[action, decision]],
      )
      assert.equal((EvaluationResults[0]?.MatchedStatements.length ?? 0) > 0, decision === 'allowed')
    })
  }
}
